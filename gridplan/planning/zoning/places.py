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


def middles(units: gpd.GeoDataFrame, households: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Take the middle of the people of every unit; of its land where none are listed or the middle lies outside.

    Parameters
    ----------
    units
        Polygons with `branch_id` and `households`.
    households
        Points with `unit_id` and `households_n`; same CRS.

    Returns
    -------
    middles
        Points with `branch_id` and `households`, index of `units`.
    """
    xy = households.get_coordinates().mul(households["households_n"], axis=0)
    by_unit = xy.assign(n=households["households_n"]).groupby(households["unit_id"].to_numpy()).sum()
    people = by_unit[["x", "y"]].div(by_unit["n"], axis=0).reindex(units.index)
    land = units.representative_point()
    points = gpd.GeoSeries(gpd.points_from_xy(people["x"], people["y"]), index=units.index, crs=units.crs)
    inside = people["x"].notna().to_numpy() & shapely.intersects(units.geometry.to_numpy(), points.to_numpy())
    return gpd.GeoDataFrame(units[["branch_id", "households"]], geometry=points.where(inside, land), crs=units.crs)
