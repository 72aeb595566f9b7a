"""Households into units, for a county that has neither on record."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pandera.pandas as pa
import shapely
from numpy.typing import NDArray

from gridplan.geo.locate import Locator
from gridplan.model.tables import FUNNEL, MERCHANTS, PRODUCTS, UNITS, keep_contract


def counted(
    units: gpd.GeoDataFrame, households: gpd.GeoDataFrame, persons: float
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """
    Put estimated households into their units and count them there.

    Parameters
    ----------
    units
        Polygons with `name`, `type` and `town`, indexed by `unit_id`.
    households
        Points with `households_n`; same CRS.
    persons
        People a household.

    Returns
    -------
    units
        Contract `UNITS`, `estimated` set.
    households
        The same rows with `unit_id`; who lies in no unit is in the nearest.
    """
    place = unit_places(units, households)
    load = np.bincount(place, households["households_n"], minlength=len(units))
    figures = {
        "registered_hh": load.round().astype(int),
        "resident_hh": load.round().astype(int),
        "population": (load * persons).round().astype(int),
    }
    table = keep_contract(units.assign(**figures, estimated=True), UNITS)
    return gpd.GeoDataFrame(table), gpd.GeoDataFrame(households.assign(unit_id=units.index.to_numpy()[place]))


def unit_places(units: gpd.GeoDataFrame, points: gpd.GeoDataFrame) -> NDArray[np.int64]:
    """
    Tell in which unit each point lies.

    Parameters
    ----------
    units
        Polygons.
    points
        Points; same CRS.

    Returns
    -------
    places
        Position of the unit, of the nearest one for a point outside all; shape (n,).
    """
    shapes = units.geometry.to_numpy()
    places = Locator(shapes).locate(points.get_coordinates().to_numpy())
    outside = np.flatnonzero(places < 0)
    if len(outside):
        places[outside] = shapely.STRtree(shapes).nearest(points.geometry.to_numpy()[outside])
    return places


def load_of(units: gpd.GeoDataFrame, households: gpd.GeoDataFrame) -> pd.Series:
    """
    Count households by unit.

    Parameters
    ----------
    units
        Polygons.
    households
        Points with `households_n`; same CRS.

    Returns
    -------
    load
        Households, index of `units`.
    """
    load = np.bincount(unit_places(units, households), households["households_n"], minlength=len(units))
    return pd.Series(load, index=units.index)


def without_records() -> dict[str, Any]:
    """
    Make the tables that a place without records leaves empty.

    Returns
    -------
    tables
        `merchants`, `funnel` and `products` without rows.
    """
    merchants = gpd.GeoDataFrame(_empty(MERCHANTS), geometry=[], crs=4326)
    return {"merchants": merchants, "funnel": _empty(FUNNEL), "products": _empty(PRODUCTS)}


def _empty(schema: pa.DataFrameSchema) -> pd.DataFrame:
    index = pd.Index([], dtype=str, name=schema.index.name)
    return keep_contract(pd.DataFrame({name: pd.Series(dtype=str) for name in schema.columns}, index=index), schema)
