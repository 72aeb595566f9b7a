"""On which side of a barrier a unit is at home."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from shapely.geometry.base import BaseGeometry

#: Half the width that a barrier takes away when it parts a unit, in metres; it closes small gaps in drawn lines.
HALF_WIDTH_M = 10.0
#: A crossing belongs to what lies this near to it, in metres.
ON_BARRIER_M = 50.0


def segments(lines: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """
    Take lines apart into straight pieces, so that a search finds those at hand and not the whole river.

    Parameters
    ----------
    lines
        Lines or multilines.

    Returns
    -------
    segments
        Lines of two points each.
    line
        Position of the line that each belongs to.
    """
    parts, line = shapely.get_parts(lines, return_index=True)
    xy, part = shapely.get_coordinates(parts, return_index=True)
    same = part[1:] == part[:-1]
    return np.asarray(shapely.linestrings(np.stack([xy[:-1][same], xy[1:][same]], axis=1))), line[part[1:][same]]


def home_parts(
    shapes: NDArray[np.object_], lines: NDArray[np.object_], crossings: NDArray[np.object_]
) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """
    Part units by the lines that run through them and keep the largest part of each.

    Parameters
    ----------
    shapes
        Polygons in a metric CRS.
    lines
        Straight pieces of barriers.
    crossings
        Points on the barriers; parts within 50 m of the same crossing count as one.

    Returns
    -------
    homes
        The home of each unit; the whole unit where no line meets it, or where nothing would be left.
    parted
        Whether a line meets the unit.
    """
    unit, line = shapely.STRtree(lines).query(shapes, "dwithin", HALF_WIDTH_M)
    homes, parted = shapes.copy(), np.zeros(len(shapes), dtype=bool)
    if not len(unit):
        return homes, parted
    at, group = np.unique(unit, return_inverse=True)
    strips = shapely.buffer(shapely.multilinestrings(lines[line], indices=group), HALF_WIDTH_M, quad_segs=2)
    rests = shapely.difference(shapes[at], strips)
    left = ~shapely.is_empty(rests)
    near = np.split(*_crossings_at(rests, crossings))
    homes[at[left]] = [_largest(rest, crossings[n]) for rest, n, ok in zip(rests, near, left, strict=True) if ok]
    parted[at[left]] = True
    return homes, parted


def _crossings_at(
    rests: NDArray[np.object_], crossings: NDArray[np.object_]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """List the crossings of each rest one after another, and where each list but the first begins."""
    rest, crossing = shapely.STRtree(crossings).query(rests, "dwithin", ON_BARRIER_M)
    order = np.lexsort((crossing, rest))
    return crossing[order], np.searchsorted(rest[order], np.arange(1, len(rests)))


def _largest(rest: BaseGeometry, crossings: NDArray[np.object_]) -> BaseGeometry:
    parts = shapely.get_parts(rest)
    if len(parts) == 1:
        return rest
    crossing, part = shapely.STRtree(parts).query(crossings, "dwithin", ON_BARRIER_M)
    n = len(parts) + len(crossings)
    links = coo_array((np.ones(len(part)), (part, len(parts) + crossing)), shape=(n, n))
    group = connected_components(links, directed=False)[1][: len(parts)]
    largest: BaseGeometry = shapely.multipolygons(parts[group == np.argmax(np.bincount(group, shapely.area(parts)))])
    return largest
