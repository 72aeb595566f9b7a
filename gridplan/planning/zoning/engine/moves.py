"""Moves of single units over the border of their grid: judged in constant time, taken by chance and heat."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gridplan.geo.compiled import compiled
from gridplan.planning.zoning.engine.problem import DIAMETER, PMEDIAN, Problem
from gridplan.planning.zoning.engine.state import State, beyond, distance, put, take

#: With `DIAMETER`, what a rise of the moment counts: it decides where no long way is at stake.
TIE = 0.05


class Mood(NamedTuple):
    """
    How bold a search is at the moment.

    Attributes
    ----------
    heat
        A rise of the cost by this much is taken with probability 1/e.
    price
        Cost of one mean grid beyond the limits.
    loyalty
        Cost of one mean unit that leaves its former grid.
    reach
        With `DIAMETER`, distance from which on a pair of units in one grid costs.
    """

    heat: float
    price: float
    loyalty: float
    reach: float


@compiled
def wander(problem: Problem, state: State, mood: Mood, tries: int, rng: np.random.Generator) -> None:
    """
    Try random moves of units into the grid of a neighbour (Metropolis' rule), never parting or emptying a grid.

    Parameters
    ----------
    problem
        What is asked.
    state
        A plan; changed.
    mood
        How bold to be.
    tries
        Number of moves to try.
    rng
        Random generator.
    """
    n = len(state.label)
    for _ in range(tries):
        unit = int(rng.random() * n)
        first, degree = problem.first[unit], problem.first[unit + 1] - problem.first[unit]
        grid = state.label[problem.neighbour[first + int(rng.random() * degree)]]
        own = state.label[unit]
        if grid == own or problem.fixed[unit] >= 0 or state.units[own] == 1:
            continue
        rise = _rise(problem, state, mood, unit, grid)
        if (rise <= 0.0 or rng.random() < np.exp(-rise / mood.heat)) and _stays_whole(problem, state, unit):
            take(problem, state, unit)
            put(problem, state, unit, grid)


@compiled
def _rise(problem: Problem, state: State, mood: Mood, unit: int, grid: int) -> float:
    """Say by how much the cost rises if the unit goes to the grid."""
    own = state.label[unit]
    rise = mood.price * _unbalance(problem, state, unit, grid)
    former = problem.former[unit]
    if former >= 0:
        rise += mood.loyalty * problem.mass[unit] * (int(own == former) - int(grid == former))
    if problem.objective == PMEDIAN:
        near, far = distance(problem, unit, state.centre[grid]), distance(problem, unit, state.centre[own])
        return rise + near - far
    moment = _moment(problem, state, unit, grid, 1.0) - _moment(problem, state, unit, own, -1.0)
    if problem.objective == DIAMETER:
        longer = _too_long(problem, state, mood, unit, grid) - _too_long(problem, state, mood, unit, own)
        return rise + longer + TIE * moment
    return rise + moment


@compiled
def _unbalance(problem: Problem, state: State, unit: int, grid: int) -> float:
    own, change = state.label[unit], 0.0
    for k in range(problem.load.shape[1]):
        load, one, other = problem.load[unit, k], state.load[own, k], state.load[grid, k]
        change += beyond(problem, k, one - load) - beyond(problem, k, one)
        change += beyond(problem, k, other + load) - beyond(problem, k, other)
    return change


@compiled
def _moment(problem: Problem, state: State, unit: int, grid: int, sign: float) -> float:
    """Say what a unit adds to the moment of a grid: `m M / (M +- m) d2`, d from the centre of mass (Huygens)."""
    mass, whole = problem.mass[unit], state.mass[grid]
    x = problem.xy[unit, 0] - state.moment[grid, 0] / whole
    y = problem.xy[unit, 1] - state.moment[grid, 1] / whole
    return float(mass * whole / (whole + sign * mass) * (x * x + y * y))


@compiled
def _too_long(problem: Problem, state: State, mood: Mood, unit: int, grid: int) -> float:
    """Sum by how much the units of a grid are farther from the unit than the reach."""
    total, other = 0.0, state.head[grid]
    while other >= 0:
        total += max(distance(problem, unit, other) - mood.reach, 0.0)
        other = state.after[other]
    return total


@compiled
def _stays_whole(problem: Problem, state: State, unit: int) -> bool:
    """Say whether the neighbours of the unit in its grid still hang together without it."""
    sought, wanted, start = state.stamp[0] + 1, 0, -1
    state.stamp[0] += 2
    for at in range(problem.first[unit], problem.first[unit + 1]):
        other = problem.neighbour[at]
        if state.label[other] == state.label[unit]:
            state.mark[other], wanted, start = sought, wanted + 1, other
    return wanted <= 1 or _meets(problem, state, unit, start, wanted)


@compiled
def _meets(problem: Problem, state: State, unit: int, start: int, wanted: int) -> bool:
    """Walk through the grid around the unit until all its neighbours are met; they are near as a rule."""
    sought, seen = state.stamp[0] - 1, state.stamp[0]
    state.mark[start], state.queue[0], met, done, known = seen, start, 1, 0, 1
    while done < known:
        here, done = state.queue[done], done + 1
        for at in range(problem.first[here], problem.first[here + 1]):
            other = problem.neighbour[at]
            if other == unit or state.label[other] != state.label[unit] or state.mark[other] == seen:
                continue
            met += int(state.mark[other] == sought)
            if met == wanted:
                return True
            state.mark[other], state.queue[known], known = seen, other, known + 1
    return False
