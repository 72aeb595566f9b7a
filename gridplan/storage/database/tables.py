"""The county's tables in the database, through time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Connection, select

from gridplan.errors import GeometryError
from gridplan.model.tables import CONTRACTS, SPATIAL, keep_contract
from gridplan.storage.database.bulk import read_rows
from gridplan.storage.database.schema import CONTRACT_TABLES, POINTS
from gridplan.storage.database.through_time import after_the_last, holding_at, keep_rows

Progress = Callable[[str, float], None]
CRS = "EPSG:4326"


def store_tables(
    connection: Connection,
    tables: Mapping[str, pd.DataFrame],
    *,
    batch_id: int,
    now: datetime,
    progress: Progress | None = None,
) -> dict[str, dict[str, int]]:
    """
    Make tables the current ones: unchanged rows stay, changed ones are closed and opened anew, missing ones closed.

    Parameters
    ----------
    connection
        A connection that writes.
    tables
        Whole tables by the name of their contract, spatial ones in EPSG:4326; those not given stay as they are.
    batch_id
        The import that brings them.
    now
        From when on they hold.
    progress
        Called with the name of a table and the share done, 0 to 1.

    Returns
    -------
    rows
        `opened` and `closed` by table.

    Raises
    ------
    GeometryError
        If a table lies in another CRS.
    """
    counts = {}
    for number, (name, table) in enumerate(tables.items()):
        if progress:
            progress(name, number / len(tables))
        kept = CONTRACT_TABLES[name]
        moment = after_the_last(connection, kept, now)
        rows = contract_rows(name, keep_contract(table, CONTRACTS[name]))
        opened, closed = keep_rows(connection, kept, rows, moment=moment, batch_id=batch_id)
        counts[name] = {"opened": opened, "closed": closed}
    if progress:
        progress("", 1.0)
    return counts


def load_tables(
    connection: Connection, names: Iterable[str] = tuple(CONTRACTS), at: datetime | None = None
) -> dict[str, pd.DataFrame]:
    """
    Read tables.

    Parameters
    ----------
    connection
        Any connection.
    names
        Names of contracts; by default all.
    at
        A time; by default now.

    Returns
    -------
    tables
        By name, as their contracts say, in the order of their ids; spatial ones in EPSG:4326.
    """
    return {name: _load(connection, name, at) for name in names}


def contract_table(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """
    Make a table of its contract out of plain rows.

    Parameters
    ----------
    name
        Name of the contract.
    rows
        Its id, its columns, and `lon`, `lat` or `shape`.

    Returns
    -------
    table
        Indexed by its id; a GeoDataFrame where the contract has places.
    """
    schema = CONTRACTS[name]
    types = {said: str if "str" in str(column.dtype) else str(column.dtype) for said, column in schema.columns.items()}
    index = pd.Index(rows[schema.index.name], dtype=str, name=schema.index.name)
    table: pd.DataFrame = rows[list(types)].astype(types).set_axis(index)
    if name not in SPATIAL:
        return table
    shaped: pd.DataFrame = gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(_places(rows), index=index, crs=CRS))
    return shaped


def contract_rows(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """
    Make plain rows out of a table of its contract.

    Parameters
    ----------
    name
        Name of the contract.
    table
        The table, complete; a spatial one in EPSG:4326.

    Returns
    -------
    rows
        Its id first, its columns, and `lon`, `lat` or `shape`.

    Raises
    ------
    GeometryError
        If the table lies in another CRS.
    """
    plain = pd.DataFrame(table[list(CONTRACTS[name].columns)]).reset_index(names=str(CONTRACTS[name].index.name))
    if not isinstance(table, gpd.GeoDataFrame):
        return plain
    if table.crs is not None and table.crs != CRS:
        raise GeometryError(
            "{table} must come in {wanted}, not in {given}", table=name, wanted=CRS, given=str(table.crs)
        )
    places = table.geometry.to_numpy()
    if name not in POINTS:
        return plain.assign(shape=shapely.to_wkb(places))
    return plain.assign(lon=shapely.get_x(places), lat=shapely.get_y(places))


def _load(connection: Connection, name: str, at: datetime | None) -> pd.DataFrame:
    kept = CONTRACT_TABLES[name]
    columns = [column for column in kept.c if column.name not in {"valid_from", "valid_to", "batch_id"}]
    rows = read_rows(connection, select(*columns).where(holding_at(kept, at)))
    return contract_table(name, rows).sort_index()


def _places(rows: pd.DataFrame) -> np.ndarray:
    if "shape" in rows:
        return np.asarray(shapely.from_wkb(rows["shape"].to_numpy(dtype=object)))
    lon, lat = (rows[name].to_numpy(dtype=float) for name in ("lon", "lat"))
    known = ~np.isnan(lon)
    places = np.full(len(rows), None, dtype=object)
    places[known] = shapely.points(lon[known], lat[known])
    return places
