"""What is to be proved: blocks of units that stay together, centres, loads, limits and neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: What rounding may add to a load, as a share of the limit.
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Task:
    """
    A cut into grids, as the exact model sees it.

    Attributes
    ----------
    cost
        Cost of a block in a grid centred on a unit, shape (b, n).
    load, limits
        Loads of the blocks, shape (b, m), and lowest and highest load of a grid, shape (2, m).
    around
        Neighbours of each unit.
    block
        Block of each unit, shape (n,).
    apart
        Blocks of which no two may share a grid.
    grids
        Number of grids.
    """

    cost: Floats
    load: Floats
    limits: Floats
    around: tuple[frozenset[int], ...]
    block: Ints
    apart: Ints
    grids: int

    @property
    def middle(self) -> Floats:
        """
        Take the middle between the limits, the measure of excess.

        Returns
        -------
        middle
            Of each load; 1 where it is nought.
        """
        middle = self.limits.mean(axis=0)
        return np.asarray(np.where(middle > 0, middle, 1.0))

    def units(self, blocks: Iterable[int]) -> frozenset[int]:
        """
        List the units of blocks.

        Parameters
        ----------
        blocks
            Blocks.

        Returns
        -------
        units
            All their units.
        """
        return frozenset(np.flatnonzero(np.isin(self.block, list(blocks))).tolist())

    def strays(self, blocks: Ints) -> Floats:
        """
        Measure by how much a grid of these blocks leaves the limits.

        Parameters
        ----------
        blocks
            The blocks of a grid.

        Returns
        -------
        strays
            Below 0 what is missing, above 0 what is too much, per load; 0 within rounding.
        """
        load = self.load[blocks].sum(axis=0)
        low, high = self.limits[0] - load, load - self.limits[1]
        slack = SLACK * np.abs(self.limits)
        return np.asarray(np.where(high > slack[1], high, 0) - np.where(low > slack[0], low, 0))


def make_task(cost: Floats, load: Floats, limits: Floats, pairs: Ints, grids: int, fixed: Ints | None) -> Task:
    """
    Gather the units that stay together into blocks.

    Parameters
    ----------
    cost
        Cost of a unit (row) in a grid centred on another (column), shape (n, n).
    load, limits
        Loads, shape (n, m); lowest and highest load of a grid, shape (2, m).
    pairs
        Neighbours, shape (e, 2).
    grids
        Number of grids.
    fixed
        Number of the grid that a unit must be in, or -1; None for no such wish.

    Returns
    -------
    task
        The same in blocks.
    """
    n = len(cost)
    fixed = np.full(n, -1) if fixed is None else np.asarray(fixed)
    numbers, first = np.unique(fixed[fixed >= 0]), int((fixed < 0).sum())
    block = np.where(fixed < 0, np.cumsum(fixed < 0) - 1, first + np.searchsorted(numbers, fixed)).astype(np.int64)
    gather = csr_array((np.ones(n), (block, np.arange(n))), shape=(first + len(numbers), n))
    around: list[set[int]] = [set() for _ in range(n)]
    for a, b in np.asarray(pairs).tolist():
        around[a].add(b)
        around[b].add(a)
    return Task(
        cost=np.asarray(gather @ np.asarray(cost, dtype=np.float64)),
        load=np.asarray(gather @ np.asarray(load, dtype=np.float64)),
        limits=np.asarray(limits, dtype=np.float64),
        around=tuple(frozenset(others) for others in around),
        block=block,
        apart=first + np.arange(len(numbers)),
        grids=grids,
    )


def within_reach(task: Task, load: Floats) -> Bools:
    """
    Say which blocks can share a grid with a centre: the lightest way between them must not fill more than a grid.

    Parameters
    ----------
    task
        The task.
    load
        Loads of the units, shape (n, m).

    Returns
    -------
    within
        Shape (b, n).
    """
    n = len(task.block)
    within = np.ones((n, n), dtype=bool)
    ends = np.array([(a, b) for a in range(n) for b in sorted(task.around[a])], dtype=np.int64).reshape(-1, 2)
    for weight, most in zip(np.asarray(load, dtype=np.float64).T, task.limits[1] * (1 + 1e-7), strict=True):
        # scipy takes a way of no length for none
        length = weight[ends[:, 1]] + 1e-12 * max(weight.sum(), 1.0)
        graph = csr_array((length, (ends[:, 0], ends[:, 1])), shape=(n, n))
        way = dijkstra(graph) + weight[:, None]
        within &= (way <= most) & np.isfinite(way)
    blocks = np.ones(task.cost.shape, dtype=bool)
    np.logical_and.at(blocks, task.block, within)
    own = task.block, np.arange(n)
    centres = blocks[own] & (task.load <= task.limits[1] * (1 + 1e-7)).all(axis=1)[task.block]
    together = task.load[:, None, :] + task.load[None, task.block, :]
    blocks &= (together <= task.limits[1] * (1 + 1e-7)).all(axis=2)
    blocks[np.ix_(task.apart, np.isin(task.block, task.apart))] = False
    blocks[own] = centres
    return np.asarray(blocks & centres)
