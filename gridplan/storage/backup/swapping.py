"""Let a live database become a staged one in one transaction; whoever reads meanwhile sees the old one to the end."""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, select
from sqlalchemy import text as sql

from gridplan.storage.backup.rows import batches, put_batch, tables_of
from gridplan.storage.database.engine import Database


def holds_rows(database: Database) -> bool:
    """
    Tell whether anything is in a database.

    Parameters
    ----------
    database
        The live database.

    Returns
    -------
    holds
        Whether a table has a row.
    """
    with database.reading() as connection:
        return any(connection.execute(select(1).select_from(table)).first() for table in tables_of(connection))


def shut(connection: Connection) -> None:
    """
    Let nobody else read or write a server's database until the transaction ends.

    Parameters
    ----------
    connection
        The write transaction on the server.
    """
    quoted = map(connection.dialect.identifier_preparer.format_table, tables_of(connection))
    connection.exec_driver_sql(f"LOCK TABLE {', '.join(quoted)} IN ACCESS EXCLUSIVE MODE")


def refill(connection: Connection, staged: Connection) -> None:
    """
    Empty a server's database and fill it from a staged one.

    Parameters
    ----------
    connection
        The write transaction on the server.
    staged
        A snapshot of the staged database.
    """
    tables, sources = tables_of(connection), {table.name: table for table in tables_of(staged)}
    quoted = {table.name: connection.dialect.identifier_preparer.format_table(table) for table in tables}
    _empty(connection, list(quoted.values()))
    for table in tables:
        for batch in batches(staged, sources[table.name]):
            put_batch(connection, table, batch)
        _count_on(connection, table, quoted[table.name])


def _empty(connection: Connection, tables: list[str]) -> None:
    """Empty all tables, those too that nobody else may take a row from."""
    for how in ("DISABLE", "ENABLE"):
        for table in tables:
            connection.exec_driver_sql(f"ALTER TABLE {table} {how} TRIGGER USER")
        if how == "DISABLE":
            connection.exec_driver_sql(f"TRUNCATE {', '.join(tables)}")


def _count_on(connection: Connection, table: Table, quoted: str) -> None:
    """Let numbers that the server gives go on after the last one."""
    for column in table.primary_key.columns:
        sequence = connection.execute(select(func.pg_get_serial_sequence(quoted, column.name))).scalar()
        last = connection.execute(select(func.max(column))).scalar() if sequence else None
        if last is not None:
            connection.execute(sql("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last})
