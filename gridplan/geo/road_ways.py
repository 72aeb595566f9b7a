"""Draw the shortest way along roads from stop to stop; only to look at, costs are `network`'s."""

from __future__ import annotations

from itertools import pairwise

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import ArrayLike
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from gridplan.geo.noding import Floats, Ints

#: A stop joins a road at the nearest of points that lie no farther apart than this.
STEP_M = 100.0
#: A way so many times as long as the straight one goes by roads that are not all on the map.
_DETOUR = 4.0


def way_along(roads: gpd.GeoDataFrame | None, stops_xy: ArrayLike) -> Floats:
    """
    Go from stop to stop along the roads.

    Parameters
    ----------
    roads
        Lines in a metric CRS that meet at shared vertices; None where no road is known.
    stops_xy
        Coordinates of the stops in order, in the same CRS, shape (n, 2).

    Returns
    -------
    way
        Coordinates of the whole way, shape (m, 2); straight between stops that no sensible way by road joins.
    """
    stops = np.asarray(stops_xy, dtype=np.float64).reshape(-1, 2)
    if roads is None or len(roads) == 0 or len(stops) < 2:  # noqa: PLR2004 # one stop is no way
        return stops
    points, graph = _graph(roads)
    doors = cKDTree(points).query(stops)[1]
    metres, before = dijkstra(graph, indices=doors[:-1], return_predecessors=True)
    parts = [stops[:1]]
    for n, (start, end) in enumerate(pairwise(doors)):
        straight = float(np.hypot(*(stops[n + 1] - stops[n])))
        if metres[n, end] <= _DETOUR * max(straight, STEP_M):
            parts.append(points[_back(before[n], start, end)])
        parts.append(stops[n + 1 : n + 2])
    return np.concatenate(parts)


def _graph(roads: gpd.GeoDataFrame) -> tuple[Floats, csr_array]:
    lines = shapely.segmentize(shapely.get_parts(roads.geometry.to_numpy()), STEP_M)
    xy, line = shapely.get_coordinates(lines, return_index=True)
    # to the centimetre, as the network of the plan joins them
    points, node = np.unique(np.rint(xy * 100).astype(np.int64), axis=0, return_inverse=True)
    node = node.ravel()
    joined = np.flatnonzero((line[1:] == line[:-1]) & (node[1:] != node[:-1]))
    metres = np.hypot(*(xy[joined + 1] - xy[joined]).T)
    ends = np.unique(np.sort(np.column_stack([node[joined], node[joined + 1]]), axis=1), axis=0, return_index=True)
    pairs, first = ends
    both = np.concatenate([pairs, pairs[:, ::-1]])
    size = len(points)
    graph = csr_array((np.tile(metres[first], 2), (both[:, 0], both[:, 1])), shape=(size, size))
    return points / 100.0, graph


def _back(before: Ints, start: int, end: int) -> list[int]:
    way = [int(end)]
    while way[-1] != start:
        way.append(int(before[way[-1]]))
    return way[::-1]
