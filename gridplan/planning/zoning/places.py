"""In which unit points lie, and how many households that makes."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gridplan.geo.locate import Locator


def unit_places(units: gpd.GeoDataFrame, points: gpd.GeoDataFrame, *, within_m: float = np.inf) -> NDArray[np.int64]:
    """
    Tell in which unit each point lies.

    Parameters
    ----------
    units
        Polygons.
    points
        Points; same CRS.
    within_m
        How far a point outside all units may lie from the nearest one to belong there.

    Returns
    -------
    places
        Position of the unit, of the nearest one for a point outside all, -1 where that is too far; shape (n,).
    """
    shapes = units.geometry.to_numpy()
    places = Locator(shapes).locate(points.get_coordinates().to_numpy())
    outside = np.flatnonzero(places < 0)
    if len(outside):
        lost, far = points.geometry.to_numpy()[outside], within_m if np.isfinite(within_m) else None
        one, unit = shapely.STRtree(shapes).query_nearest(lost, max_distance=far, all_matches=False)
        places[outside[one]] = unit
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
