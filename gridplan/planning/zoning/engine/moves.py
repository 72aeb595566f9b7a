"""Moves of units over the border of their grid: judged at once, taken by chance and heat."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gridplan.geo.compiled import compiled_in_place, compiled_loosely
from gridplan.planning.zoning.engine.convoys import has_company, send, stays_sound
from gridplan.planning.zoning.engine.effort import PAIR, TRY, WAY, WEIGH
from gridplan.planning.zoning.engine.keeping import breaks, strains
from gridplan.planning.zoning.engine.measures import beyond
from gridplan.planning.zoning.engine.sums import CENTRE, LONGEST, POINT, Plan, go
from gridplan.planning.zoning.engine.wholeness import stays_whole

#: With `LONGEST`, what a rise of the moment counts: it decides where no long way is at stake.
TIE = 0.02
#: A move that balance forbids is tried with a second one in return, if its other cost is less than so much heat.
BOLD = 3.0


class Mood(NamedTuple):
    """
    What a search makes small, and how bold it is at the moment.

    Attributes
    ----------
    counted
        `MASS`, `CENTRE`, `LONGEST` or `POINT`.
    heat
        A rise of the cost by this much is taken with probability 1/e.
    price
        Cost of one mean grid beyond the limits.
    loyalty
        Cost of one mean unit that leaves its former grid.
    reach
        With `LONGEST`, distance from which on a pair of units in one grid costs.
    """

    counted: int
    heat: float
    price: float
    loyalty: float
    reach: float


@compiled_in_place
def wander(plan: Plan, mood: Mood, tries: int, rng: np.random.Generator) -> None:
    """
    Try random moves of units into the grid of a neighbour (Metropolis' rule), never parting or emptying a grid.

    Parameters
    ----------
    plan
        The plan; changed.
    mood
        How bold to be.
    tries
        Number of moves to try.
    rng
        Random generator.
    """
    plan.spent[0] += TRY * tries
    wished = plan.ties.size > 0 or plan.most_moved < np.inf
    for _ in range(tries):
        unit = int(rng.random() * len(plan.units))
        grid = plan.units[_near(plan, unit, rng)].label
        if not _may_go(plan, unit, grid):
            continue
        most = -mood.heat * np.log(1.0 - rng.random())
        unbalance = mood.price * _unbalance(plan, unit, grid)
        rise = _rise(plan, mood, unit, grid)
        if wished:
            unbalance += mood.price * breaks(plan, unit, grid)
            rise += strains(plan, unit, grid)
        if unbalance + rise <= most:
            if stays_whole(plan, unit):
                go(plan, unit, grid)
        elif wished and has_company(plan, unit, grid):
            _move_company(plan, mood, unit, grid, most)
        elif unbalance > 0.0 and rise <= most + BOLD * mood.heat and stays_whole(plan, unit):
            _exchange(plan, mood, unit, grid, most - unbalance - rise, rng)


@compiled_in_place
def _exchange(plan: Plan, mood: Mood, unit: int, grid: int, most: float, rng: np.random.Generator) -> None:
    """Move the unit if another near by may leave the grid in return; `most` is what that may cost."""
    other = _near(plan, _near(plan, unit, rng), rng)
    if plan.units[other].label != grid or other == unit:
        return
    beside, own = _near(plan, other, rng), plan.units[unit].label
    if beside == unit or not _may_go(plan, other, plan.units[beside].label):
        return
    goal = plan.units[beside].label
    go(plan, unit, grid)
    rise = _whole_rise(plan, mood, other, goal)
    if rise <= most and stays_whole(plan, other):
        go(plan, other, goal)
    else:
        go(plan, unit, own)


@compiled_in_place
def _move_company(plan: Plan, mood: Mood, unit: int, grid: int, most: float) -> None:
    """Move the unit and all that are tied to it, if that costs no more than `most` and parts nothing."""
    own = plan.units[unit].label
    rise = _whole_rise(plan, mood, unit, grid)
    go(plan, unit, grid)
    for at in range(plan.ties[unit].other, plan.ties[unit + 1].other):
        if plan.ties[at].hard > 0.0:
            other = plan.ties[at].other
            rise += _whole_rise(plan, mood, other, grid)
            go(plan, other, grid)
    if rise > most or not stays_sound(plan, own, grid):
        go(plan, unit, own)
        send(plan, unit, own)


@compiled_in_place
def _whole_rise(plan: Plan, mood: Mood, unit: int, grid: int) -> float:
    """Say by how much balance, cost and wishes together worsen; wishes stand apart, or plain searches get slower."""
    rise = mood.price * _unbalance(plan, unit, grid) + _rise(plan, mood, unit, grid)
    if plan.ties.size or plan.most_moved < np.inf:
        rise += mood.price * breaks(plan, unit, grid) + strains(plan, unit, grid)
    return rise


@compiled_in_place
def _near(plan: Plan, unit: int, rng: np.random.Generator) -> int:
    """Draw a neighbour."""
    return int(plan.neighbour[plan.units[unit].first + int(rng.random() * plan.units[unit].degree)])


@compiled_in_place
def _may_go(plan: Plan, unit: int, grid: int) -> bool:
    own = plan.units[unit].label
    room = plan.grids[grid].units < plan.member.shape[1]
    return bool(grid != own and plan.units[unit].fixed < 0 and plan.grids[own].units > 1 and room)


@compiled_in_place
def _unbalance(plan: Plan, unit: int, grid: int) -> float:
    change, own, limits = 0.0, plan.units[unit].label, plan.limits
    plan.spent[0] += WEIGH * plan.load.shape[1]
    for k in range(plan.load.shape[1]):
        moved, one, other = plan.load[unit, k], plan.total[own, k], plan.total[grid, k]
        low, high = limits[0, own, k], limits[1, own, k]
        change += beyond(low, high, one - moved) - beyond(low, high, one)
        low, high = limits[0, grid, k], limits[1, grid, k]
        change += beyond(low, high, other + moved) - beyond(low, high, other)
    return change


@compiled_in_place
def _rise(plan: Plan, mood: Mood, unit: int, grid: int) -> float:
    """Say by how much the cost rises if the unit goes to the grid, balance apart."""
    own, former, rise = plan.units[unit].label, plan.units[unit].former, 0.0
    if former >= 0:
        rise = mood.loyalty * plan.units[unit].mass * (int(own == former) - int(grid == former))
    if mood.counted == CENTRE:
        was = plan.grids[own].ways + plan.grids[grid].ways
        plan.spent[0] += WAY * (plan.grids[own].units + plan.grids[grid].units)
        return float(rise + _ways_without(plan, unit, own) + _ways_with(plan, unit, grid) - was)
    moment = _moment(plan, unit, grid, 1.0) - _moment(plan, unit, own, -1.0)
    if mood.counted == LONGEST:
        square = mood.reach * mood.reach
        plan.spent[0] += PAIR * (plan.grids[own].units + plan.grids[grid].units)
        return rise + TIE * moment + _too_long(plan, unit, grid, square) - _too_long(plan, unit, own, square)
    if mood.counted == POINT:
        was = plan.grids[own].ways + plan.grids[grid].ways
        return float(rise + moment + _off_centre(plan, unit, own, -1.0) + _off_centre(plan, unit, grid, 1.0) - was)
    return rise + moment


@compiled_in_place
def _ways_without(plan: Plan, unit: int, grid: int) -> float:
    best = np.inf
    for k in range(plan.grids[grid].units):
        other = plan.member[grid, k]
        if other != unit:
            best = min(best, plan.units[other].ways - plan.ways[other, unit])
    return best


@compiled_in_place
def _ways_with(plan: Plan, unit: int, grid: int) -> float:
    best, own = np.inf, plan.ways[unit, unit]
    for k in range(plan.grids[grid].units):
        other = plan.member[grid, k]
        best = min(best, plan.units[other].ways + plan.ways[other, unit])
        own += plan.ways[unit, other]
    return float(min(best, own))


@compiled_in_place
def _moment(plan: Plan, unit: int, grid: int, sign: float) -> float:
    """Say what a unit adds to the moment of a grid: `m M / (M +- m) d2`, d from the centre of mass (Huygens)."""
    mass, g, u = plan.units[unit].mass, plan.grids[grid], plan.units[unit]
    x, y, z = u.x - g.x / g.mass, u.y - g.y / g.mass, u.z - g.z / g.mass
    return float(mass * g.mass / (g.mass + sign * mass) * (x * x + y * y + z * z))


@compiled_in_place
def _off_centre(plan: Plan, unit: int, grid: int, sign: float) -> float:
    """Say what the moment of a grid is more about its central unit once the unit has come (1) or gone (-1)."""
    g, u, c = plan.grids[grid], plan.units[unit], plan.units[plan.grids[grid].centre]
    mass = g.mass + sign * u.mass
    x = c.x - (g.x + sign * u.mass * u.x) / mass
    y = c.y - (g.y + sign * u.mass * u.y) / mass
    z = c.z - (g.z + sign * u.mass * u.z) / mass
    return float(mass * (x * x + y * y + z * z))


@compiled_loosely
def _too_long(plan: Plan, unit: int, grid: int, square: float) -> float:
    """Sum by how much the units of a grid are farther from the unit than the reach, in squares."""
    here, far = plan.units[unit], 0.0
    across, along, up = plan.spot[grid, 0], plan.spot[grid, 1], plan.spot[grid, 2]
    x0, y0, z0 = here.x, here.y, here.z
    for k in range(plan.grids[grid].units):
        x, y, z = across[k] - x0, along[k] - y0, up[k] - z0
        far += max(x * x + y * y + z * z - square, 0.0)
    return far
