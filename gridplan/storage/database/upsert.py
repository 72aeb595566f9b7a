"""Put a row in unless its like is there already, in the words of either database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, and_, or_, select
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """
    Put a row in unless one with the same unique value is there.

    Parameters
    ----------
    connection
        A connection that writes.
    table
        The table.
    row
        Value by column.

    Returns
    -------
    new
        Whether it was put in; if somebody else is putting the same in, this waits for them.
    """
    if connection.dialect.name == "sqlite" and _is_there(connection, table, row):
        # nobody else writes meanwhile; and tables that refuse replacement refuse the second row before DO NOTHING
        return False
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    once = insert(table).values(dict(row)).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return connection.execute(once).rowcount == 1


def _is_there(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    keys = [table.primary_key.columns, *(index.columns for index in table.indexes if index.unique)]
    given = [key for key in keys if all(column.name in row for column in key)]
    alike = or_(*(and_(*(column == row[column.name] for column in key)) for key in given))
    return connection.execute(select(1).select_from(table).where(alike)).first() is not None
