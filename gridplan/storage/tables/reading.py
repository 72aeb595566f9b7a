"""Read one table of a workspace."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pandera.pandas as pa

from gridplan.model.tables import keep_contract

_PLACED = {"branches", "units", "households", "merchants"}


def empty_table(schema: pa.DataFrameSchema) -> pd.DataFrame:
    """
    Make a table without rows.

    Parameters
    ----------
    schema
        Its contract.

    Returns
    -------
    table
        All columns of the contract; a GeoDataFrame in EPSG:4326 where its rows have a place.
    """
    bare = pd.DataFrame({name: pd.Series(dtype=str) for name in schema.columns})
    table = keep_contract(bare.set_index(pd.Index([], dtype=str, name=schema.index.name)), schema)
    return gpd.GeoDataFrame(table, geometry=[], crs=4326) if schema.name in _PLACED else table


def read_table(path: Path, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """
    Read one table.

    Parameters
    ----------
    path
        .csv or .parquet.
    schema
        Its contract.

    Returns
    -------
    table
        Keeps its contract; a GeoDataFrame where it has places.
    """
    if path.suffix == ".parquet":
        table = pd.read_parquet(path)
    else:
        text = dict.fromkeys(table_texts(schema), str)
        table = pd.read_csv(path, dtype=text, encoding="utf-8-sig", keep_default_na=False, float_precision="round_trip")
    table = table.set_index(schema.index.name)
    plain = keep_contract(table[[name for name in schema.columns if name in table]], schema)[list(schema.columns)]
    if "lon" not in table:
        return plain
    return gpd.GeoDataFrame(plain, geometry=gpd.points_from_xy(table["lon"], table["lat"]), crs=4326)


def table_texts(schema: pa.DataFrameSchema) -> list[str]:
    """
    Name the text columns.

    Parameters
    ----------
    schema
        A contract.

    Returns
    -------
    names
        Index and columns of text.
    """
    return [schema.index.name, *(name for name, column in schema.columns.items() if str(column.dtype) == "str")]
