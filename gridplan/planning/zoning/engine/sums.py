"""The sums by grid that make a move cheap to judge, kept up to date as units come and go."""

from __future__ import annotations

import numpy as np

from gridplan.geo.compiled import compiled
from gridplan.planning.zoning.engine.problem import Floats, Ints, Problem, Rows

#: A grid: sum of mass and of mass x place, number of units, its first unit (or -1), its central unit.
GRID = np.dtype([(n, np.float64) for n in ("mass", "x", "y")] + [(n, np.int64) for n in ("units", "head", "centre")])


def lay_out(problem: Problem, label: Ints) -> tuple[Rows, Rows, Floats]:
    """
    Sum up a plan.

    Parameters
    ----------
    problem
        What is asked.
    label
        Grid of each unit, 0 to p - 1.

    Returns
    -------
    units
        A copy of the units, each in its grid.
    grids
        Rows of `GRID`, shape (p,).
    total
        Loads of the grids, shape (p, m).
    """
    units, grids = problem.units.copy(), np.zeros(problem.grids, dtype=GRID)
    grids["head"] = -1
    total = np.zeros((problem.grids, problem.load.shape[1]))
    for unit, grid in enumerate(label.tolist()):
        put(units, grids, problem.load, total, unit, grid)
    return units, grids, total


@compiled
def put(units: Rows, grids: Rows, load: Floats, total: Floats, unit: int, grid: int) -> None:
    """
    Put a unit that has no grid into one.

    Parameters
    ----------
    units, grids, load, total
        The plan; changed.
    unit, grid
        Which unit goes where.
    """
    _add(units, grids, load, total, unit, grid, 1)
    units[unit].label, units[unit].before, units[unit].after = grid, -1, grids[grid].head
    if grids[grid].head >= 0:
        units[grids[grid].head].before = unit
    grids[grid].head = unit


@compiled
def take(units: Rows, grids: Rows, load: Floats, total: Floats, unit: int) -> None:
    """
    Take a unit out of its grid.

    Parameters
    ----------
    units, grids, load, total
        The plan; changed.
    unit
        The unit.
    """
    grid, after, before = units[unit].label, units[unit].after, units[unit].before
    _add(units, grids, load, total, unit, grid, -1)
    if before >= 0:
        units[before].after = after
    else:
        grids[grid].head = after
    if after >= 0:
        units[after].before = before


@compiled
def _add(units: Rows, grids: Rows, load: Floats, total: Floats, unit: int, grid: int, sign: int) -> None:
    mass = sign * units[unit].mass
    grids[grid].units += sign
    grids[grid].mass += mass
    grids[grid].x += mass * units[unit].x
    grids[grid].y += mass * units[unit].y
    for k in range(load.shape[1]):
        total[grid, k] += sign * load[unit, k]
