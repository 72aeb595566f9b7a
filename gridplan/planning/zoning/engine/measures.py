"""How good a plan is: how far out of balance, and how far from compact."""

from __future__ import annotations

import numpy as np

from gridplan.geo.compiled import compiled_in_place
from gridplan.planning.zoning.engine.keeping import strain, unkept
from gridplan.planning.zoning.engine.problem import Floats
from gridplan.planning.zoning.engine.sums import CENTRE, LONGEST, POINT, Plan

#: Imbalance below this is rounding.
BALANCED = 1e-9


@compiled_in_place
def beyond(low: float, high: float, load: float) -> float:
    """
    Say how far one load of a grid lies beyond its limits.

    Parameters
    ----------
    low, high
        Its limits, in mean grids.
    load
        Its size, in mean grids.

    Returns
    -------
    beyond
        0 within the limits; in mean grids near them, and more than that far out.
    """
    far = max(load - high, low - load, 0.0)
    return float(far + far * far)


@compiled_in_place
def beyond_all(plan: Plan, grid: int) -> float:
    """
    Say how far a grid is out of balance.

    Parameters
    ----------
    plan
        The plan.
    grid
        Which grid.

    Returns
    -------
    excess
        Sum over its loads of what lies beyond the limits.
    """
    whole = 0.0
    for k in range(plan.total.shape[1]):
        whole += beyond(plan.limits[0, grid, k], plan.limits[1, grid, k], plan.total[grid, k])
    return whole


@compiled_in_place
def excess(plan: Plan) -> float:
    """
    Say how far a plan is out of balance.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    excess
        Sum over grids and loads of what lies beyond the limits, and of what else is broken; 0 for a balanced plan.
    """
    whole = 0.0
    for grid in range(len(plan.grids)):
        whole += beyond_all(plan, grid)
    whole += unkept(plan)
    return whole if whole > BALANCED else 0.0


@compiled_in_place
def excess_by_grid(plan: Plan, by_grid: Floats) -> None:
    """
    Say how far each grid is out of balance.

    Parameters
    ----------
    plan
        The plan.
    by_grid
        Filled with what lies beyond the limits, shape (p,).
    """
    for grid in range(len(plan.grids)):
        by_grid[grid] = beyond_all(plan, grid)


@compiled_in_place
def longest(plan: Plan, grid: int) -> float:
    """
    Measure the longest way within a grid.

    Parameters
    ----------
    plan
        The plan.
    grid
        Which grid.

    Returns
    -------
    longest
        In the scale of the problem.
    """
    far, spot = 0.0, plan.spot[grid]
    for one in range(plan.grids[grid].units):
        for other in range(one):
            x, y, z = spot[0, one] - spot[0, other], spot[1, one] - spot[1, other], spot[2, one] - spot[2, other]
            far = max(far, x * x + y * y + z * z)
    return float(np.sqrt(far))


@compiled_in_place
def cost(plan: Plan, count: int) -> float:
    """
    Say how far a plan is from compact.

    Parameters
    ----------
    plan
        The plan.
    count
        `MASS`: sum of mass x squared distance to the centre of mass of the grid. `CENTRE`: sum of the ways to the
        central unit of the grid. `LONGEST`: the longest way within a grid. `POINT`: as `MASS`, but to the unit next
        to the centre of mass. What soft ties cost comes on top.

    Returns
    -------
    cost
        In the scale of the problem.
    """
    whole = 0.0
    for grid in range(len(plan.grids)):
        if count == LONGEST:
            whole = max(whole, longest(plan, grid))
        elif count == CENTRE:
            whole += plan.grids[grid].ways
        else:
            whole += _moment(plan, grid) + (plan.grids[grid].ways if count == POINT else 0.0)
    return whole + strain(plan)


@compiled_in_place
def disloyalty(plan: Plan) -> float:
    """
    Sum the mass of the units that left their former grid.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    mass
        In mean units.
    """
    whole = 0.0
    for unit in range(len(plan.units)):
        if plan.units[unit].former >= 0 and plan.units[unit].former != plan.units[unit].label:
            whole += plan.units[unit].mass
    return whole


@compiled_in_place
def _moment(plan: Plan, grid: int) -> float:
    """Sum about the centre of mass, which is the least that any centre can give."""
    g, whole = plan.grids[grid], 0.0
    for k in range(g.units):
        unit = plan.units[plan.member[grid, k]]
        x, y, z = unit.x - g.x / g.mass, unit.y - g.y / g.mass, unit.z - g.z / g.mass
        whole += unit.mass * (x * x + y * y + z * z)
    return whole
