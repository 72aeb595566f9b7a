"""What a plan is worth: what it costs, and by how much it breaks its limits."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gridplan.model.worth import Worth
from gridplan.planning.zoning.engine.problem import Floats, Ints
from gridplan.planning.zoning.shares import loads_by_grid

#: A load may be beyond its limit by so much of a mean grid after rounding.
ROUNDING = 1e-9


class Judged(NamedTuple):
    """The best plan known, and what it is worth."""

    label: Ints
    worth: Worth


def value_of(cost: Floats, label: Ints) -> float:
    """
    Add up what a plan costs.

    Parameters
    ----------
    cost
        Of every unit (row) in a grid around every other (column), shape (n, n).
    label
        Grid of each unit.

    Returns
    -------
    value
        Every grid around its best unit.
    """
    grids = [np.flatnonzero(label == grid) for grid in np.unique(label)]
    return float(sum(cost[np.ix_(members, members)].sum(axis=0).min() for members in grids))


def excess_of(load: Floats, limits: Floats, label: Ints, grids: int) -> float:
    """
    Add up what the grids are above or below their limits.

    Parameters
    ----------
    load
        Loads of the units in mean grids, shape (n, m).
    limits
        Lowest and highest load of a grid, shape (2, m); of each grid by itself, shape (2, p, m).
    label
        Grid of each unit.
    grids
        Number of grids.

    Returns
    -------
    excess
        In mean grids, all grids and loads together; 0 within rounding.
    """
    total, (low, high) = loads_by_grid(label, load, grids), limits
    beyond = np.maximum(np.maximum(total - high, low - total), 0)
    return float(np.where(beyond > ROUNDING, beyond, 0).sum())
