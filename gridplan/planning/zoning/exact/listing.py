"""All the grids that can be drawn of a few blocks."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from gridplan.planning.zoning.exact.separators import pieces
from gridplan.planning.zoning.exact.task import SLACK, Bools, Floats, Ints, Task

#: So many blocks fit into a number, and so many grids are followed while they grow.
BITS, GROWN = 62, 40_000


class Floor(NamedTuple):
    """
    What excess no plan can avoid, shared out over blocks and grids, so that little is left to each grid.

    A block above the upper limit is too heavy wherever it goes. Where such blocks starve the others, a grid lacks at
    least the lower limit less its load, and all lack the same together however the load is spread: `starved` loads are
    counted from there. All in shares of the middle between the limits.
    """

    load: Floats
    low: Floats
    high: Floats
    block: Floats
    starved: Bools

    def left(self, has: Bools) -> Floats:
        """
        Measure the excess that grids have of their own; it never falls as they grow.

        Parameters
        ----------
        has
            The blocks of each grid, shape (k, b).

        Returns
        -------
        excess
            Shape (k,).
        """
        load = has @ self.load
        above = np.maximum(load - self.high * (1 + SLACK), 0)
        below = np.maximum(self.low * (1 - SLACK) - load, 0)
        lean = np.where(self.starved, below + load - self.low, 0)
        return np.asarray((above + lean - has @ self.block).sum(axis=1))

    def lacking(self, has: Bools) -> Floats:
        """
        Measure what grids lack in loads that are not starved; a grid that grows may still get it.

        Parameters
        ----------
        has
            The blocks of each grid, shape (k, b).

        Returns
        -------
        excess
            Shape (k,).
        """
        below = np.maximum(self.low * (1 - SLACK) - has @ self.load, 0)
        return np.asarray(np.where(self.starved, 0, below).sum(axis=1))


def make_floor(task: Task) -> Floor:
    """
    Find what no plan can avoid.

    Parameters
    ----------
    task
        The task with its limits.

    Returns
    -------
    floor
        Shared out over blocks and grids.
    """
    middle = task.middle
    load, (low, high) = task.load / middle, task.limits / middle
    heavy = load > high * (1 + SLACK)
    alone, lean = np.where(heavy, load - high, 0), np.where(heavy, 2 * load - high - low, 0)
    starved = task.grids * low - load.sum(axis=0) + lean.sum(axis=0) > alone.sum(axis=0) + task.grids * SLACK
    return Floor(load, low, high, np.where(starved, lean, alone), starved)


class Listing(NamedTuple):
    """Grids: the blocks of each (shape (k, b)), its least cost, and its excess beyond what `Floor` puts down to it."""

    has: Bools
    cost: Floats
    excess: Floats


def list_grids(task: Task, window: float) -> Listing | None:
    """
    Draw every grid whose excess is at most so much more than its blocks have by themselves.

    Parameters
    ----------
    task
        The task.
    window
        Excess in shares of the middle between the limits.

    Returns
    -------
    listing
        The grids; None if there are too many, or blocks in pieces.
    """
    if len(task.cost) > BITS or not all(_is_whole(task, block) for block in range(len(task.cost))):
        return None
    floor = make_floor(task)
    grown = _grow(task, floor, window)
    if grown is None:
        return None
    has = (grown[:, None] >> np.arange(len(task.cost)) & 1).astype(bool)
    excess = np.maximum(floor.left(has) + floor.lacking(has), 0)
    near = excess <= window + SLACK
    return Listing(has[near], _least_costs(task, has[near]), excess[near])


def _is_whole(task: Task, block: int) -> bool:
    return len(list(pieces(task, task.units([block])))) == 1


def _grow(task: Task, floor: Floor, window: float) -> Ints | None:
    """Add neighbours block by block, to grids that are not yet too heavy; each grid is a number of bits."""
    high = len(task.cost)
    bit = np.left_shift(1, np.arange(high))
    units = [task.units([block]) for block in range(high)]
    next_to = [frozenset().union(*(task.around[unit] for unit in mine)) for mine in units]
    near = np.array([bit[sorted({int(task.block[unit]) for unit in others})].sum() for others in next_to]) & ~bit
    apart = bit[task.apart].sum()
    barred = np.where(np.isin(np.arange(high), task.apart), apart & ~bit, 0)
    every, grids = [], bit
    while len(grids):
        has = (grids[:, None] >> np.arange(high) & 1).astype(bool)
        light = (floor.left(has) <= window + SLACK) & ~(has & ((grids[:, None] & barred) > 0)).any(axis=1)
        grids, has = grids[light], has[light]
        every.append(grids)
        if sum(map(len, every)) > GROWN:
            return None
        beside = np.bitwise_or.reduce(np.where(has, near, 0), axis=1) & ~grids
        grid, block = np.nonzero(beside[:, None] & bit)
        grids = np.unique(grids[grid] | bit[block])
    return np.concatenate(every)


def _least_costs(task: Task, has: Bools) -> Floats:
    inside = has[:, task.block]
    return np.asarray(np.where(inside, has.astype(np.float64) @ task.cost, math.inf).min(axis=1, initial=math.inf))
