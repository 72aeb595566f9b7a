"""Whose people were forgotten: a restore of an older backup must not bring them back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from gridplan.access.schema import AUDIT
from gridplan.access.stamps import stamp

#: What the audit says when the people of a household were taken away for good.
FORGOTTEN = "people_forgotten"


def forgotten_since(connection: Connection, since: datetime) -> list[str]:
    """
    List the households whose people were forgotten.

    Parameters
    ----------
    connection
        A snapshot.
    since
        From when on.

    Returns
    -------
    household_ids
        Each once, in their order.
    """
    query = select(AUDIT.c.subject).where(AUDIT.c.action == FORGOTTEN, AUDIT.c.at >= stamp(since)).distinct()
    return sorted(connection.execute(query).scalars())
