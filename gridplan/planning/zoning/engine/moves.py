"""Moves of units over the border of their grid: judged in constant time, taken by chance and heat."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gridplan.geo.compiled import compiled
from gridplan.planning.zoning.engine.measures import beyond, distance
from gridplan.planning.zoning.engine.problem import DIAMETER, PMEDIAN, Floats, Ints, Rows
from gridplan.planning.zoning.engine.sums import put, take
from gridplan.planning.zoning.engine.wholeness import stays_whole

#: With `DIAMETER`, what a rise of the moment counts: it decides where no long way is at stake.
TIE = 0.05
#: How many of the moves that are refused are tried again in exchange for another.
CHAINS = 0.5


class Mood(NamedTuple):
    """
    What a search makes small, and how bold it is at the moment.

    Attributes
    ----------
    objective
        `MOMENT`, `PMEDIAN` or `DIAMETER`.
    heat
        A rise of the cost by this much is taken with probability 1/e.
    price
        Cost of one mean grid beyond the limits.
    loyalty
        Cost of one mean unit that leaves its former grid.
    reach
        With `DIAMETER`, distance from which on a pair of units in one grid costs.
    """

    objective: int
    heat: float
    price: float
    loyalty: float
    reach: float


@compiled
def wander(
    units: Rows,
    grids: Rows,
    load: Floats,
    total: Floats,
    limits: Floats,
    neighbour: Ints,
    stamp: Ints,
    mood: Mood,
    tries: int,
    rng: np.random.Generator,
) -> None:
    """
    Try random moves of units into the grid of a neighbour (Metropolis' rule), never parting or emptying a grid.

    Some of the moves that are refused are tried together with a second one near by, for balance often needs both.

    Parameters
    ----------
    units, grids, load, total, limits, neighbour, stamp
        The plan; changed.
    mood
        How bold to be.
    tries
        Number of moves to try.
    rng
        Random generator.
    """
    for _ in range(tries):
        unit = int(rng.random() * len(units))
        grid = units[_near(units, neighbour, unit, rng)].label
        if not _may_go(units, grids, unit, grid):
            continue
        rise = _rise(units, grids, load, total, limits, mood, unit, grid)
        taken = _taken(rise, mood, rng)
        if not (taken or rng.random() < CHAINS) or not stays_whole(units, neighbour, stamp, unit):
            continue
        own = units[unit].label
        _go(units, grids, load, total, unit, grid)
        if not (taken or _answered(units, grids, load, total, limits, neighbour, stamp, mood, unit, rise, rng)):
            _go(units, grids, load, total, unit, own)


@compiled
def _answered(
    units: Rows,
    grids: Rows,
    load: Floats,
    total: Floats,
    limits: Floats,
    neighbour: Ints,
    stamp: Ints,
    mood: Mood,
    unit: int,
    rise: float,
    rng: np.random.Generator,
) -> bool:
    """Let a unit near by leave the grid in return, if both moves together may be taken."""
    other = _near(units, neighbour, _near(units, neighbour, unit, rng), rng)
    goal = units[_near(units, neighbour, other, rng)].label
    if other == unit or units[other].label != units[unit].label or not _may_go(units, grids, other, goal):
        return False
    rise += _rise(units, grids, load, total, limits, mood, other, goal)
    if not _taken(rise, mood, rng) or not stays_whole(units, neighbour, stamp, other):
        return False
    _go(units, grids, load, total, other, goal)
    return True


@compiled
def _go(units: Rows, grids: Rows, load: Floats, total: Floats, unit: int, grid: int) -> None:
    take(units, grids, load, total, unit)
    put(units, grids, load, total, unit, grid)


@compiled
def _near(units: Rows, neighbour: Ints, unit: int, rng: np.random.Generator) -> int:
    """Draw a neighbour."""
    return int(neighbour[units[unit].first + int(rng.random() * units[unit].degree)])


@compiled
def _may_go(units: Rows, grids: Rows, unit: int, grid: int) -> bool:
    own = units[unit].label
    return bool(grid != own and units[unit].fixed < 0 and grids[own].units > 1)


@compiled
def _taken(rise: float, mood: Mood, rng: np.random.Generator) -> bool:
    return rise <= 0.0 or rng.random() < np.exp(-rise / mood.heat)


@compiled
def _rise(
    units: Rows, grids: Rows, load: Floats, total: Floats, limits: Floats, mood: Mood, unit: int, grid: int
) -> float:
    """Say by how much the cost rises if the unit goes to the grid."""
    own, former = units[unit].label, units[unit].former
    rise = mood.price * _unbalance(load, total, limits, unit, own, grid)
    if former >= 0:
        rise += mood.loyalty * units[unit].mass * (int(own == former) - int(grid == former))
    if mood.objective == PMEDIAN:
        return rise + distance(units, unit, grids[grid].centre) - distance(units, unit, grids[own].centre)
    moment = _moment(units, grids, unit, grid, 1.0) - _moment(units, grids, unit, own, -1.0)
    if mood.objective == DIAMETER:
        longer = _too_long(units, grids, mood, unit, grid) - _too_long(units, grids, mood, unit, own)
        return rise + longer + TIE * moment
    return rise + moment


@compiled
def _unbalance(load: Floats, total: Floats, limits: Floats, unit: int, own: int, grid: int) -> float:
    change = 0.0
    for k in range(load.shape[1]):
        moved, one, other = load[unit, k], total[own, k], total[grid, k]
        change += beyond(limits, k, one - moved) - beyond(limits, k, one)
        change += beyond(limits, k, other + moved) - beyond(limits, k, other)
    return change


@compiled
def _moment(units: Rows, grids: Rows, unit: int, grid: int, sign: float) -> float:
    """Say what a unit adds to the moment of a grid: `m M / (M +- m) d2`, d from the centre of mass (Huygens)."""
    mass, whole = units[unit].mass, grids[grid].mass
    x, y = units[unit].x - grids[grid].x / whole, units[unit].y - grids[grid].y / whole
    return float(mass * whole / (whole + sign * mass) * (x * x + y * y))


@compiled
def _too_long(units: Rows, grids: Rows, mood: Mood, unit: int, grid: int) -> float:
    """Sum by how much the units of a grid are farther from the unit than the reach, in squares."""
    far, other = 0.0, grids[grid].head
    while other >= 0:
        x, y = units[unit].x - units[other].x, units[unit].y - units[other].y
        far += max(x * x + y * y - mood.reach * mood.reach, 0.0)
        other = units[other].after
    return far
