"""The county of an extract and its towns, from admin boundaries."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

#: Of two areas that hold all but as many buildings, the smaller one is the county.
_AS_GOOD = 0.02
#: Admin areas that hold less than this share of the buildings are not the county.
_HALF = 0.5


def find_county(admin: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, fallback: str) -> gpd.GeoDataFrame:
    """
    Find the admin area that covers most of the buildings.

    Parameters
    ----------
    admin
        Polygons with `name` and `level`.
    buildings
        Points.
    fallback
        Name of the place if no area will do.

    Returns
    -------
    county
        One polygon with `name` and `level`: the smallest of the areas that hold as good as the most
        buildings; without any, the hull of the buildings (`level` 0).
    """
    xy = buildings.geometry.to_numpy()
    shapes = admin.geometry.to_numpy()
    shapely.prepare(shapes)
    share = np.array([shapely.intersects(shape, xy).mean() for shape in shapes])
    if not len(share) or share.max() < _HALF:
        hull = shapely.convex_hull(shapely.multipoints(xy)).buffer(0.002)
        return gpd.GeoDataFrame({"name": [fallback], "level": [0]}, geometry=[hull], crs=buildings.crs)
    good = np.flatnonzero(share >= share.max() - _AS_GOOD)
    best = good[np.argmin(shapely.area(shapes[good]))]
    return admin.iloc[[best]].reset_index(drop=True)


def find_towns(admin: gpd.GeoDataFrame, county: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Find the next level of admin areas inside the county.

    Parameters
    ----------
    admin
        Polygons with `name` and `level`.
    county
        One polygon with `level`.

    Returns
    -------
    towns
        Polygons clipped to the county, indexed by `town`; the county itself where it has none.
    """
    shape = county.geometry.iloc[0]
    inside = admin[
        (admin["level"] > county["level"].iloc[0])
        & shapely.intersects(shape, shapely.point_on_surface(admin.geometry.to_numpy()))
    ]
    covered = {
        level: shapely.area(shapely.intersection(shapely.union_all(group.geometry.to_numpy()), shape))
        for level, group in inside.groupby("level")
    }
    wide = [level for level, area in covered.items() if area >= _HALF * shapely.area(shape)]
    chosen = inside[inside["level"] == min(wide)] if wide else county
    return _named(chosen, shape)


def _named(areas: gpd.GeoDataFrame, county: BaseGeometry) -> gpd.GeoDataFrame:
    names = _unlike(areas["name"].where(areas["name"] != "", "?"))
    clipped = shapely.intersection(areas.geometry.to_numpy(), county)
    return gpd.GeoDataFrame(geometry=clipped, index=pd.Index(names, name="town"), crs=areas.crs)


def _unlike(names: pd.Series) -> list[str]:
    """Add a number to names that come more than once."""
    times = names.groupby(names).cumcount()
    return [f"{name} {n + 1}" if n else str(name) for name, n in zip(names, times, strict=True)]
