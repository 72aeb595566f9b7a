"""Write the tables of a workspace: spreadsheets can open them, large ones are Parquet."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pandera.pandas as pa

from gridplan.model.words import Datum
from gridplan.storage.formulas import defused
from gridplan.storage.staging import Change

#: Tables of more rows than a spreadsheet is comfortable with are Parquet.
LARGE = 20_000
#: Column, and what it says, of every row of invented data.
LABEL, SYNTHETIC = "synthetic", "合成数据 synthetic data"


def write_table(change: Change, table: pd.DataFrame, schema: pa.DataFrameSchema, *, synthetic: bool) -> str:
    """
    Write one table with the columns of its contract, points as `lon`, `lat` and their datum.

    Parameters
    ----------
    change
        Where to write.
    table
        The table; its points in degrees.
    schema
        Its contract, which names the file.
    synthetic
        Whether every row is labelled as invented.

    Returns
    -------
    name
        The file, relative to the workspace.
    """
    flat = _flat(table, schema).apply(defused)
    if synthetic:
        flat[LABEL] = SYNTHETIC
    if len(flat) > LARGE:
        name = f"data/{schema.name}.parquet"
        flat.to_parquet(change.place(name), index=False, compression="zstd")
    else:
        name = f"data/{schema.name}.csv"
        flat.to_csv(change.place(name), index=False, encoding="utf-8-sig", lineterminator="\n")
    return name


def _flat(table: pd.DataFrame, schema: pa.DataFrameSchema) -> pd.DataFrame:
    plain = pd.DataFrame(table[list(schema.columns)]).rename_axis(schema.index.name).reset_index()
    if isinstance(table, gpd.GeoDataFrame) and (table.geom_type == "Point").all():
        lon, lat = table.geometry.x.to_numpy(), table.geometry.y.to_numpy()
        plain = plain.assign(lon=lon, lat=lat, datum=str(Datum.WGS84))
    return plain
