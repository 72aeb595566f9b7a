"""Cut road lines into segments that share their vertices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

#: Vertices that round to the same centimetre are one.
CM = 100.0
#: A line that ends so near to another one meets it.
JOIN_M = 0.5

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Segments:
    """
    Straight pieces of road between vertices; the same for every order of the roads.

    Attributes
    ----------
    xy
        Vertices from west to east, shape (v, 2).
    ends
        Positions of both vertices of each segment, the lower first, shape (s, 2); no pair comes twice.
    pace
        Minutes a metre, shape (s,).
    """

    xy: Floats
    ends: Ints
    pace: Floats


def node_lines(lines: NDArray[np.object_], pace: Floats) -> Segments:
    """
    Cut lines at their vertices and join those that meet.

    Lines meet where they share a vertex, and where one ends within `JOIN_M` of another: that one is led through
    the end. Lines that cross without a shared vertex pass over each other, as on a bridge.

    Parameters
    ----------
    lines
        LineStrings in metres, shape (n,); none is empty.
    pace
        Minutes a metre of each line, shape (n,).

    Returns
    -------
    segments
        The pieces; of two between the same vertices the faster one.
    """
    places, line = shapely.get_coordinates(lines, return_index=True)
    xy, vertex = _unique_vertices(places)
    starts = np.r_[True, line[1:] != line[:-1]] if len(line) else np.zeros(0, dtype=bool)
    ends = _pairs(vertex, line)
    parts = _distinct(ends, pace[line[~starts]])
    tips = np.unique(vertex[starts | np.r_[starts[1:], True]]) if len(line) else vertex
    return Segments(xy, *_lead_through(xy, *parts, tips))


def _unique_vertices(places: Floats) -> tuple[Floats, Ints]:
    cm = np.rint(places * CM).astype(np.int64)
    if not len(cm):
        return np.empty((0, 2)), np.empty(0, dtype=np.int64)
    low = cm.min(axis=0)
    height = cm[:, 1].max() - low[1] + 1
    keys, vertex = np.unique((cm[:, 0] - low[0]) * height + cm[:, 1] - low[1], return_inverse=True)
    return np.column_stack([keys // height + low[0], keys % height + low[1]]) / CM, vertex


def _pairs(vertex: Ints, line: Ints) -> Ints:
    """Neighbours along each line."""
    return np.asarray(np.column_stack([vertex[:-1], vertex[1:]])[line[1:] == line[:-1]])


def _distinct(ends: Ints, pace: Floats) -> tuple[Ints, Floats]:
    """Drop segments without length, and of two between the same vertices the slower one."""
    ends = np.sort(ends, axis=1)
    order = np.lexsort((pace, ends[:, 1], ends[:, 0]))
    ends, pace = ends[order], pace[order]
    fresh = np.ones(len(ends), dtype=bool)
    fresh[1:] = (ends[1:] != ends[:-1]).any(axis=1)
    fresh &= ends[:, 0] != ends[:, 1]
    return ends[fresh], pace[fresh]


def _lead_through(xy: Floats, ends: Ints, pace: Floats, tips: Ints) -> tuple[Ints, Floats]:
    """Lead segments through the tips of lines that end on them."""
    tip, segment = _touching(xy, ends, tips)
    if not len(tip):
        return ends, pace
    hit = np.unique(segment)
    start, step = xy[ends[segment, 0]], np.diff(xy[ends[segment]], axis=1)[:, 0]
    along = np.clip(((xy[tip] - start) * step).sum(axis=1) / (step**2).sum(axis=1), 0.0, 1.0)
    owner = np.r_[segment, hit, hit]
    where = np.r_[along, np.full(len(hit), -1.0), np.full(len(hit), 2.0)]
    vertex = np.r_[tip, ends[hit, 0], ends[hit, 1]]
    order = np.lexsort((vertex, where, owner))
    pieces = _pairs(vertex[order], owner[order])
    pace_of = np.repeat(pace[hit], np.bincount(np.searchsorted(hit, segment)) + 1)
    rest = np.ones(len(ends), dtype=bool)
    rest[hit] = False
    return _distinct(np.concatenate([ends[rest], pieces]), np.r_[pace[rest], pace_of])


def _touching(xy: Floats, ends: Ints, tips: Ints) -> tuple[Ints, Ints]:
    """Tips and the segments within `JOIN_M` of them that they are not joined to within one step anyway."""
    tree = shapely.STRtree(np.asarray(shapely.linestrings(xy[ends])))
    near, segment = tree.query(shapely.points(xy[tips]), predicate="dwithin", distance=JOIN_M)
    tip = tips[near]
    known = np.sort(np.concatenate([ends @ [len(xy), 1], ends @ [1, len(xy)]]))
    joined = np.zeros(len(tip), dtype=bool)
    for vertex in ends[segment].T:
        codes = tip * len(xy) + vertex
        found = known[np.minimum(np.searchsorted(known, codes), len(known) - 1)] == codes
        joined |= (vertex == tip) | found
    return tip[~joined], segment[~joined]
