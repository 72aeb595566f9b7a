"""A plan, with the sums by grid that make a move cheap to judge, kept up to date as units come and go."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gridplan.geo.compiled import compiled_in_place
from gridplan.planning.zoning.engine.effort import GO, SPOT, WAY
from gridplan.planning.zoning.engine.problem import DIAMETER, MOMENT, SAME, Floats, Ints, Problem, Rows

#: How the cost of a grid is counted: about its centre of mass, to its central unit, by its longest way, and about the
#: unit next to its centre of mass, which is the central one of a moment (Huygens).
MASS, CENTRE, LONGEST, POINT = 0, 1, 2, 3
#: A grid: sum of mass and of mass x place, the ways to its central unit (`POINT`: mass x square of its distance from
#: the centre of mass), the number of its units, and with `POINT` the central one.
GRID = np.dtype(
    [(name, np.float64) for name in ("mass", "x", "y", "z", "ways")]
    + [(name, np.int64) for name in ("units", "centre")]
)
#: Where the load that moved stands beside the seconds spent.
MOVED = 1
#: Room for members: so many times the mean and the largest grid at first, and some more.
ROOM, MORE_ROOM, SPARE = 3, 2, 20


class Plan(NamedTuple):
    """
    Where a search stands.

    Attributes
    ----------
    units
        Rows of `UNIT`, each in its grid, shape (n,).
    grids
        Rows of `GRID`, shape (p,).
    load, neighbour, ways
        As in the problem.
    limits
        Lowest and highest load of each grid, shape (2, p, m).
    total
        Loads of the grids, shape (p, m).
    member
        Units of each grid, in no order, shape (p, room).
    spot
        Their places, shape (p, 3, room).
    stamp
        Counts the walks through a grid, shape (1,).
    end, mark, queue
        Scratch of those walks, shapes (n,), (2, n), (2, n).
    spent
        CPU seconds that the steps taken are known to take; load (the first) of the units that left their former grid,
        shape (2,).
    how
        `MASS`, `CENTRE`, `LONGEST` or `POINT`: which of the sums are kept.
    ties
        As `Ties.packed` gives them; one array less makes small loops faster.
    most_moved
        As in the problem.
    """

    units: Rows
    grids: Rows
    load: Floats
    limits: Floats
    neighbour: Ints
    ways: Floats
    total: Floats
    member: Ints
    spot: Floats
    stamp: Ints
    end: Ints
    mark: Ints
    queue: Ints
    spent: Floats
    how: int
    ties: Rows
    most_moved: float


def lay_out(problem: Problem, label: Ints) -> Plan:
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
    plan
        A copy of the units, each in its grid.
    """
    n, p = len(label), problem.grids
    room = min(n, max(MORE_ROOM * int(np.bincount(label).max()), ROOM * n // p) + SPARE)
    plan = Plan(
        units=problem.units.copy(),
        grids=np.zeros(p, dtype=GRID),
        load=problem.load,
        limits=_by_grid(problem),
        neighbour=problem.neighbour,
        ways=problem.ways,
        total=np.zeros((p, problem.load.shape[1])),
        member=np.zeros((p, room), dtype=np.int64),
        spot=np.zeros((p, 3, room)),
        stamp=np.zeros(1, dtype=np.int64),
        end=np.zeros(n, dtype=np.int64),
        mark=np.zeros((2, n), dtype=np.int64),
        queue=np.zeros((2, n), dtype=np.int64),
        spent=np.zeros(2),
        how=counted(problem),
        ties=problem.ties.packed(),
        most_moved=float(problem.most_moved),
    )
    _fill(plan, np.ascontiguousarray(label, dtype=np.int64))
    return plan


def _by_grid(problem: Problem) -> Floats:
    same = problem.limits.ndim == SAME
    limits = problem.limits[:, None, :] if same else problem.limits
    return np.array(np.broadcast_to(limits, (2, problem.grids, limits.shape[2])), order="C")


def counted(problem: Problem) -> int:
    """
    Say how the cost of a plan is counted.

    Parameters
    ----------
    problem
        What is asked.

    Returns
    -------
    count
        `MASS`, `CENTRE`, `LONGEST` or `POINT`.
    """
    if problem.objective == DIAMETER:
        return LONGEST
    if problem.ways.size:
        return CENTRE
    return POINT if problem.objective == MOMENT else MASS


@compiled_in_place
def put(plan: Plan, unit: int, grid: int) -> None:
    """
    Put a unit that has no grid into one.

    Parameters
    ----------
    plan
        The plan; changed.
    unit, grid
        Which unit goes where.
    """
    units, grids = plan.units, plan.grids
    at = grids[grid].units
    plan.member[grid, at] = unit
    plan.spot[grid, 0, at], plan.spot[grid, 1, at], plan.spot[grid, 2, at] = units[unit].x, units[unit].y, units[unit].z
    units[unit].at, units[unit].label = at, grid
    _add(plan, unit, grid, 1)
    plan.spent[0] += GO
    if plan.ways.size:
        plan.spent[0] += WAY * at
        own, best = plan.ways[unit, unit], np.inf
        for k in range(at):
            other = plan.member[grid, k]
            own += plan.ways[unit, other]
            units[other].ways += plan.ways[other, unit]
            best = min(best, units[other].ways)
        units[unit].ways, grids[grid].ways = own, min(best, own)
    elif plan.how == POINT:
        _centre_anew(plan, grid)


@compiled_in_place
def take(plan: Plan, unit: int) -> None:
    """
    Take a unit out of its grid.

    Parameters
    ----------
    plan
        The plan; changed.
    unit
        The unit.
    """
    units, grids = plan.units, plan.grids
    grid, at = units[unit].label, units[unit].at
    _add(plan, unit, grid, -1)
    last = grids[grid].units
    other = plan.member[grid, last]
    plan.member[grid, at], units[other].at = other, at
    for axis in range(3):
        plan.spot[grid, axis, at] = plan.spot[grid, axis, last]
    if plan.ways.size:
        plan.spent[0] += WAY * last
        best = np.inf
        for k in range(last):
            other = plan.member[grid, k]
            units[other].ways -= plan.ways[other, unit]
            best = min(best, units[other].ways)
        grids[grid].ways = best
    elif plan.how == POINT and last:
        _centre_anew(plan, grid)


@compiled_in_place
def go(plan: Plan, unit: int, grid: int) -> None:
    """
    Move a unit.

    Parameters
    ----------
    plan
        The plan; changed.
    unit, grid
        Which unit goes where.
    """
    take(plan, unit)
    put(plan, unit, grid)


@compiled_in_place
def _centre_anew(plan: Plan, grid: int) -> None:
    """Find the unit next to the centre of mass of a grid."""
    g, spot, least, at = plan.grids[grid], plan.spot[grid], np.inf, 0
    plan.spent[0] += SPOT * g.units
    x, y, z = g.x / g.mass, g.y / g.mass, g.z / g.mass
    for k in range(g.units):
        dx, dy, dz = spot[0, k] - x, spot[1, k] - y, spot[2, k] - z
        far = dx * dx + dy * dy + dz * dz
        if far < least:
            least, at = far, k
    plan.grids[grid].centre, plan.grids[grid].ways = plan.member[grid, at], g.mass * least


@compiled_in_place
def _fill(plan: Plan, label: Ints) -> None:
    for unit in range(len(label)):
        put(plan, unit, label[unit])


@compiled_in_place
def _add(plan: Plan, unit: int, grid: int, sign: int) -> None:
    units, grids, mass = plan.units, plan.grids, sign * plan.units[unit].mass
    grids[grid].units += sign
    grids[grid].mass += mass
    grids[grid].x += mass * units[unit].x
    grids[grid].y += mass * units[unit].y
    grids[grid].z += mass * units[unit].z
    for k in range(plan.load.shape[1]):
        plan.total[grid, k] += sign * plan.load[unit, k]
    if plan.most_moved < np.inf and units[unit].former >= 0 and units[unit].former != grid:
        plan.spent[MOVED] += sign * plan.load[unit, 0]
