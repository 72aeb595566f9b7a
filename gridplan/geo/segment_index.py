"""Which segment is the nearest to a point, exactly and fast."""

from __future__ import annotations

import numpy as np

from gridplan.errors import GeometryError
from gridplan.geo.compiled import compiled
from gridplan.geo.noding import Floats, Ints
from gridplan.geo.side_by_side import side_by_side

#: Segments in one leaf of the tree.
LEAF = 8
#: Bits of each coordinate along the curve that puts neighbours side by side.
_BITS = 16


class SegmentIndex:
    """
    A balanced tree of boxes over segments that lie side by side on a Z-order curve.

    Parameters
    ----------
    lines
        Both ends of each segment, shape (s, 2, 2).
    """

    def __init__(self, lines: Floats) -> None:
        self._order = np.argsort(_z_order(lines.mean(axis=1)), kind="stable")
        self._lines = np.ascontiguousarray(lines[self._order])
        self._boxes = _box_tree(self._lines)

    def nearest(self, xy: Floats) -> Ints:
        """
        Find the nearest segment of each point.

        Parameters
        ----------
        xy
            Finite coordinates, shape (n, 2).

        Returns
        -------
        segment
            Position of the nearest segment, the lowest of several equally near ones, shape (n,).

        Raises
        ------
        GeometryError
            If there is no segment.
        """
        if not len(self._lines):
            raise GeometryError("there is no segment to be near to")
        # points side by side walk the same branches of the tree
        order = np.argsort(_z_order(xy), kind="stable")
        sorted_xy, found = np.ascontiguousarray(xy[order]), np.empty(len(xy), dtype=np.int64)
        tree = self._lines, self._order, self._boxes
        side_by_side(len(xy), lambda rows: _nearest(sorted_xy[rows], found[rows], *tree))
        segment = np.empty(len(xy), dtype=np.int64)
        segment[order] = found
        return segment

    def within(self, xy: Floats, radius: Floats) -> tuple[Ints, Ints]:
        """
        Find all segments that come near to each of a few points.

        Parameters
        ----------
        xy
            Finite coordinates, shape (n, 2).
        radius
            How near, one figure a point, shape (n,).

        Returns
        -------
        point, segment
            Positions of the pairs, ordered by point and segment, shape (p,) each.
        """
        pairs = [
            _within(x, y, r * r, self._lines, self._order, self._boxes) for (x, y), r in zip(xy, radius, strict=True)
        ]
        point = np.repeat(np.arange(len(xy)), [len(found) for found in pairs])
        return point, np.concatenate([np.sort(found) for found in pairs]) if pairs else point


def _z_order(xy: Floats) -> Ints:
    """Positions on a Z-order curve: the bits of both coordinates taken in turn."""
    if not len(xy):
        return np.empty(0, dtype=np.int64)
    low = xy.min(axis=0)
    extent = np.maximum(xy.max(axis=0) - low, 1e-9)
    cells = ((xy - low) / extent * (2**_BITS - 1)).astype(np.int64)
    key = np.zeros(len(xy), dtype=np.int64)
    for bit in range(_BITS):
        east, north = (cells.T >> bit) & 1
        key |= (east + 2 * north) << (2 * bit)
    return key


def _box_tree(lines: Floats) -> Floats:
    """Boxes (west, south, east, north) of a complete binary tree, its root first; empty leaves are at infinity."""
    leaves = 1 << max(0, int(np.ceil(np.log2(max(len(lines), 1) / LEAF))))
    level = np.full((leaves * LEAF, 4), np.inf)
    level[len(lines) :, 2:] = -np.inf
    level[: len(lines)] = np.hstack([lines.min(axis=1), lines.max(axis=1)])
    boxes, width = [], LEAF
    while len(level) > 1:
        groups = level.reshape(-1, width, 4)
        level = np.hstack([groups[:, :, :2].min(axis=1), groups[:, :, 2:].max(axis=1)])
        boxes.append(level)
        width = 2
    return np.concatenate(boxes[::-1])


@compiled
def _square_to_box(x: float, y: float, box: Floats) -> float:
    across = max(box[0] - x, x - box[2], 0.0)
    along = max(box[1] - y, y - box[3], 0.0)
    return float(across * across + along * along)


@compiled
def _square_to_segment(x: float, y: float, line: Floats) -> float:
    step_x, step_y = line[1, 0] - line[0, 0], line[1, 1] - line[0, 1]
    way_x, way_y = x - line[0, 0], y - line[0, 1]
    square = step_x * step_x + step_y * step_y
    share = 0.0 if square == 0.0 else min(max((way_x * step_x + way_y * step_y) / square, 0.0), 1.0)
    across, along = way_x - share * step_x, way_y - share * step_y
    return float(across * across + along * along)


@compiled
def _within(x: float, y: float, most: float, lines: Floats, names: Ints, boxes: Floats) -> Ints:
    found = [names[0] for _ in range(0)]
    stack = [0]
    inner = len(boxes) // 2
    while stack:
        node = stack.pop()
        if _square_to_box(x, y, boxes[node]) > most:
            continue
        if node < inner:
            stack.append(2 * node + 1)
            stack.append(2 * node + 2)
            continue
        first = (node - inner) * LEAF
        last = min(first + LEAF, len(lines))
        found += [names[k] for k in range(first, last) if _square_to_segment(x, y, lines[k]) <= most]
    return np.array(found, np.int64)


@compiled
def _nearest(xy: Floats, found: Ints, lines: Floats, names: Ints, boxes: Floats) -> None:
    stack = np.empty(128, np.int64)
    inner = len(boxes) // 2
    guess = 0
    for n in range(len(xy)):
        x, y = xy[n, 0], xy[n, 1]
        # the answer of the point before bounds the search
        best, name = _square_to_segment(x, y, lines[guess]), names[guess]
        stack[0], high = 0, 1
        while high:
            high -= 1
            node = stack[high]
            if _square_to_box(x, y, boxes[node]) > best:
                continue
            if node < inner:
                left = 2 * node + 1
                swap = _square_to_box(x, y, boxes[left]) < _square_to_box(x, y, boxes[left + 1])
                stack[high], stack[high + 1] = left + swap, left + 1 - swap
                high += 2
                continue
            first = (node - inner) * LEAF
            for k in range(first, min(first + LEAF, len(lines))):
                square = _square_to_segment(x, y, lines[k])
                if square < best or (square == best and names[k] < name):
                    best, name, guess = square, names[k], k
        found[n] = name
