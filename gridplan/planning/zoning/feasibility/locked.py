"""Locks: units locked in one grid must be light enough together, and joined past those of others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import numpy as np

from gridplan.model.obstacles import Kind, Obstacle
from gridplan.planning.zoning.feasibility.request import Ints, Request
from gridplan.planning.zoning.graph import connected_parts, neighbour_lists


def lock_obstacles(request: Request) -> Iterator[Obstacle]:
    """
    Hold every locked grid against its limits and against the locks of others.

    Parameters
    ----------
    request
        What is asked.

    Yields
    ------
    obstacle
        Locked units too heavy, or out of each other's reach; one of each piece is named.
    """
    for grid in np.unique(request.fixed[request.fixed >= 0]).tolist():
        units = np.flatnonzero(request.fixed == grid)
        load = request.weights[units].sum(axis=0)
        for weight in np.flatnonzero(load > request.high)[:1].tolist():
            named, limit = tuple(units.tolist()), float(request.limits[1, weight])
            loads = tuple(request.weights[units, weight].tolist())
            yield Obstacle(Kind.LOCKED_HEAVY, named, loads, weight, float(load[weight]), limit)
        pieces = _pieces(request, units, grid)
        if len(pieces) > 1:
            yield Obstacle(Kind.LOCKS, pieces)


def in_the_way(request: Request, ends: Ints) -> Ints:
    """
    Find the fewest locks of other grids to lift so that two units of one grid can be joined.

    Parameters
    ----------
    request
        What is asked.
    ends
        Two units locked in one grid.

    Returns
    -------
    units
        Locked in other grids; none where no way joins the two at all.
    """
    start, goal = ends.tolist()
    grid = request.fixed[start]
    around = neighbour_lists(len(request.weights), request.pairs)
    blocked = (request.fixed >= 0) & (request.fixed != grid)
    came, queue = {start: -1}, deque([(start, 0)])
    cost = {start: 0}
    while queue:
        here, spent = queue.popleft()
        if here == goal:
            return np.array([unit for unit in _back(came, here) if blocked[unit]], dtype=np.int64)
        for other in around[here]:
            price = spent + int(blocked[other])
            if price < cost.get(other, len(came) + len(blocked)):
                cost[other], came[other] = price, here
                (queue.append if blocked[other] else queue.appendleft)((other, price))
    return np.empty(0, dtype=np.int64)


def _pieces(request: Request, units: Ints, grid: int) -> tuple[int, ...]:
    open_ends = (request.fixed < 0) | (request.fixed == grid)
    pairs = request.pairs[open_ends[request.pairs].all(axis=1)]
    part = connected_parts(len(request.weights), pairs)[units]
    return tuple(units[np.unique(part, return_index=True)[1]].tolist())


def _back(came: dict[int, int], end: int) -> Iterator[int]:
    while end >= 0:
        yield end
        end = came[end]
