"""Units that must stay in their grid, joined by those between them so that the grid is in one piece."""

from __future__ import annotations

from collections import deque

import numpy as np

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.engine.problem import Ints, Problem


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
        super().__init__(f"nothing but units fixed in other grids lies between the fixed units of grid {grid}")
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
        first, *others = np.flatnonzero(problem.units["fixed"] == grid)
        joined = {int(first)}
        while not joined.issuperset(others):
            way = _way(problem, held, joined, int(grid))
            held[way] = grid
            joined.update(way)
    return held


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
