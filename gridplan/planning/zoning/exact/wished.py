"""A plan of few units that keeps every wish: grids are listed, and chosen together with the name that each gets."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from gridplan.planning.zoning.exact.choosing import choose_columns
from gridplan.planning.zoning.exact.listing import list_grids
from gridplan.planning.zoning.exact.meter import Meter
from gridplan.planning.zoning.exact.relaxation import OverError
from gridplan.planning.zoning.exact.task import SLACK, Bools, Floats, Ints, make_task

#: More grids with names are too many to choose from.
MOST = 60_000


class Wishes(NamedTuple):
    """
    What is asked of the grids beside that they hang together.

    Attributes
    ----------
    limits
        Lowest and highest load of each grid, shape (2, p, m).
    fixed, former
        Grid that each unit must be in, and was in, or -1, shape (n,).
    most_moved
        Load (the first) that may lie in another grid than before.
    together, apart
        Pairs of units that must share a grid, or must not, shape (t, 2).
    """

    limits: Floats
    fixed: Ints
    former: Ints
    most_moved: float
    together: Ints
    apart: Ints


def keep_wishes(price: Floats, has: Bools, load: Floats, wishes: Wishes, meter: Meter) -> Ints | None:
    """
    Choose the cheapest grids that keep all wishes, and name them.

    Parameters
    ----------
    price
        What the grids cost, not negative, shape (k,).
    has
        Units of each, shape (k, n).
    load
        Loads of the units, shape (n, m).
    wishes
        What is asked.
    meter
        What may be spent.

    Returns
    -------
    label
        Grid of each unit, 0 to p - 1; None if no plan keeps all wishes, or too much would be spent.
    """
    grid, name = np.nonzero(_may(has, load, wishes))
    if not 0 < len(grid) <= MOST:
        return None
    moved = (has[grid] & (wishes.former >= 0) & (wishes.former != name[:, None])) @ load[:, 0]
    names = name == np.arange(wishes.limits.shape[1])[:, None]
    body = np.vstack([has[grid].T, names, moved]).astype(np.float64)
    ones = np.ones(len(body) - 1)
    most = wishes.most_moved * (1 + SLACK) + SLACK if wishes.most_moved < math.inf else load[:, 0].sum() + 1
    loyal = float(price.mean()) / max(float(load[:, 0].sum()), SLACK)
    try:
        chosen = choose_columns(
            body, price[grid] + loyal * moved, np.append(ones, -math.inf), np.append(ones, most), meter
        )
    except OverError:
        return None
    return None if chosen is None else np.asarray(name[chosen[has[grid[chosen]].argmax(axis=0)]])


def list_within(load: Floats, limits: Floats, pairs: Ints) -> Bools | None:
    """
    List the grids that hang together and keep the limits of some grid.

    Parameters
    ----------
    load
        Loads of the units, shape (n, m).
    limits
        Lowest and highest load of each grid, shape (2, p, m).
    pairs
        Neighbours, shape (e, 2).

    Returns
    -------
    has
        Units of each grid, shape (k, n); None if there are too many.
    """
    n, p = len(load), limits.shape[1]
    widest = np.stack([limits[0].min(axis=0), limits[1].max(axis=0)])
    listing = list_grids(make_task(np.zeros((n, n)), load, widest, pairs, p, None), 0.0)
    return None if listing is None else listing.has


def _may(has: Bools, load: Floats, wishes: Wishes) -> Bools:
    """Say which grid may have which name, shape (k, p)."""
    total = (has @ load)[:, None, :]
    low, high = wishes.limits
    may = ((total >= low - SLACK) & (total <= high + SLACK)).all(axis=2)
    for one, other in wishes.together:
        may[has[:, one] != has[:, other]] = False
    for one, other in wishes.apart:
        may[has[:, one] & has[:, other]] = False
    for unit in np.flatnonzero(wishes.fixed >= 0):
        here = np.arange(may.shape[1]) == wishes.fixed[unit]
        may &= has[:, unit, None] == here
    return np.asarray(may)
