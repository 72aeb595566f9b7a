"""Units that must stay in their grid, joined by those between them so that the grid is in one piece."""

from __future__ import annotations

from collections import deque

import numpy as np

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.engine.problem import Ints, Problem
from gridplan.planning.zoning.graph import connected_parts


class BlockedError(InfeasibleError):
    """
    The fixed units of a grid can't be joined.

    Parameters
    ----------
    grid
        Number of the grid.
    """

    def __init__(self, grid: int) -> None:
        """Remember the grid."""
        super().__init__(
            "nothing but units fixed in other grids lies between the fixed units of grid {grid}", grid=grid
        )
        self.grid = grid


def held_units(problem: Problem) -> Ints:
    """
    Hold the fixed units and the shortest ways between those of one grid.

    Parameters
    ----------
    problem
        What is asked.

    Returns
    -------
    held
        Grid that each unit is held in, or -1.

    Raises
    ------
    BlockedError
        If fixed units of one grid can't be joined.
    """
    held = problem.units["fixed"].copy()
    for grid in np.unique(held[held >= 0]):
        _join(problem, held, int(grid))
    return held


def hold_tied(problem: Problem, label: Ints, held: Ints) -> Ints:
    """
    Hold tied units too: those that want to stay together in one grid and joined, those that want apart in several.

    Parameters
    ----------
    problem
        What is asked, with ties.
    label
        Grid of each unit as far as a plan goes, or -1.
    held
        Grid that each unit is held in, or -1.

    Returns
    -------
    held
        With as many tied units held as can be joined; the search goes on from there.
    """
    pairs, hard = problem.ties.pairs(), problem.ties.row["hard"]
    group, apart = connected_parts(len(label), pairs[hard > 0]), pairs[hard < 0]
    tied = np.unique(group[pairs[hard != 0]])
    mass = np.bincount(group, problem.units["mass"])
    for number in tied[np.lexsort((tied, -mass[tied]))].tolist():
        held = _hold(problem, label, held, np.flatnonzero(group == number), apart)
    return held


def _hold(problem: Problem, label: Ints, held: Ints, members: Ints, apart: Ints) -> Ints:
    """Hold a group in the grid that has most of it, or lies nearest, and none of those that it keeps away from."""
    others = apart[np.isin(apart[:, 0], members), 1]
    shut = np.unique(held[others[held[others] >= 0]])
    fixed = held[members].max()
    for grid in [fixed] if fixed >= 0 else _by_nearness(problem, label, members):
        tried = held.copy()
        tried[members] = grid
        if grid in shut or not _joined(problem, tried, int(grid)):
            continue
        return tried
    return held


def _by_nearness(problem: Problem, label: Ints, members: Ints) -> list[int]:
    known = np.flatnonzero(label >= 0)
    size = np.maximum(np.bincount(label[known], minlength=problem.grids), 1)
    middle = np.column_stack([np.bincount(label[known], axis, problem.grids) for axis in problem.xyz[known].T])
    far = ((middle / size[:, None] - problem.xyz[members].mean(axis=0)) ** 2).sum(axis=1)
    inside = members[label[members] >= 0]
    mass = np.bincount(label[inside], problem.units["mass"][inside], minlength=problem.grids)
    listed: list[int] = np.lexsort((far, -mass)).tolist()
    return listed


def _joined(problem: Problem, held: Ints, grid: int) -> bool:
    try:
        _join(problem, held, grid)
    except BlockedError:
        return False
    return True


def _join(problem: Problem, held: Ints, grid: int) -> None:
    """Hold the shortest ways between the units that a grid holds."""
    first, *others = np.flatnonzero(held == grid).tolist()
    joined = {first}
    while not joined.issuperset(others):
        way = _way(problem, held, joined, grid)
        held[way] = grid
        joined.update(way)


def _way(problem: Problem, held: Ints, joined: set[int], grid: int) -> list[int]:
    """Find the shortest way over free units from what is joined to the next unit held in the grid."""
    came_from = dict.fromkeys(sorted(joined), -1)
    queue = deque(came_from)
    while queue:
        here = queue.popleft()
        if held[here] == grid and here not in joined:
            return _back(came_from, here)
        for other in problem.neighbours(here):
            if other not in came_from and held[other] in {-1, grid}:
                came_from[other] = here
                queue.append(other)
    raise BlockedError(grid)


def _back(came_from: dict[int, int], end: int) -> list[int]:
    way = [end]
    while came_from[way[-1]] >= 0:
        way.append(came_from[way[-1]])
    return way
