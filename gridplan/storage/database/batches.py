"""Imports as batches, and the few settings that the database keeps of itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from gridplan.storage.database.locks import hold
from gridplan.storage.database.schema import IMPORT_BATCH, SETTING


def new_batch(
    connection: Connection, *, at: datetime, account: str, files: Mapping[str, str], rows: Mapping[str, int]
) -> int:
    """
    Note an import; other imports wait until the transaction ends.

    Parameters
    ----------
    connection
        A transaction that writes.
    at
        Time of the import.
    account
        Who imports.
    files
        SHA-256 by name of file.
    rows
        Number of rows by table.

    Returns
    -------
    batch_id
        Its number.
    """
    hold(connection, "import")
    row = {"at": at, "account": account, "files": dict(files), "rows": dict(rows), "status": "stored"}
    made = connection.execute(insert(IMPORT_BATCH).values(row)).inserted_primary_key
    return int(made[0]) if made else 0


def read_setting(connection: Connection, key: str) -> str:
    """
    Read what the database says of itself.

    Parameters
    ----------
    connection
        An open connection.
    key
        What is asked for.

    Returns
    -------
    value
        The answer; empty if there is none.
    """
    return connection.execute(select(SETTING.c.value).where(SETTING.c.key == key)).scalar() or ""


def write_setting(connection: Connection, key: str, value: str) -> None:
    """
    Write what the database says of itself.

    Parameters
    ----------
    connection
        A transaction that writes.
    key
        Of what.
    value
        The new value.
    """
    connection.execute(delete(SETTING).where(SETTING.c.key == key))
    connection.execute(insert(SETTING).values(key=key, value=value))
