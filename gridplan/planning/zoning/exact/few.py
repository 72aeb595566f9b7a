"""The best plan of few units, whatever a grid costs: all grids are listed, and chosen from."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from gridplan.planning.zoning.exact.choosing import choose
from gridplan.planning.zoning.exact.listing import Listing, list_grids
from gridplan.planning.zoning.exact.meter import Meter
from gridplan.planning.zoning.exact.relaxation import OverError
from gridplan.planning.zoning.exact.task import Bools, Floats, Ints, Task, make_task

#: Grids with so much excess are listed first, then with so much more, up to so much; what is rounding.
FIRST, WIDER, LAST, ROUNDING = 0.1, 2.5, 100.0, 1e-6


class Few(NamedTuple):
    """The best plan: grid of each unit, and what its grids cost."""

    label: Ints
    value: float


def best_of_few(
    price: Callable[[Bools], Floats],
    load: Floats,
    limits: Floats,
    pairs: Ints,
    grids: int,
    *,
    spare: float = 0.0,
    steps: int | None = None,
) -> Few | None:
    """
    Find the cheapest plan inside the limits; where there is none, the cheapest of those that break them least.

    Parameters
    ----------
    price
        What grids cost, not negative, shape (k,), from the units of each, shape (k, n).
    load, limits
        Loads, shape (n, m); lowest and highest load of a grid, shape (2, m).
    pairs
        Neighbours, shape (e, 2).
    grids
        Number of grids.
    spare
        Where the least excess is more than heavy units bring along by themselves, so much more is as good, in shares
        of the middle between the limits.
    steps
        Simplex steps that may be spent, see `Meter`.

    Returns
    -------
    few
        The plan, proved; None if there are too many grids to list, no plan, or not enough steps.
    """
    n = len(load)
    task = make_task(np.zeros((n, n)), load, limits, pairs, grids, None)
    try:
        return _chosen(task, price, spare, Meter(math.inf, steps, None, lambda: 0.0))
    except OverError:
        return None


def _chosen(task: Task, price: Callable[[Bools], Floats], spare: float, meter: Meter) -> Few | None:
    window = 0.0
    while window < LAST:
        listing = list_grids(task, window)
        if listing is None:
            return None
        least = 0.0 if window == 0 else _least(listing, task.grids, window, meter)
        if least is not None:
            more = spare if least > ROUNDING else 0.0
            if least + more > window:
                listing = list_grids(task, least + more)
            few = None if listing is None else _cheapest(listing, task.grids, price, least + more + ROUNDING, meter)
            if few is not None or window:
                return few
        window = max(FIRST, window * WIDER)
    return None


def _least(listing: Listing, grids: int, window: float, meter: Meter) -> float | None:
    label = choose(listing, grids, listing.excess, meter, window)
    return None if label is None else float(listing.excess[np.unique(label)].sum())


def _cheapest(listing: Listing, grids: int, price: Callable[[Bools], Floats], most: float, meter: Meter) -> Few | None:
    prices = price(listing.has)
    label = choose(listing, grids, prices, meter, most)
    if label is None:
        return None
    chosen, number = np.unique(label, return_inverse=True)
    return Few(number, float(prices[chosen].sum()))
