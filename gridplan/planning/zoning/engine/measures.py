"""How good a plan is: how far out of balance, and how far from compact."""

from __future__ import annotations

import numpy as np

from gridplan.geo.compiled import compiled
from gridplan.planning.zoning.engine.problem import DIAMETER, PMEDIAN, Floats, Rows


@compiled
def beyond(limits: Floats, k: int, load: float) -> float:
    """
    Say how far one load of a grid lies beyond its limits.

    Parameters
    ----------
    limits
        Lowest and highest load of a grid, shape (2, m).
    k
        Which load.
    load
        Its size, in mean grids.

    Returns
    -------
    beyond
        0 within the limits; in mean grids near them, and more than that far out.
    """
    far = max(load - limits[1, k], limits[0, k] - load, 0.0)
    return float(far + far * far)


@compiled
def excess(total: Floats, limits: Floats) -> float:
    """
    Say how far a plan is out of balance.

    Parameters
    ----------
    total
        Loads of the grids, shape (p, m).
    limits
        Lowest and highest load of a grid, shape (2, m).

    Returns
    -------
    excess
        Sum over grids and loads of what lies beyond the limits; 0 for a balanced plan.
    """
    whole = 0.0
    for grid in range(total.shape[0]):
        for k in range(total.shape[1]):
            whole += beyond(limits, k, total[grid, k])
    return whole


@compiled
def distance(units: Rows, one: int, other: int) -> float:
    """
    Measure between two units.

    Parameters
    ----------
    units
        Units.
    one, other
        Numbers of two.

    Returns
    -------
    distance
        In the scale of the problem.
    """
    return float(np.sqrt((units[one].x - units[other].x) ** 2 + (units[one].y - units[other].y) ** 2))


@compiled
def recentre(units: Rows, grids: Rows) -> None:
    """
    Find the unit of each grid to which the others have the shortest ways in all.

    Parameters
    ----------
    units, grids
        The plan; its centres change.
    """
    for grid in range(len(grids)):
        best, one = np.inf, grids[grid].head
        while one >= 0:
            ways, other = 0.0, grids[grid].head
            while other >= 0 and ways < best:
                ways += distance(units, one, other)
                other = units[other].after
            if ways < best:
                best, grids[grid].centre = ways, one
            one = units[one].after


@compiled
def cost(units: Rows, grids: Rows, objective: int) -> float:
    """
    Say how far a plan is from compact.

    Parameters
    ----------
    units, grids
        The plan.
    objective
        `MOMENT`: sum of mass x squared distance to the centre of mass of the grid. `PMEDIAN`: sum of the distances to
        the central unit of the grid. `DIAMETER`: the longest distance within a grid.

    Returns
    -------
    cost
        In the scale of the problem.
    """
    whole = 0.0
    for unit in range(len(units)):
        grid = units[unit].label
        if objective == DIAMETER:
            other = units[unit].after
            while other >= 0:
                whole = max(whole, distance(units, unit, other))
                other = units[other].after
        elif objective == PMEDIAN:
            whole += distance(units, unit, grids[grid].centre)
        else:
            x = units[unit].x - grids[grid].x / grids[grid].mass
            y = units[unit].y - grids[grid].y / grids[grid].mass
            whole += units[unit].mass * (x * x + y * y)
    return whole


@compiled
def disloyalty(units: Rows) -> float:
    """
    Sum the mass of the units that left their former grid.

    Parameters
    ----------
    units
        Units.

    Returns
    -------
    mass
        In mean units.
    """
    whole = 0.0
    for unit in range(len(units)):
        if units[unit].former >= 0 and units[unit].former != units[unit].label:
            whole += units[unit].mass
    return whole
