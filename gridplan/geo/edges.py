"""Polygons as arrays of edges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.errors import GeometryError
from gridplan.geo.noding import Floats, Ints


@dataclass(frozen=True, eq=False)
class Edges:
    """
    Edges of all rings, part after part; a multipolygon has several parts.

    Attributes
    ----------
    ends
        x and y of both ends, shape (e, 4).
    first
        Where the edges of each part start in `ends`, and where the last ones end, shape (p + 1,).
    owner
        Position of the polygon that each part belongs to, ascending, shape (p,).
    """

    ends: Floats
    first: Ints
    owner: Ints


def edges_of(polygons: NDArray[np.object_]) -> Edges:
    """
    Take polygons apart.

    Parameters
    ----------
    polygons
        Polygons and multipolygons, shape (n,); missing and empty ones have no edges.

    Returns
    -------
    edges
        Their edges, those of holes too.

    Raises
    ------
    GeometryError
        If a shape is no polygon.
    """
    areas = np.isin(shapely.get_type_id(polygons), [shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON])
    strange = np.flatnonzero(~(areas | shapely.is_missing(polygons) | shapely.is_empty(polygons)))
    if len(strange):
        raise GeometryError(f"only a polygon can hold points; the shape at position {strange[0]} is none")
    parts, owner = shapely.get_parts(polygons, return_index=True)
    drawn = ~shapely.is_empty(parts)
    rings, part = shapely.get_rings(parts[drawn], return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    along = ring[1:] == ring[:-1]
    ends = np.hstack([xy[:-1], xy[1:]])[along]
    first = np.searchsorted(part[ring[:-1][along]], np.arange(np.count_nonzero(drawn) + 1))
    return Edges(ends, first, owner[drawn].astype(np.int64))
