"""Keep rows with the time for which they held: unchanged ones stay, changed ones are closed and opened anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pandas as pd
from sqlalchemy import Connection, Table, and_, exists, func, insert, literal, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from gridplan.storage.database.bulk import staged
from gridplan.storage.database.columns import Moment


def keep_rows(
    connection: Connection,
    table: Table,
    rows: pd.DataFrame,
    *,
    moment: datetime,
    batch_id: int | None = None,
    compared: Sequence[str] = (),
) -> tuple[int, int]:
    """
    Make rows the current ones of a table.

    Parameters
    ----------
    connection
        A connection that writes.
    table
        A table with `valid_from`, `valid_to`.
    rows
        Columns of that table, all rows that hold from now on; the first column names a row.
    moment
        From when on they hold.
    batch_id
        The import that brought them, where the table names it.
    compared
        Columns whose difference is a change; by default all.

    Returns
    -------
    opened, closed
        Rows that were written, and rows that were closed.
    """
    names = [str(name) for name in rows.columns]
    key, held = names[0], {"valid_from": literal(moment, Moment)}
    if batch_id is not None:
        held["batch_id"] = literal(batch_id)
    current = table.c.valid_to.is_(None)
    with staged(connection, table, rows) as fresh:
        alike = (table.c[name].is_not_distinct_from(fresh.c[name]) for name in compared or names[1:])
        # ids are joined by `=`: nothing else has an index or a hash on PostgreSQL
        stays = exists(select(1).where(table.c[key] == fresh.c[key], *alike))
        closed = connection.execute(update(table).where(current, ~stays).values(valid_to=moment)).rowcount
        known = exists(select(1).where(table.c[key] == fresh.c[key], current))
        wanted = select(*fresh.c, *held.values()).where(~known)
        brought = insert(table).from_select([*names, *held], wanted).execution_options(preserve_rowcount=True)
        opened = connection.execute(brought).rowcount
    return opened, closed


def holding_at(table: Table, moment: datetime | None) -> ColumnElement[bool]:
    """
    Pick the rows that hold at a time.

    Parameters
    ----------
    table
        A table with `valid_from`, `valid_to`.
    moment
        The time; None for now.

    Returns
    -------
    condition
        For a `where`.
    """
    if moment is None:
        return table.c.valid_to.is_(None)
    ends = or_(table.c.valid_to.is_(None), table.c.valid_to > moment)
    return and_(table.c.valid_from <= moment, ends)


def after_the_last(connection: Connection, table: Table, moment: datetime) -> datetime:
    """
    Move a time behind all those that a table has, where the clock went back.

    Parameters
    ----------
    connection
        Any connection.
    table
        A table with `valid_from`, `valid_to`.
    moment
        What the clock says.

    Returns
    -------
    moment
        The same, or a microsecond after the last change.
    """
    last = connection.execute(select(func.max(table.c.valid_from), func.max(table.c.valid_to))).one()
    later: list[datetime] = [time + timedelta(microseconds=1) for time in last if time is not None]
    return max([moment, *later])
