"""Where a search stands: the grid of every unit, and the sums by grid that make a move cheap to judge."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gridplan.geo.compiled import compiled
from gridplan.planning.zoning.engine.problem import DIAMETER, PMEDIAN, Floats, Ints, Problem


class State(NamedTuple):
    """
    A plan in the making; the compiled loops change it in place.

    Attributes
    ----------
    label
        Grid of each unit, shape (n,).
    load
        Load of each grid, shape (p, m).
    mass, moment
        Sum of the mass, and of mass x place, of each grid, shapes (p,) and (p, 2).
    units
        Number of units of each grid, shape (p,).
    centre
        Central unit of each grid, kept for `PMEDIAN` alone, shape (p,).
    head, after, before
        The units of each grid as a chain: first of a grid, shape (p,); next and last of a unit, shapes (n,); -1 ends.
    mark, queue, stamp
        Scratch of the search for parts, shapes (n,), (n,) and (1,).
    """

    label: Ints
    load: Floats
    mass: Floats
    moment: Floats
    units: Ints
    centre: Ints
    head: Ints
    after: Ints
    before: Ints
    mark: Ints
    queue: Ints
    stamp: Ints


def make_state(problem: Problem, label: Ints) -> State:
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
    state
        The plan with its sums.
    """
    n, p = len(label), problem.grids
    state = State(
        label=np.full(n, -1, dtype=np.int64),
        load=np.zeros((p, problem.load.shape[1])),
        mass=np.zeros(p),
        moment=np.zeros((p, 2)),
        units=np.zeros(p, dtype=np.int64),
        centre=np.full(p, -1, dtype=np.int64),
        head=np.full(p, -1, dtype=np.int64),
        after=np.full(n, -1, dtype=np.int64),
        before=np.full(n, -1, dtype=np.int64),
        mark=np.zeros(n, dtype=np.int64),
        queue=np.zeros(n, dtype=np.int64),
        stamp=np.zeros(1, dtype=np.int64),
    )
    fill(problem, state, label)
    return state


@compiled
def fill(problem: Problem, state: State, label: Ints) -> None:
    """
    Put units without a grid into their grids.

    Parameters
    ----------
    problem
        What is asked.
    state
        An empty plan; changed.
    label
        Grid of each unit.
    """
    for unit in range(len(label)):
        put(problem, state, unit, label[unit])
    recentre(problem, state)


@compiled
def put(problem: Problem, state: State, unit: int, grid: int) -> None:
    """
    Put a unit that has no grid into one.

    Parameters
    ----------
    problem
        What is asked.
    state
        A plan; changed.
    unit, grid
        Which unit goes where.
    """
    state.label[unit] = grid
    _add(problem, state, unit, grid, 1)
    head = state.head[grid]
    state.after[unit], state.before[unit], state.head[grid] = head, -1, unit
    if head >= 0:
        state.before[head] = unit


@compiled
def take(problem: Problem, state: State, unit: int) -> None:
    """
    Take a unit out of its grid.

    Parameters
    ----------
    problem
        What is asked.
    state
        A plan; changed.
    unit
        The unit.
    """
    grid = state.label[unit]
    _add(problem, state, unit, grid, -1)
    after, before = state.after[unit], state.before[unit]
    if before >= 0:
        state.after[before] = after
    else:
        state.head[grid] = after
    if after >= 0:
        state.before[after] = before


@compiled
def _add(problem: Problem, state: State, unit: int, grid: int, sign: int) -> None:
    mass = sign * problem.mass[unit]
    state.units[grid] += sign
    state.mass[grid] += mass
    state.moment[grid, 0] += mass * problem.xy[unit, 0]
    state.moment[grid, 1] += mass * problem.xy[unit, 1]
    for k in range(problem.load.shape[1]):
        state.load[grid, k] += sign * problem.load[unit, k]


@compiled
def distance(problem: Problem, one: int, other: int) -> float:
    """
    Measure between two units.

    Parameters
    ----------
    problem
        What is asked.
    one, other
        Two units.

    Returns
    -------
    distance
        In the scale of the problem.
    """
    return float(np.hypot(problem.xy[one, 0] - problem.xy[other, 0], problem.xy[one, 1] - problem.xy[other, 1]))


@compiled
def recentre(problem: Problem, state: State) -> None:
    """
    Find the unit of each grid to which the others have the shortest ways in all.

    Parameters
    ----------
    problem
        What is asked.
    state
        A plan; its centres change.
    """
    if problem.objective != PMEDIAN:
        return
    for grid in range(problem.grids):
        best = np.inf
        one = state.head[grid]
        while one >= 0:
            ways, other = 0.0, state.head[grid]
            while other >= 0 and ways < best:
                ways += distance(problem, one, other)
                other = state.after[other]
            if ways < best:
                best, state.centre[grid] = ways, one
            one = state.after[one]


@compiled
def cost(problem: Problem, state: State) -> float:
    """
    Say how far a plan is from compact.

    Parameters
    ----------
    problem
        What is asked.
    state
        A plan.

    Returns
    -------
    cost
        `MOMENT`: sum of mass x squared distance to the centre of mass of the grid. `PMEDIAN`: sum of the distances to
        the central unit of the grid. `DIAMETER`: the longest distance within a grid.
    """
    total = 0.0
    for unit in range(len(state.label)):
        grid = state.label[unit]
        if problem.objective == DIAMETER:
            other = state.after[unit]
            while other >= 0:
                total = max(total, distance(problem, unit, other))
                other = state.after[other]
        elif problem.objective == PMEDIAN:
            total += distance(problem, unit, state.centre[grid])
        else:
            x = problem.xy[unit, 0] - state.moment[grid, 0] / state.mass[grid]
            y = problem.xy[unit, 1] - state.moment[grid, 1] / state.mass[grid]
            total += problem.mass[unit] * (x * x + y * y)
    return total


@compiled
def excess(problem: Problem, state: State) -> float:
    """
    Say how far a plan is out of balance.

    Parameters
    ----------
    problem
        What is asked.
    state
        A plan.

    Returns
    -------
    excess
        Sum over grids and loads of what lies beyond the limits, in mean grids; 0 for a balanced plan.
    """
    total = 0.0
    for grid in range(problem.grids):
        for k in range(problem.load.shape[1]):
            total += beyond(problem, k, state.load[grid, k])
    return total


@compiled
def beyond(problem: Problem, k: int, load: float) -> float:
    """
    Say how far one load of a grid lies beyond its limits.

    Parameters
    ----------
    problem
        What is asked.
    k
        Which load.
    load
        Its size, in mean grids.

    Returns
    -------
    beyond
        In mean grids, far more so far beyond; 0 within the limits.
    """
    far = max(load - float(problem.high[k]), float(problem.low[k]) - load, 0.0)
    return far + far * far
