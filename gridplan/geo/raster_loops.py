"""
The loops that draw the raster over polygons and look points up in it.

Every edge cell has a pivot, a place in it of which is known in which parts it lies. Going from the pivot to a point
of the cell, only edges that touch the cell can be crossed. Whatever rounding could turn is not decided here.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gridplan.geo.compiled import compiled
from gridplan.geo.noding import Floats, Ints

Small = NDArray[np.int32]
Signs = NDArray[np.int8]
#: West, south, cells a metre across and along, columns, rows, and how much broader than it is an edge counts.
Frame = tuple[float, float, float, float, int, int, float, float]
#: `Raster` as a tuple.
Fields = tuple[Small, Ints, Small, Floats]
#: Instead of a polygon: none, and undecided.
NOWHERE, UNDECIDED = -1, -2
#: Where the pivot stands in its cell: nowhere that an orderly drawing hits.
PIVOT_X, PIVOT_Y = 0.5137, 0.4719
#: The pivot lies inside a part; it lies too near to an edge to say.
INSIDE, UNSURE = 1, 2
#: An edge of the part touches the cell; the first edge of a part in its cell.
TOUCHED, FRESH = 4, 4
#: Bound of the rounding error of a turn as a share of its products (Shewchuk 1997, ccwerrboundA).
ROUNDING = 3.4e-16


@compiled
def turn(ax: float, ay: float, bx: float, by: float, x: float, y: float) -> int:
    """
    Tell on which side of the line from a to b a point lies.

    Parameters
    ----------
    ax, ay, bx, by
        Two places on the line.
    x, y
        The point.

    Returns
    -------
    side
        1 to the left, -1 to the right, 0 on the line and where rounding could turn the answer.
    """
    plus, minus = (ax - x) * (by - y), (ay - y) * (bx - x)
    error = ROUNDING * (abs(plus) + abs(minus))
    return int(plus - minus > error) - int(minus - plus > error)


@compiled
def _cell(value: float, low: float, per_metre: float, number: int) -> int:
    """Column or row of a coordinate; it never falls while the coordinate rises."""
    return min(max(int((value - low) * per_metre), 0), number - 1)


@compiled
def _pivot(cell: int, low: float, per_metre: float, share: float) -> float:
    """Where the pivots of a column or row stand."""
    return low + (cell + share) / per_metre


@compiled
def draw(ends: Floats, first: Ints, owner: Ints, boxes: Ints, held: Small, number: Small, frame: Frame) -> Small:
    """
    Hold the cells that lie wholly inside a polygon, and list those that edges touch.

    Parameters
    ----------
    ends, first, owner
        `Edges`.
    boxes
        First and last column and row that each part may touch: west, south, east, north, shape (p, 4).
    held
        Is lowered to the polygon that holds each cell.
    number
        Is raised by the edges that touch each cell.
    frame
        Where the cells lie.

    Returns
    -------
    touched
        Cell, edge, part and side of the pivot, shape (n, 4), by ascending part.
    """
    touched = np.empty((4 * len(ends) + 64, 4), np.int32)
    signs = np.zeros(len(held), np.int8)
    n = 0
    for part in range(len(owner)):
        start = n
        for edge in range(first[part], first[part + 1]):
            touched = _with_room(touched, n, ends[edge], frame)
            n = _follow(ends[edge], edge, touched, n, signs, boxes[part, 2], frame)
        _sweep(boxes[part], owner[part], signs, held, frame[4])
        for k in range(start, n):
            cell = touched[k, 0]
            touched[k, 2], touched[k, 3] = part, signs[cell] & (INSIDE | UNSURE)
            number[cell] += 1
        _clear(boxes[part], signs, frame[4])
    return touched[:n]


@compiled
def _with_room(touched: Small, n: int, edge: Floats, frame: Frame) -> Small:
    """Make room for all cells that an edge may touch."""
    most = n + int((abs(edge[2] - edge[0]) * frame[2] + 3.0) * (abs(edge[3] - edge[1]) * frame[3] + 3.0))
    if most <= len(touched):
        return touched
    more = np.empty((2 * most, 4), np.int32)
    more[:n] = touched[:n]
    return more


@compiled
def _follow(edge: Floats, name: int, touched: Small, n: int, signs: Signs, last: int, frame: Frame) -> int:
    """
    List the cells that an edge, a little broader than it is, touches.

    Where it crosses the line through the pivots of a row, the side of the next pivot to the east flips.
    """
    x0, y0, across, along, columns, rows, pad_x, pad_y = frame
    x1, y1, x2, y2 = edge
    west, east, south, north = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    low, high = _cell(south - pad_y, y0, along, rows), _cell(north + pad_y, y0, along, rows)
    slope, height = 0.0 if y1 == y2 else (x2 - x1) / (y2 - y1), 1.0 / along
    for row in range(low, high + 1):
        start, end = west, east
        if low < high and south < north:
            below, above = max(south, y0 + row * height - pad_y), min(north, y0 + (row + 1) * height + pad_y)
            at_below, at_above = x1 + (below - y1) * slope, x1 + (above - y1) * slope
            start, end = max(west, min(at_below, at_above)), min(east, max(at_below, at_above))
        for column in range(_cell(start - pad_x, x0, across, columns), _cell(end + pad_x, x0, across, columns) + 1):
            signs[row * columns + column] |= TOUCHED
            touched[n, 0], touched[n, 1] = row * columns + column, name
            n += 1
        y = _pivot(row, y0, along, PIVOT_Y)
        if (y1 > y) != (y2 > y):
            place = (x1 + (y - y1) * slope - x0) * across - PIVOT_X
            next_one, nearest = max(int(place + 1.0), 0), max(int(place + 0.5), 0)
            if next_one <= last:
                signs[row * columns + next_one] ^= INSIDE
            if abs(place - nearest) < pad_x * across and nearest <= last:
                signs[row * columns + nearest] |= UNSURE
    return n


@compiled
def _sweep(box: Ints, owner: int, signs: Signs, held: Small, columns: int) -> None:
    """Turn the flips of every row into sides, from west to east, and hold the untouched cells inside."""
    for row in range(box[1], box[3] + 1):
        side = 0
        for at in range(row * columns + box[0], row * columns + box[2] + 1):
            side ^= signs[at] & INSIDE
            signs[at] = (signs[at] & ~INSIDE) | side
            if signs[at] == INSIDE:
                held[at] = min(held[at], owner)


@compiled
def _clear(box: Ints, signs: Signs, columns: int) -> None:
    for row in range(box[1], box[3] + 1):
        signs[row * columns + box[0] : row * columns + box[2] + 1] = 0


@compiled
def pack(touched: Small, ends: Floats, owner: Ints, free: Small) -> Floats:
    """
    Bring the edges of each cell together, in the order of their parts.

    Parameters
    ----------
    touched
        What `draw` lists.
    ends, owner
        `Edges`.
    free
        Where the edges of each cell start, shape (cells,); is used up.

    Returns
    -------
    packed
        `Raster.packed`.
    """
    packed = np.empty((len(touched), 5))
    last_part = np.full(len(free), -1, np.int32)
    for k in range(len(touched)):
        cell, edge, part, side = touched[k]
        at = free[cell]
        free[cell] += 1
        packed[at, :4] = ends[edge]
        packed[at, 4] = 8 * owner[part] + (0 if last_part[cell] == part else FRESH) + side
        last_part[cell] = part
    return packed


@compiled
def look_up(xy: Floats, position: Ints, frame: Frame, fields: Fields) -> None:
    """
    Look points up.

    Parameters
    ----------
    xy
        Points inside the frame, shape (n, 2), or NaN.
    position
        Is filled with their polygons, `NOWHERE`, or `UNDECIDED` on an edge and next to it.
    frame
        Where the cells lie.
    fields
        The raster.
    """
    x0, y0, across, along, columns, rows, pad_x, pad_y = frame
    held = fields[0]
    # rounding may put the last cells short of the last vertices
    east, north = x0 + columns / across + pad_x, y0 + rows / along + pad_y
    for n in range(len(xy)):
        x, y = xy[n, 0], xy[n, 1]
        if x0 <= x <= east and y0 <= y <= north:
            column, row = _cell(x, x0, across, columns), _cell(y, y0, along, rows)
            polygon = held[row * columns + column]
            if polygon < NOWHERE:
                pivot = _pivot(column, x0, across, PIVOT_X), _pivot(row, y0, along, PIVOT_Y)
                polygon = _test(x, y, pivot, -2 - polygon, fields)
            position[n] = polygon


@compiled
def _test(x: float, y: float, pivot: tuple[float, float], cell: int, fields: Fields) -> int:
    """Go from the pivot of an edge cell to the point, and count the edges crossed, part after part."""
    _, first, rest, packed = fields
    side, owner = 0, NOWHERE
    for k in range(first[cell], first[cell + 1]):
        x1, y1, x2, y2, code = packed[k]
        if int(code) & FRESH:
            if side:
                return owner
            side, owner = int(code) & (INSIDE | UNSURE), int(code) >> 3
            if NOWHERE < rest[cell] <= owner:
                return int(rest[cell])
            if side >= UNSURE:
                return UNDECIDED
        here, there = turn(x1, y1, x2, y2, x, y), turn(x1, y1, x2, y2, pivot[0], pivot[1])
        if here * there == 0:
            return UNDECIDED
        if here != there:
            one, other = turn(x, y, pivot[0], pivot[1], x1, y1), turn(x, y, pivot[0], pivot[1], x2, y2)
            if one * other == 0:
                return UNDECIDED
            side ^= one != other
    return owner if side else int(rest[cell])
