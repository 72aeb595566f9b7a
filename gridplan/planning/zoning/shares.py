"""How many grids each part of a county gets, where nothing joins the parts, and what each grid carries."""

from __future__ import annotations

import heapq

import numpy as np

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.engine.problem import Floats, Ints

#: Limits are drawn tighter by so much, so that a plan at the limit is within tolerance after rounding.
ROUNDING = 1e-8


def share_grids(load: Floats, at_least: Ints, at_most: Ints, n_grids: int) -> Ints:
    """
    Share grids out to parts by load, so that the heaviest mean grid is as light as can be.

    Parameters
    ----------
    load
        Load of each part, shape (c,).
    at_least, at_most
        Fewest and most grids of each part, shape (c,).
    n_grids
        Grids in all.

    Returns
    -------
    grids
        Grids of each part, shape (c,).

    Raises
    ------
    InfeasibleError
        If the parts need more grids, or have room for fewer.
    """
    if not at_least.sum() <= n_grids <= at_most.sum():
        told = "{grids} grids are wanted where {least} to {most} are possible"
        raise InfeasibleError(told, grids=n_grids, least=at_least.sum(), most=at_most.sum())
    grids = at_least.copy()
    heaviest = [(-load[part] / grids[part], part) for part in np.flatnonzero(grids < at_most).tolist()]
    heapq.heapify(heaviest)
    for _ in range(n_grids - int(grids.sum())):
        part = heapq.heappop(heaviest)[1]
        grids[part] += 1
        if grids[part] < at_most[part]:
            heapq.heappush(heaviest, (-load[part] / grids[part], part))
    return grids


def limits(load: Floats, grids: int, tolerance: float) -> tuple[Floats, Floats]:
    """
    Say how light and how heavy the grids of a part may be.

    A part whose mean grid is itself within tolerance keeps the limits of the whole; one whose mean is not, because
    nothing joins it to the others, is balanced about its own mean.

    Parameters
    ----------
    load
        Loads of the units of the part in mean grids of the whole, shape (n, m).
    grids
        Grids of the part.
    tolerance
        Share by which a grid may leave the mean.

    Returns
    -------
    low, high
        Limits in mean grids of the whole, shapes (m,).
    """
    mean = load.sum(axis=0) / grids
    middle = np.where(np.abs(mean - 1) <= tolerance, 1.0, mean)
    within = tolerance - ROUNDING
    return middle * (1 - within), middle * (1 + within)


def loads_by_grid(label: Ints, load: Floats, grids: int) -> Floats:
    """
    Add up what each grid carries.

    Parameters
    ----------
    label
        Grid of each unit, 0 to p - 1, shape (n,).
    load
        Loads of the units, shape (n, m).
    grids
        Number of grids.

    Returns
    -------
    loads
        Shape (p, m).
    """
    return np.stack([np.bincount(label, column, grids) for column in load.T], axis=1)
