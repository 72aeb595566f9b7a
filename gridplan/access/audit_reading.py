"""Read the audit back."""

from __future__ import annotations

from sqlalchemy import Connection, select

from gridplan.access.audit_entry import Entry, read_entry
from gridplan.access.schema import AUDIT


def latest_entries(connection: Connection, most: int) -> list[Entry]:
    """
    Take the end of the audit.

    Parameters
    ----------
    connection
        A transaction.
    most
        How many entries at most.

    Returns
    -------
    entries
        The latest, in their order.
    """
    rows = connection.execute(select(AUDIT).order_by(AUDIT.c.seq.desc()).limit(most)).mappings()
    return [read_entry(row) for row in rows][::-1]


def entries_on(connection: Connection, subject: str) -> list[Entry]:
    """
    Take what the audit says of one subject.

    Parameters
    ----------
    connection
        A transaction.
    subject
        Such as the id of a plan.

    Returns
    -------
    entries
        In their order.
    """
    rows = connection.execute(select(AUDIT).where(AUDIT.c.subject == subject).order_by(AUDIT.c.seq)).mappings()
    return [read_entry(row) for row in rows]
