"""Let one transaction at a time do a thing that reads first and then writes what follows from it."""

from __future__ import annotations

import hashlib

from sqlalchemy import BigInteger, Connection, cast, func, select


def hold(connection: Connection, what: str) -> None:
    """
    Keep others from the same thing until the transaction ends.

    SQLite lets one writer in anyway; PostgreSQL gets a lock by name.

    Parameters
    ----------
    connection
        A connection that writes.
    what
        Name of the thing, such as `plans`.
    """
    if connection.dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], signed=True)
        connection.execute(select(func.pg_advisory_xact_lock(cast(number, BigInteger))))
