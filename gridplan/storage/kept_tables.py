"""Read tables that were kept as Parquet; each coordinate system is looked up once, which geopandas does every time."""

from __future__ import annotations

import json
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj

_GEO = b"geo"


def read_kept(source: Path | BytesIO) -> pd.DataFrame:
    """
    Read a table that pandas or geopandas wrote.

    Parameters
    ----------
    source
        A file of ours; what people bring goes through the gate.

    Returns
    -------
    table
        A GeoDataFrame where it has shapes.
    """
    return unarrowed(pq.read_table(source))


def unarrowed(table: pa.Table) -> pd.DataFrame:
    """
    Make a table of pandas of one that was read or put together by Arrow.

    Parameters
    ----------
    table
        A table with the notes that geopandas leaves where there are shapes.

    Returns
    -------
    table
        A GeoDataFrame where it has shapes.
    """
    notes = json.loads((table.schema.metadata or {}).get(_GEO, b"null"))
    rows: pd.DataFrame = table.to_pandas()
    if notes is None:
        return rows
    for name, column in notes["columns"].items():
        rows[name] = gpd.GeoSeries.from_wkb(rows[name].to_numpy(), index=rows.index, crs=_crs_of(column["crs"]))
    shapes: pd.DataFrame = gpd.GeoDataFrame(rows, geometry=notes["primary_column"])
    return shapes


def _crs_of(noted: dict[str, object] | None) -> pyproj.CRS | None:
    return None if noted is None else _looked_up(json.dumps(noted))


@lru_cache
def _looked_up(noted: str) -> pyproj.CRS:
    return pyproj.CRS.from_json(noted)
