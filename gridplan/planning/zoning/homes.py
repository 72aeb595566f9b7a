"""On which side of a barrier a unit is at home."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.planning.zoning.graph import connected_parts

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
    shapes: NDArray[np.object_],
    lines: NDArray[np.object_],
    crossings: NDArray[np.object_],
    people: gpd.GeoDataFrame | None = None,
) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """
    Part units by the lines that run through them and keep the part of each where it is at home.

    Parameters
    ----------
    shapes
        Polygons in a metric CRS.
    lines
        Straight pieces of barriers.
    crossings
        Points on the barriers; parts of a unit within 50 m of the same crossing count as one.
    people
        Points with `households_n`, if it is known where people live; one household each without that column.

    Returns
    -------
    homes
        The part of each unit with most households, of several the largest; the whole unit where no line meets it, or
        where nothing would be left.
    parted
        Whether a line meets the unit.
    """
    unit, line = shapely.STRtree(lines).query(shapes, "dwithin", HALF_WIDTH_M)
    homes, parted = shapes.copy(), np.zeros(len(shapes), dtype=bool)
    if not len(unit):
        return homes, parted
    at, group = np.unique(unit, return_inverse=True)
    strips = shapely.buffer(shapely.multilinestrings(lines[line], indices=group), HALF_WIDTH_M, quad_segs=2)
    parts, rest = shapely.get_parts(shapely.difference(shapes[at], strips), return_index=True)
    parts, rest = parts[~shapely.is_empty(parts)], rest[~shapely.is_empty(parts)]
    chosen = _chosen(_joined(parts, rest, crossings), rest, shapely.area(parts), _households(parts, people))
    left, number = np.unique(rest[chosen], return_inverse=True)
    homes[at[left]] = shapely.multipolygons(parts[chosen], indices=number)
    parted[at[left]] = True
    return homes, parted


def _joined(parts: NDArray[np.object_], rest: NDArray[np.int64], crossings: NDArray[np.object_]) -> NDArray[np.int64]:
    """Give parts a number, the same to those of one unit that a crossing joins."""
    part, crossing = shapely.STRtree(crossings).query(parts, "dwithin", ON_BARRIER_M)
    meeting = np.unique(np.column_stack([rest[part], crossing]), axis=0, return_inverse=True)[1].ravel()
    links = np.column_stack([part, len(parts) + meeting]).astype(np.int64)
    return connected_parts(len(parts) + len(part), links)[: len(parts)]


def _households(parts: NDArray[np.object_], people: gpd.GeoDataFrame | None) -> NDArray[np.float64]:
    if people is None or people.empty:
        return np.zeros(len(parts))
    part, point = shapely.STRtree(people.geometry.to_numpy()).query(parts, "intersects")
    number = people["households_n"].to_numpy(dtype=float) if "households_n" in people else np.ones(len(people))
    return np.asarray(np.bincount(part, number[point], minlength=len(parts)), dtype=np.float64)


def _chosen(
    group: NDArray[np.int64], rest: NDArray[np.int64], area: NDArray[np.float64], households: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Mark the parts of the group with most households in each unit, of several the largest."""
    order = np.lexsort((group, -np.bincount(group, area)[group], -np.bincount(group, households)[group], rest))
    first = order[np.unique(rest[order], return_index=True)[1]]
    return np.isin(group, group[first])
