"""A raster over polygons: which cells lie wholly inside one, and which edges touch the others."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gridplan.geo.edges import Edges
from gridplan.geo.noding import Floats, Ints
from gridplan.geo.raster_loops import NOWHERE, Frame, Small, draw, pack

#: Cells of a part of mean size, and cells for an edge: they weigh memory against tests.
CELLS_A_PART, CELLS_AN_EDGE = 256.0, 3.0
MOST_CELLS = 8_000_000.0
#: Shares of a cell and of a coordinate by which an edge counts as broader than it is, far above any rounding.
_PAD_CELL, _PAD_XY = 1e-6, 1e-14
_HUGE = np.iinfo(np.int32).max


class Raster(NamedTuple):
    """
    What every cell holds.

    Attributes
    ----------
    held
        Polygon that holds the whole cell, `NOWHERE`, or -2 - k for edge cell k; row after row.
    first
        Where the edges of each edge cell start, shape (k + 1,).
    rest
        Polygon that holds all of the edge cell, or `NOWHERE`, shape (k,).
    packed
        Edges in edge cells, part after part, shape (n, 5): x and y of both ends, and 8 times the polygon, plus 4
        for the first edge of a part, plus the side of the pivot of the cell: 0, `INSIDE`, or more if `UNSURE`.
    """

    held: Small
    first: Ints
    rest: Small
    packed: Floats


def draw_raster(edges: Edges) -> tuple[Frame, Raster]:
    """
    Lay a raster over polygons.

    Parameters
    ----------
    edges
        Edges of at least one polygon.

    Returns
    -------
    frame, raster
        Where the cells lie and what they hold.
    """
    both = edges.ends.reshape(-1, 2)
    low = np.minimum.reduceat(both, 2 * edges.first[:-1], axis=0)
    high = np.maximum.reduceat(both, 2 * edges.first[:-1], axis=0)
    frame = _frame(low, high, len(edges.ends))
    held = np.full(frame[4] * frame[5], _HUGE, dtype=np.int32)
    number = np.zeros(len(held), dtype=np.int32)
    boxes = np.hstack([_cells(low - frame[6:], frame), _cells(high + frame[6:], frame)])
    touched = draw(edges.ends, edges.first, edges.owner, boxes, held, number, frame)
    return frame, _raster(touched, held, number, edges)


def _frame(low: Floats, high: Floats, edges: int) -> Frame:
    south_west, extent = low.min(axis=0), high.max(axis=0) - low.min(axis=0)
    wanted = max(CELLS_A_PART * len(low), CELLS_AN_EDGE * edges)
    area = max(np.prod(high - low, axis=1).sum() / wanted, np.prod(extent) / MOST_CELLS)
    side = max(np.sqrt(area), extent.max() / wanted, np.finfo(float).tiny)
    number = np.maximum(extent / side, 1.0).astype(np.int64)
    per_metre = np.where(extent > 0, number / np.where(extent > 0, extent, 1.0), 1.0)
    pad = _PAD_CELL / per_metre + _PAD_XY * np.maximum(abs(low), abs(high)).max(axis=0)
    columns, rows = map(int, number)
    (west, south), (across, along), (pad_x, pad_y) = (map(float, two) for two in (south_west, per_metre, pad))
    return west, south, across, along, columns, rows, pad_x, pad_y


def _cells(xy: Floats, frame: Frame) -> Ints:
    """Columns and rows of places, as the loops count them."""
    west, south, across, along, columns, rows, _, _ = frame
    cells = ((xy - [west, south]) * [across, along]).astype(np.int64)
    return np.clip(cells, 0, [columns - 1, rows - 1])


def _raster(touched: Small, held: Small, number: Small, edges: Edges) -> Raster:
    """Give numbers to the edge cells."""
    edge_cells = np.flatnonzero(number)
    first = np.r_[0, np.cumsum(number[edge_cells])]
    number[edge_cells] = first[:-1]
    packed = pack(touched, edges.ends, edges.owner, number)
    held[held == _HUGE] = NOWHERE
    rest = held[edge_cells]
    held[edge_cells] = -2 - np.arange(len(edge_cells))
    return Raster(held, first, rest, packed)
