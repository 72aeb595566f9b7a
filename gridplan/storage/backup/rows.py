"""
The tables of a database as members of a backup, one Arrow stream a table, and back into any database.

Columns are read from the database itself, so that a backup is faithful to the revision it was made at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from sqlalchemy import Column, Connection, MetaData, Table, func, inspect, select, types

from gridplan.errors import StorageError
from gridplan.storage.backup.members import Packer
from gridplan.storage.database.bulk import insert_values

FOLDER = "tables"
#: The revision stands in the manifest; PostGIS's own; a purge's permission, which never outlives its transaction.
_OTHERS = frozenset({"alembic_version", "spatial_ref_sys", "visit_purge"})
#: At a time; one row may be a part of a plan of some megabytes.
_ROWS, _BYTES = 10_000, 8 << 20
_ARROW: dict[type[types.TypeEngine[Any]], pa.DataType] = {
    types.Boolean: pa.bool_(), types.Integer: pa.int64(), types.Float: pa.float64(),
    types.String: pa.large_string(), types.JSON: pa.large_string(), types.LargeBinary: pa.large_binary(),
}  # fmt: skip
_COMPRESSED = pa.ipc.IpcWriteOptions(compression="zstd")


def pack_tables(connection: Connection, packer: Packer) -> None:
    """
    Write every table.

    Parameters
    ----------
    connection
        One snapshot of the database.
    packer
        Takes one member a table, and the number of its rows for the manifest.
    """
    for table in tables_of(connection):
        schema = _schema(table)
        rows = 0
        with packer.member(_member(table)) as member, pa.ipc.new_stream(member, schema, options=_COMPRESSED) as writer:
            for batch in batches(connection, table):
                writer.write_batch(batch)
                rows += batch.num_rows
        packer.manifest.rows[table.name] = rows


def unpack_tables(connection: Connection, folder: Path, rows: dict[str, int]) -> None:
    """
    Fill the empty tables of a database.

    Parameters
    ----------
    connection
        A transaction on a database of the same revision.
    folder
        Where the members of the backup lie.
    rows
        Number of rows by table, as the manifest says.

    Raises
    ------
    StorageError
        If tables or numbers of rows are not those of the manifest.
    """
    tables = tables_of(connection)
    if {table.name for table in tables} != set(rows):
        wrong = min({table.name for table in tables} ^ set(rows))
        raise StorageError(f"the backup is damaged: table {wrong} is not as its revision has it")
    for table in tables:
        found = sum(put_batch(connection, table, batch) for batch in _read(folder / _member(table)))
        if found != rows[table.name]:
            raise StorageError(f"the backup is damaged: {table.name} has {found} rows, not {rows[table.name]}")


def batches(connection: Connection, table: Table) -> Iterator[pa.RecordBatch]:
    """
    Read a table in parts that the memory bears, in the order in which its rows lie.

    Parameters
    ----------
    connection
        A snapshot.
    table
        The table.

    Yields
    ------
    batch
        Some rows; JSON as text.
    """
    at_once = min(_ROWS, 1 + _BYTES // max(1, _longest(connection, table)))
    schema, told = _schema(table), _json_columns(table)
    for rows in connection.execute(select(table).execution_options(yield_per=at_once)).partitions():
        columns = dict(zip(schema.names, zip(*rows, strict=True), strict=True))
        columns |= {name: [_json(value) for value in columns[name]] for name in told}
        yield pa.RecordBatch.from_pydict(columns, schema)


def put_batch(connection: Connection, table: Table, batch: pa.RecordBatch) -> int:
    """
    Put some rows into a table.

    Parameters
    ----------
    connection
        A transaction that writes.
    table
        The table.
    batch
        The rows.

    Returns
    -------
    rows
        How many.
    """
    values = zip(*(column.to_pylist() for column in batch.columns), strict=True)
    insert_values(connection, table, batch.schema.names, values)
    return int(batch.num_rows)


def tables_of(connection: Connection) -> list[Table]:
    """
    List the tables of a database, those that others point at first.

    Parameters
    ----------
    connection
        The database.

    Returns
    -------
    tables
        As they are there.
    """
    known = MetaData()
    names = [name for name in inspect(connection).get_table_names() if name not in _OTHERS]
    known.reflect(connection, only=names)
    for column in (column for table in known.sorted_tables for column in table.columns):
        if isinstance(column.type, types.JSON):
            # nothing is nothing, not the word null
            column.type = types.JSON(none_as_null=True)
    return [table for table in known.sorted_tables if table.name not in _OTHERS]


def _member(table: Table) -> str:
    return f"{FOLDER}/{table.name}.arrow"


def _schema(table: Table) -> pa.Schema:
    return pa.schema([(column.name, _arrow(column)) for column in table.columns])


def _arrow(column: Column[Any]) -> pa.DataType:
    return next(arrow for sql, arrow in _ARROW.items() if isinstance(column.type, sql))


def _longest(connection: Connection, table: Table) -> int:
    """Tell how many bytes the values of a row may have, beside its numbers and words."""
    known = [column for column in table.columns if isinstance(column.type, types.LargeBinary)]
    lengths = [func.coalesce(func.max(func.length(column)), 0) for column in known]
    return sum(connection.execute(select(*lengths)).one()) if lengths else 0


def _read(path: Path) -> Iterator[pa.RecordBatch]:
    if not path.is_file():
        raise StorageError(f"the backup is damaged: {path.name} is missing")
    with pa.ipc.open_stream(path) as reader:
        yield from reader


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _json_columns(table: Table) -> list[str]:
    return [column.name for column in table.columns if isinstance(column.type, types.JSON)]
