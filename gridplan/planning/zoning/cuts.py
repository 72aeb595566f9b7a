"""Which barrier keeps two neighbours apart; the rule stands in `adjacency.adjacency`."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gridplan.model.words import BarrierKind
from gridplan.planning.zoning.homes import ON_BARRIER_M, home_parts, segments

#: A border runs along a barrier where it lies this near to it, in metres, and is cut if this share of it does.
ALONG_M, ALONG_SHARE = 30.0, 0.6
#: A crossing this near to a border opens it, in metres.
CROSSING_M = 300.0
#: The edge of a home part may lie so far from the border that it touches, in metres.
TOUCH_M = 1.0


def cut_by(
    shapes: NDArray[np.object_],
    pairs: NDArray[np.int64],
    borders: NDArray[np.object_],
    barriers: gpd.GeoDataFrame,
    crossings: gpd.GeoDataFrame | None,
    min_border_m: float,
    people: gpd.GeoDataFrame | None = None,
) -> NDArray[np.object_]:
    """
    Name what cuts each pair of neighbours.

    Parameters
    ----------
    shapes
        Polygons of the units in a metric CRS.
    pairs
        Neighbours as positions, shape (m, 2).
    borders
        Their shared borders, shape (m,).
    barriers
        Lines with `kind` and `name`.
    crossings
        Points with `kind`, or None.
    min_border_m
        Shortest way between two homes, in metres.
    people
        Points where people live, or None.

    Returns
    -------
    barrier
        Kind and name of the barrier, or an empty text, shape (m,).
    """
    named = np.full(len(pairs), "", dtype=object)
    for kind in sorted(barriers["kind"].astype(str).unique()):
        of_kind = barriers[barriers["kind"] == kind]
        points = _crossings_of(kind, of_kind, crossings)
        open_pairs = np.flatnonzero(named == "")
        cut = open_pairs[_cut(shapes, pairs[open_pairs], borders[open_pairs], of_kind, points, min_border_m, people)]
        named[cut] = _names(kind, borders[cut], of_kind)
    return named


def _crossings_of(kind: str, barriers: gpd.GeoDataFrame, crossings: gpd.GeoDataFrame | None) -> NDArray[np.object_]:
    """Leave out crossings that name a barrier of another kind, even where the two run side by side."""
    if crossings is None or crossings.empty:
        return np.empty(0, dtype=object)
    words = crossings["kind"].astype(str)
    points = crossings.geometry[(words == kind) | ~words.isin(list(BarrierKind))].to_numpy()
    near = shapely.STRtree(barriers.geometry.to_numpy()).query(points, "dwithin", ON_BARRIER_M)[0]
    return np.asarray(points[np.unique(near)])


def _cut(
    shapes: NDArray[np.object_],
    pairs: NDArray[np.int64],
    borders: NDArray[np.object_],
    barriers: gpd.GeoDataFrame,
    crossings: NDArray[np.object_],
    min_border_m: float,
    people: gpd.GeoDataFrame | None,
) -> NDArray[np.bool_]:
    lines = segments(barriers.geometry.to_numpy())[0]
    homes, parted = home_parts(shapes, lines, crossings, people)
    beyond = shapely.length(_ways(borders, homes[pairs], parted[pairs])) < min_border_m
    cut = beyond | (_along(borders, lines) >= ALONG_SHARE * shapely.length(borders))
    opened = shapely.STRtree(crossings).query(borders[cut], "dwithin", CROSSING_M)[0]
    cut[np.flatnonzero(cut)[opened]] = False
    return cut


def _ways(borders: NDArray[np.object_], homes: NDArray[np.object_], parted: NDArray[np.bool_]) -> NDArray[np.object_]:
    """Keep of each border what touches the homes of both units."""
    ways = borders.copy()
    for side in (0, 1):
        at = np.flatnonzero(parted[:, side])
        ways[at] = shapely.intersection(ways[at], shapely.buffer(homes[at, side], TOUCH_M, quad_segs=1))
    return ways


def _along(borders: NDArray[np.object_], lines: NDArray[np.object_]) -> NDArray[np.float64]:
    """Measure how much of each border runs along the lines, in metres."""
    border, line = shapely.STRtree(lines).query(borders, "dwithin", ALONG_M)
    along = np.zeros(len(borders))
    if len(border):
        at, group = np.unique(border, return_inverse=True)
        strips = shapely.buffer(shapely.multilinestrings(lines[line], indices=group), ALONG_M, quad_segs=4)
        along[at] = shapely.length(shapely.intersection(borders[at], strips))
    return along


def _names(kind: str, borders: NDArray[np.object_], barriers: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Name the nearest barrier of the kind; of several as near, the first by name."""
    ordered = barriers.assign(name=barriers["name"].astype(object).fillna("").astype(str)).sort_values("name")
    pieces, owner = segments(ordered.geometry.to_numpy())
    border, piece = shapely.STRtree(pieces).query_nearest(borders)
    nearest = pd.Series(owner[piece]).groupby(border).min()
    names = ordered["name"].to_numpy(dtype=object)[nearest.to_numpy(dtype=np.int64)]
    return np.array([f"{kind} {name}".strip() for name in names], dtype=object)
