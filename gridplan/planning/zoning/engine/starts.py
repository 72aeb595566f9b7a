"""Plans to begin a search with: every grid in one piece, loads near enough."""

from __future__ import annotations

import heapq

import numpy as np
from scipy.optimize import linear_sum_assignment

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.engine.locks import held_units, hold_tied
from gridplan.planning.zoning.engine.problem import Floats, Ints, Problem
from gridplan.planning.zoning.graph import connected_parts


def first_plan(problem: Problem, angle: float) -> Ints:
    """
    Halve the units by load, again and again, and mend what does not hang together.

    Parameters
    ----------
    problem
        What is asked.
    angle
        Direction of the axes in radians; another angle gives another plan.

    Returns
    -------
    label
        Grid of each unit; fixed units are where they must be, every grid is in one piece.
    """
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    blocks = np.empty(len(problem.units), dtype=np.int64)
    shares = [float(share) for share in problem.shares]
    _halve(problem.xyz[:, :2] @ turn, problem.load.sum(axis=1), np.arange(len(blocks)), shares, 0, blocks)
    return mended(problem, _matched(problem, blocks))


def mended(problem: Problem, label: Ints) -> Ints:
    """
    Make a plan whole: fixed units in their grids, no grid empty, each in one piece.

    Parameters
    ----------
    problem
        What is asked.
    label
        Grid of each unit, or -1 where none is known.

    Returns
    -------
    label
        A whole plan that keeps what it can of the other.

    Raises
    ------
    InfeasibleError
        If too few units are free for the grids that have none.
    """
    held = held_units(problem)
    if problem.ties.row.size:
        held = hold_tied(problem, label, held)
    label = np.where(held >= 0, held, label)
    for grid in np.setdiff1d(np.arange(problem.grids), label):
        label[_seed(problem, label, held)] = grid
    label = _main_parts(problem, label, held)
    _absorb(problem, label)
    return label


def _halve(xy: Floats, load: Floats, members: Ints, grids: list[float], first: int, blocks: Ints) -> None:
    """Part members across their longer side so that both halves get load by the sizes of their grids, and so on."""
    if len(grids) == 1:
        blocks[members] = first
        return
    half, along = len(grids) // 2, int(np.argmax(np.ptp(xy[members], axis=0)))
    order = members[np.lexsort((xy[members, 1 - along], xy[members, along]))]
    heaped = np.cumsum(load[order]) - load[order] / 2
    cut = int(np.searchsorted(heaped, load[order].sum() * sum(grids[:half]) / sum(grids)))
    cut = min(max(cut, half), len(order) - (len(grids) - half))
    _halve(xy, load, order[:cut], grids[:half], first, blocks)
    _halve(xy, load, order[cut:], grids[half:], first + half, blocks)


def _matched(problem: Problem, blocks: Ints) -> Ints:
    """Call each block after the grid whose fixed units it holds most of."""
    units = np.flatnonzero(problem.units["fixed"] >= 0)
    shared = np.zeros((problem.grids, problem.grids))
    np.add.at(shared, (blocks[units], problem.units["fixed"][units]), problem.units["mass"][units])
    block, grid = linear_sum_assignment(shared, maximize=True)
    return np.asarray(grid[np.argsort(block)][blocks], dtype=np.int64)


def _seed(problem: Problem, label: Ints, held: Ints) -> int:
    """Choose a unit to begin a grid with: the free one farthest out in the heaviest grid that can spare it."""
    free = (held < 0) & (label >= 0)
    spare = np.bincount(label[label >= 0], minlength=problem.grids) > 1
    can_give = spare & (np.bincount(label[free], minlength=problem.grids) > 0)
    if not can_give.any():
        raise InfeasibleError("{grids} grids are more than the units that are free allow", grids=problem.grids)
    load = np.bincount(label[label >= 0], problem.units["mass"][label >= 0], minlength=problem.grids)
    giver = int(np.argmax(np.where(can_give, load, -1.0)))
    middle = problem.xyz[label == giver].mean(axis=0)
    far = ((problem.xyz - middle) ** 2).sum(axis=1)
    return int(np.argmax(np.where(free & (label == giver), far, -1.0)))


def _main_parts(problem: Problem, label: Ints, held: Ints) -> Ints:
    """Keep of each grid the part with its held units, else the heaviest; free the rest."""
    pairs = np.column_stack([np.repeat(np.arange(len(label)), problem.units["degree"]), problem.neighbour])
    part = connected_parts(len(label), pairs[label[pairs[:, 0]] == label[pairs[:, 1]]])
    rank = np.bincount(part, problem.units["mass"] + np.where(held >= 0, problem.units["mass"].sum(), 0.0))
    grid_of_part = label[np.unique(part, return_index=True)[1]]
    order = np.lexsort((-rank, grid_of_part))
    main = order[np.unique(grid_of_part[order], return_index=True)[1]]
    return np.where(np.isin(part, main), label, -1)


def _absorb(problem: Problem, label: Ints) -> None:
    """Let grids grow over the free units next to them, the lightest first and to the nearest unit."""
    shares = problem.shares
    load = np.bincount(label[label >= 0], problem.units["mass"][label >= 0], minlength=problem.grids) / shares
    xyz, known = problem.xyz, label >= 0
    units = np.bincount(label[known], minlength=problem.grids)
    middle = np.column_stack([np.bincount(label[known], x, problem.grids) / units for x in xyz[known].T])
    front: list[tuple[float, float, int, int]] = []

    def look_around(unit: int) -> None:
        grid = int(label[unit])
        for other in problem.neighbours(unit):
            if label[other] < 0:
                far = float(((xyz[other] - middle[grid]) ** 2).sum())
                heapq.heappush(front, (float(load[grid]), far, other, grid))

    for unit in np.flatnonzero(known).tolist():
        look_around(unit)
    while front:
        _, _, unit, grid = heapq.heappop(front)
        if label[unit] < 0:
            label[unit] = grid
            load[grid] += problem.units["mass"][unit] / shares[grid]
            look_around(unit)
