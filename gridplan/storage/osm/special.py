"""Shopping streets and markets of an extract as special areas."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gridplan.model.words import GridType

_TYPES = {
    "retail": GridType.STREET_SHOPS,
    "commercial": GridType.STREET_SHOPS,
    "marketplace": GridType.MARKET,
}
#: Areas smaller than this (square degrees, about 3,000 m2) are single shops.
_LEAST_DEG2 = 3.2e-7


def special_areas(trading: gpd.GeoDataFrame, places: gpd.GeoDataFrame, county: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Name the areas of trade inside the county.

    Parameters
    ----------
    trading
        Polygons with `name`, `landuse` and `amenity` (text).
    places
        Points with `name`.
    county
        One polygon.

    Returns
    -------
    areas
        Polygons with `name` and `type` (`GridType`); those without a name bear that of the nearest place
        and a number.
    """
    marked = trading.assign(type=[_type(*pair) for pair in zip(trading["landuse"], trading["amenity"], strict=True)])
    shapes = shapely.make_valid(marked.geometry.to_numpy())
    inside = shapely.intersects(county.geometry.iloc[0], shapely.centroid(shapes))
    areas = marked.set_geometry(shapes, crs=trading.crs)[inside & (shapely.area(shapes) > _LEAST_DEG2)]
    areas = areas.iloc[np.lexsort(areas.bounds.to_numpy().T)].reset_index(drop=True)
    return areas.assign(name=_names(areas, places))[["name", "type", "geometry"]]


def _type(landuse: str, amenity: str) -> str:
    return str(_TYPES["marketplace" if amenity == "marketplace" else landuse])


def _names(areas: gpd.GeoDataFrame, places: gpd.GeoDataFrame) -> list[str]:
    around = pd.Series("", areas.index, dtype=str)
    if len(places) and len(areas):
        tree = shapely.STRtree(places.geometry.to_numpy())
        nearest = tree.nearest(shapely.centroid(areas.geometry.to_numpy()))
        around = pd.Series(places["name"].to_numpy()[nearest], areas.index)
    names = areas["name"].where(areas["name"] != "", around)
    times, often = names.groupby(names).cumcount() + 1, names.duplicated(keep=False) | (names == "")
    return [f"{name} {n}".strip() if many else name for name, n, many in zip(names, times, often, strict=True)]
