"""Which polygon a point lies in: looked up where a cell lies wholly in one, tested exactly elsewhere."""

from __future__ import annotations

from typing import TypeAlias

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.geo.edges import edges_of
from gridplan.geo.noding import Floats, Ints
from gridplan.geo.raster import draw_raster
from gridplan.geo.raster_loops import NOWHERE, UNDECIDED, look_up
from gridplan.geo.side_by_side import side_by_side

Polygons: TypeAlias = gpd.GeoSeries | NDArray[np.object_]


class Locator:
    """
    Tell for many points which polygon each lies in.

    A point belongs to the lowest position of all polygons that cover it, their borders included (`intersects` of
    shapely): of two neighbours, a point on the shared border lies in the one that comes first. The answer is
    that of `locate_exactly`: cells of a raster that lie wholly in one polygon are looked up, points in other
    cells are tested with the edges that touch their cell, and points within rounding of an edge are handed to shapely.

    Parameters
    ----------
    polygons
        Polygons and multipolygons in one CRS; they may have holes, gaps and overlaps, or be missing.

    Raises
    ------
    GeometryError
        If a shape is no polygon.
    """

    def __init__(self, polygons: Polygons) -> None:
        self._polygons = np.asarray(polygons, dtype=object)
        edges = edges_of(self._polygons)
        self._raster = draw_raster(edges) if len(edges.owner) else None

    def locate(self, xy: Floats) -> Ints:
        """
        Locate points.

        Parameters
        ----------
        xy
            Coordinates in the CRS of the polygons, shape (n, 2).

        Returns
        -------
        position
            Position of the polygon, shape (n,); -1 outside all of them and for NaN.
        """
        xy = np.ascontiguousarray(xy, dtype=np.float64).reshape(-1, 2)
        position = np.full(len(xy), NOWHERE, dtype=np.int64)
        if self._raster is None:
            return position
        frame, raster = self._raster
        fields = raster.held, raster.first, raster.rest, raster.packed
        side_by_side(len(xy), lambda rows: look_up(xy[rows], position[rows], frame, fields))
        ask = np.flatnonzero(position == UNDECIDED)
        if len(ask):
            position[ask] = locate_exactly(self._polygons, xy[ask])
        return position


def locate_exactly(polygons: Polygons, xy: Floats) -> Ints:
    """
    Locate points by shapely alone: slower, and what `Locator` must agree with.

    Parameters
    ----------
    polygons
        Polygons and multipolygons in one CRS.
    xy
        Coordinates in their CRS, shape (n, 2).

    Returns
    -------
    position
        Lowest position of the polygons that intersect each point, shape (n,); -1 for none.
    """
    xy = np.asarray(xy, dtype=np.float64).reshape(-1, 2)
    somewhere = np.flatnonzero(np.isfinite(xy).all(axis=1))
    tree = shapely.STRtree(np.asarray(polygons, dtype=object))
    point, polygon = tree.query(shapely.points(xy[somewhere]), predicate="intersects")
    none = len(tree.geometries)
    position = np.full(len(xy), none, dtype=np.int64)
    np.minimum.at(position, somewhere[point], polygon)
    position[position == none] = NOWHERE
    return position
