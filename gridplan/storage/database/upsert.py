"""Put a row in unless its like is there already, in the words of either database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
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
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    once = insert(table).values(dict(row)).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return connection.execute(once).rowcount == 1
