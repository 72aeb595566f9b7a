"""Change something and write the audit of it in one transaction: never the one without the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from gridplan.access.audit import record
from gridplan.access.scope import Scope
from gridplan.access.sign_in import Transactions


@contextmanager
def audited(
    database: Transactions,
    scope: Scope,
    action: str,
    *,
    now: datetime,
    subject: str = "",
    detail: Mapping[str, object] | None = None,
) -> Iterator[Connection]:
    """
    Open a write transaction that ends with an entry of the audit.

    Parameters
    ----------
    database
        Where to write.
    scope
        Who changes.
    action
        What the person does, as one word.
    now
        The moment.
    subject
        To what.
    detail
        More, without personal values.

    Yields
    ------
    connection
        The transaction; nothing is kept of it, nor of the entry, where the block fails.
    """
    with database.writing() as connection:
        yield connection
        record(connection, now=now, account=scope.account, action=action, subject=subject, detail=detail)
