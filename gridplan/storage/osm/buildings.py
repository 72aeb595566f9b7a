"""Buildings as points with floor area, and which of them people live in."""

from __future__ import annotations

import re

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gridplan.geo.crs import to_work, work_crs_of

#: Values of `building` in which people live; plain `yes` counts, for most homes say no more than that.
RESIDENTIAL = frozenset(
    "yes house detached semidetached_house semi apartments residential terrace bungalow farm dormitory "
    "cabin dwelling_house static_caravan home villa townhouse 民居 住宅".split()
)
#: A home takes up more ground than this.
LEAST_M2 = 30.0
_MOST_LEVELS = 60.0


def building_points(buildings: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Take every building for its centroid and its floor area.

    Parameters
    ----------
    buildings
        Polygons in WGS84 with `kind`, `levels`, `amenity`, `shop`, `office` (text).

    Returns
    -------
    points
        Points in WGS84 with `kind`, `levels`, `footprint_m2`, `floor_area_m2` (footprint x levels, one
        level where none is stated) and `residential` (bool).
    """
    if buildings.empty:
        return buildings.assign(levels=0.0, footprint_m2=0.0, floor_area_m2=0.0, residential=False)[_COLUMNS]
    metric = to_work(buildings, work_crs_of(buildings))
    footprint = shapely.area(metric.geometry.to_numpy())
    levels = _levels(buildings["levels"])
    used = (buildings[["amenity", "shop", "office"]] != "").any(axis=1)
    home = buildings["kind"].isin(RESIDENTIAL) & ~(used & (buildings["kind"] == "yes"))
    table = pd.DataFrame(
        {
            "kind": buildings["kind"],
            "levels": levels,
            "footprint_m2": footprint,
            "floor_area_m2": footprint * levels,
            "residential": home.to_numpy() & (footprint > LEAST_M2),
        }
    )
    centres = gpd.GeoSeries(shapely.centroid(metric.geometry.to_numpy()), crs=metric.crs).to_crs(4326)
    return gpd.GeoDataFrame(table, geometry=centres.to_numpy(), crs="EPSG:4326")


_COLUMNS = ["kind", "levels", "footprint_m2", "floor_area_m2", "residential", "geometry"]


def _levels(texts: pd.Series) -> NDArray[np.float64]:
    figures = texts.map(lambda text: max((float(n) for n in re.findall(r"\d+(?:\.\d+)?", text)), default=1.0))
    return np.asarray(figures.astype(float).clip(1.0, _MOST_LEVELS))
