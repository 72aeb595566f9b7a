"""Basic units: a family of builders, one a file."""

from __future__ import annotations

import geopandas as gpd
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from gridplan.errors import GeometryError
from gridplan.planning.zoning.units.blocks import blocks
from gridplan.planning.zoning.units.cells import cells
from gridplan.planning.zoning.units.ground import Ground, UnitBuilder
from gridplan.planning.zoning.units.polygons import polygons
from gridplan.planning.zoning.units.voronoi import voronoi

UNIT_BUILDERS: dict[str, UnitBuilder] = {
    "polygons": polygons,
    "voronoi": voronoi,
    "blocks": blocks,
    "cells": cells,
}


def basic_units(
    area: gpd.GeoDataFrame | gpd.GeoSeries,
    *,
    points: gpd.GeoDataFrame | None = None,
    polygons: gpd.GeoDataFrame | None = None,
    towns: gpd.GeoDataFrame | None = None,
    roads: gpd.GeoDataFrame | None = None,
    barriers: gpd.GeoDataFrame | None = None,
    method: str = "voronoi",
    size_m: float = 1_000.0,
) -> gpd.GeoDataFrame:
    """
    Part an area into basic units.

    The units cover the area, do not overlap, are valid and end at its border; the same input gives the same units
    in whatever order its rows come.

    Parameters
    ----------
    area
        Polygons that make up the area, in a metric CRS; everything else has the same CRS.
    points
        Village points, for `voronoi`; those with `town` stay in that town.
    polygons
        Polygons of villages, for `polygons`.
    towns
        Polygons indexed by town name.
    roads, barriers
        Lines, for `blocks`.
    method
        `polygons`, `voronoi`, `blocks` or `cells`.
    size_m
        Width of a hexagon for `cells`; blocks below a hundredth of its square are merged. Metres.

    Returns
    -------
    units
        One row a unit. `polygons` and `voronoi` keep index and columns of what they were given; `blocks` and `cells`
        make ids from north to south, `name`, `type` and `town`.

    Raises
    ------
    GeometryError
        If the CRS isn't metric, the area is empty, or the method lacks what it builds on.
    """
    if area.crs is None or not pyproj.CRS(area.crs).is_projected:
        raise GeometryError("units are built in a metric CRS")
    whole: BaseGeometry = shapely.union_all(shapely.make_valid(area.geometry.to_numpy()))
    if whole.area <= 0 or size_m <= 0:
        raise GeometryError("an area without land, or cells without width, make no units")
    if method not in UNIT_BUILDERS:
        raise GeometryError(f"method {method!r} must be one of {', '.join(UNIT_BUILDERS)}")
    return UNIT_BUILDERS[method](Ground(whole, area.crs, points, polygons, towns, roads, barriers, size_m))


__all__ = ["UNIT_BUILDERS", "Ground", "UnitBuilder", "basic_units"]
