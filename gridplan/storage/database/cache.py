"""
A copy of the large tables beside the database, for reads of all rows: Parquet, neighbours near each other.

It belongs to one import and is made anew when there is a later one, or when it can't be read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Connection, select

from gridplan.errors import StorageError
from gridplan.model.tables import CONTRACTS
from gridplan.storage.atomic import replacing
from gridplan.storage.database.schema import IMPORT_BATCH
from gridplan.storage.database.tables import contract_rows, contract_table, load_tables

FOLDER = "cache"
#: Tables with a row a household or merchant.
LARGE = ("households", "merchants", "funnel", "products")
#: Column that remembers the order of ids.
_ORDER = "__order"


def load_cached(
    connection: Connection, folder: Path, names: Iterable[str] = tuple(CONTRACTS)
) -> dict[str, pd.DataFrame]:
    """
    Read tables, the large ones from the cache.

    Parameters
    ----------
    connection
        Any connection; its snapshot decides which import is read.
    folder
        The workspace.
    names
        Names of contracts; by default all.

    Returns
    -------
    tables
        The same as `load_tables` gives.
    """
    edition = _edition(connection)
    return {
        name: _load(connection, folder, name, edition) if name in LARGE else load_tables(connection, [name])[name]
        for name in names
    }


def _edition(connection: Connection) -> str:
    """Name the last import; its time tells it from one of the same number before a restore."""
    newest = select(IMPORT_BATCH).order_by(IMPORT_BATCH.c.id.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    if row is None:
        return "0"
    return f"{row.id}-{hashlib.sha256(repr(tuple(row)).encode()).hexdigest()[:12]}"


def _load(connection: Connection, folder: Path, name: str, edition: str) -> pd.DataFrame:
    file = folder / FOLDER / f"{name}-{edition}.parquet"
    # whatever is wrong with a copy, the database has the rows
    with suppress(OSError, pa.ArrowException, KeyError, ValueError):
        return _read(file, name)
    table = load_tables(connection, [name])[name]
    # a full disk or a read-only folder costs time, never an answer
    with suppress(StorageError):
        _write(file, name, table)
        _drop_older(file, name)
    return table


def _read(file: Path, name: str) -> pd.DataFrame:
    rows = pq.read_table(file, page_checksum_verification=True)
    places = np.empty(len(rows), dtype=np.intp)
    places[rows[_ORDER].to_numpy()] = np.arange(len(rows))
    return contract_table(name, rows.drop_columns(_ORDER).to_pandas().take(places).reset_index(drop=True))


def _write(file: Path, name: str, table: pd.DataFrame) -> None:
    rows = contract_rows(name, table)
    rows[_ORDER] = np.arange(len(rows), dtype=np.int32)
    with replacing(file) as beside:
        beside.touch(0o600)
        packed = pa.Table.from_pandas(rows.take(_along_curve(table)), preserve_index=False)
        pq.write_table(packed, beside, compression="zstd", row_group_size=50_000, write_page_checksum=True)


def _along_curve(table: pd.DataFrame) -> np.ndarray:
    """Order rows along a curve that fills the county, so that a piece of the file is a piece of the map."""
    if not isinstance(table, gpd.GeoDataFrame) or table.empty:
        return np.arange(len(table))
    along, known = np.zeros(len(table)), table.geometry.notna().to_numpy()
    if known.any():
        along[known] = table.geometry[known].hilbert_distance()
    return np.argsort(along, kind="stable")


def _drop_older(file: Path, name: str) -> None:
    for other in file.parent.glob(f"{name}-*.parquet"):
        if other != file:
            other.unlink(missing_ok=True)
