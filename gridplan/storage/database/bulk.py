"""Put many rows into a table at once: one prepared statement on SQLite, COPY on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd
from sqlalchemy import Column, Connection, MetaData, Select, Table


def insert_rows(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    """
    Put rows into a table.

    Parameters
    ----------
    connection
        A connection that writes.
    table
        The table.
    rows
        Its columns by name; what is missing becomes null.
    """
    if not rows.empty:
        values = zip(*(_plain(rows[column]) for column in rows.columns), strict=True)
        insert_values(connection, table, [str(column) for column in rows.columns], values)


def insert_values(
    connection: Connection, table: Table, columns: Sequence[str], values: Iterable[tuple[Any, ...]]
) -> None:
    """
    Put rows into a table, their values as the driver takes them.

    Parameters
    ----------
    connection
        A connection that writes.
    table
        The table.
    columns
        Names of columns.
    values
        Rows of values in the same order; JSON as text.
    """
    name = connection.dialect.identifier_preparer.format_table(table)
    quoted = [connection.dialect.identifier_preparer.quote(column) for column in columns]
    into = f"{name} ({', '.join(quoted)})"
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks})", list(values))  # noqa: S608 # own names
    else:
        _copy(connection, f"COPY {into} FROM STDIN", values)


def read_rows(connection: Connection, query: Select[Any]) -> pd.DataFrame:
    """
    Read many rows as the driver gives them, four times as fast as one by one.

    Parameters
    ----------
    connection
        Any connection.
    query
        What to read; columns whose values the driver gives as they are.

    Returns
    -------
    rows
        One column for each of the query.
    """
    result = connection.execute(query)
    found = result.cursor.fetchall() if result.cursor else []
    result.close()
    return pd.DataFrame(found, columns=[column.name for column in query.selected_columns])


@contextmanager
def staged(connection: Connection, table: Table, rows: pd.DataFrame) -> Iterator[Table]:
    """
    Put rows into a temporary table, to be compared with those of a table in SQL.

    Parameters
    ----------
    connection
        A connection that writes.
    table
        The table that they are compared with.
    rows
        Columns of that table; the first one names a row.

    Yields
    ------
    fresh
        The temporary table, for the length of the block.
    """
    columns = [Column(name, table.c[name].type, primary_key=not n) for n, name in enumerate(map(str, rows.columns))]
    fresh = Table(f"fresh_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])
    fresh.create(connection)
    insert_rows(connection, fresh, rows)
    if connection.dialect.name == "postgresql":
        # without figures the planner takes a large table for a small one
        connection.exec_driver_sql(f"ANALYZE {fresh.name}")
    yield fresh
    fresh.drop(connection)


def _plain(column: pd.Series) -> Iterable[Any]:
    """Take Python's own values out of a column; a missing one becomes None."""
    return column.astype(object).where(column.notna(), None).to_list() if column.hasnans else column.to_list()


def _copy(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
