"""Take away visits past their time: the one way by which a row of theirs can go."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from gridplan.storage.database.columns import moment_text
from gridplan.storage.database.schema import VISIT, VISIT_ASIDE, VISIT_PURGE


def visits_before(connection: Connection, cutoff: datetime) -> dict[str, int]:
    """
    Count visits that came before a moment, those put aside included.

    Parameters
    ----------
    connection
        Any connection.
    cutoff
        The moment, by our clock.

    Returns
    -------
    rows
        Number by table.
    """
    return {
        table.name: connection.execute(
            select(func.count()).select_from(table).where(table.c.server_at < cutoff)
        ).scalar_one()
        for table in (VISIT, VISIT_ASIDE)
    }


def purge_visits(connection: Connection, cutoff: datetime) -> dict[str, int]:
    """
    Take away visits that came before a moment, those put aside included.

    Parameters
    ----------
    connection
        A connection that writes.
    cutoff
        The moment, by our clock.

    Returns
    -------
    rows
        Number by table, as `visits_before` said before.
    """
    until = moment_text(cutoff)
    # the trigger of visits asks for this row; left behind, it would keep the transaction from ending well
    connection.execute(insert(VISIT_PURGE).values(cutoff=until, later=f"{until}9"))
    rows = {
        table.name: connection.execute(delete(table).where(table.c.server_at < cutoff)).rowcount
        for table in (VISIT, VISIT_ASIDE)
    }
    connection.execute(delete(VISIT_PURGE))
    return rows
