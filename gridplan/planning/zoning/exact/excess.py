"""Where no plan keeps the limits: the plan that breaks them least, and by how much."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from gridplan.planning.zoning.exact.branching import Found, branch
from gridplan.planning.zoning.exact.choosing import choose
from gridplan.planning.zoning.exact.listing import list_grids
from gridplan.planning.zoning.exact.meter import Meter
from gridplan.planning.zoning.exact.relaxation import Cut, OverError, Relaxation
from gridplan.planning.zoning.exact.task import Bools, Floats, Ints, Task, make_task, within_reach
from gridplan.planning.zoning.exact.windows import SAME, Search, best_centres, number_grids

#: What rounding may add to the least excess in the search for the cheapest plan.
ROUNDING = 1e-6
#: Grids with so much excess of their own are listed first, then with so much more, up to so much.
FIRST, WIDER, LAST = 0.1, 2.5, 100.0


@dataclass(frozen=True, slots=True)
class Softest:
    """
    The plan that breaks the limits least.

    Attributes
    ----------
    label
        Grid of each unit, numbered from 0 in the order of the first unit; None if no plan is in one piece at all.
    excess
        What the grids are above or below the limits, all grids and loads together, in shares of the middle between the
        limits; 0 if a plan keeps them.
    value
        The cost of the plan, every grid centred on its best unit.
    proved
        True if no plan has less excess, and none with so little costs less.
    """

    label: Ints | None
    excess: float
    value: float
    proved: bool


def softest(
    cost: Floats,
    load: Floats,
    limits: Floats,
    pairs: Ints,
    grids: int,
    *,
    fixed: Ints | None = None,
    seconds: float = 10.0,
    steps: int | None = None,
    stop: Callable[[], bool] | None = None,
    clock: Callable[[], float] = time.process_time,
) -> Softest:
    """
    Find the plan with the least excess over the limits, and of all those the cheapest.

    Parameters
    ----------
    cost
        Cost of a unit (row) in a grid centred on another (column), shape (n, n), not negative.
    load, limits
        Loads, shape (n, m), not negative; lowest and highest load of a grid, finite, shape (2, m).
    pairs
        Neighbours, shape (e, 2).
    grids
        Number of grids.
    fixed
        Number of the grid of a unit or -1: the same number, the same grid; different numbers, different grids.
    seconds, steps, stop, clock
        What may be spent, see `Meter`.

    Returns
    -------
    softest
        The plan.
    """
    meter = Meter(seconds, steps, stop, clock)
    firm = make_task(cost, load, limits, pairs, grids, fixed)
    task = replace(firm, limits=np.array([[-math.inf], [math.inf]]) * np.ones(firm.limits.shape[1]))
    try:
        found = (
            _listed(firm, meter) or _kept(firm, load, meter) or _modelled(task, firm, within_reach(task, load), meter)
        )
    except OverError:
        return Softest(None, 0.0, math.inf, proved=False)
    if found.centre_of is None:
        return Softest(None, found.bound, math.inf, proved=found.bound == math.inf)
    centre_of = best_centres(task, found.centre_of)
    value = float(task.cost[np.arange(len(centre_of)), centre_of].sum())
    return Softest(
        number_grids(task, centre_of), total_excess(firm, centre_of), value, proved=found.bound == found.value
    )


def _listed(firm: Task, meter: Meter) -> Found | None:
    """Choose from all grids with no excess, then with little, then with more; None if there are too many to list."""
    cap, window = ROUNDING, 0.0
    while window < LAST:
        listing = list_grids(firm, window)
        if listing is None:
            return None
        if window:
            label = choose(listing, firm.grids, listing.excess, meter, window)
            cap = math.inf if label is None else float(listing.excess[np.unique(label)].sum()) + ROUNDING
        if cap < math.inf:
            cheapest = choose(listing, firm.grids, listing.cost, meter, cap)
            if cheapest is not None:
                return Found(cheapest, 0.0, 0.0)
        window = max(FIRST, window * WIDER)
    return None


def _kept(firm: Task, load: Floats, meter: Meter) -> Found | None:
    """Keep the limits, if a plan can; None if none does."""
    search = Search(firm, meter)
    search.run(within_reach(firm, load))
    if search.best is None:
        return None
    return Found(search.best, 0.0, 0.0 if search.bound >= search.value * (1 - SAME) else -math.inf)


def _modelled(task: Task, firm: Task, keep: Bools, meter: Meter) -> Found:
    """Find the least excess by the model of centres, then the least cost with that."""
    cuts: list[Cut] = []
    gentle = replace(task, cost=np.zeros_like(task.cost))
    model = SoftModel(gentle, firm, keep & _first_units(task), meter)
    model.price(1.0)
    least = branch(model, cuts)
    if least.centre_of is None:
        return Found(None, math.inf, max(least.bound, 0.0))
    model = SoftModel(task, firm, keep, meter)
    model.cap(total_excess(firm, least.centre_of) + ROUNDING)
    cheapest = branch(model, cuts, best_centres(task, least.centre_of))
    if cheapest.centre_of is None:
        return Found(least.centre_of, math.inf, -math.inf)
    return Found(cheapest.centre_of, 0.0, 0.0)


def total_excess(task: Task, centre_of: Ints) -> float:
    """
    Add up what the grids are above or below the limits.

    Parameters
    ----------
    task
        The task with its limits.
    centre_of
        Centre of each block.

    Returns
    -------
    excess
        In shares of the middle between the limits.
    """
    strays = [task.strays(np.flatnonzero(centre_of == centre)) for centre in np.unique(centre_of)]
    return float((np.abs(strays) / task.middle).sum())


def _first_units(task: Task) -> Bools:
    """Centre a grid on its first unit, as one that costs nothing has no best one and would be found over and over."""
    first = np.unique(task.block, return_index=True)[1]
    return np.asarray(first[:, None] >= np.arange(len(task.block)))


class SoftModel(Relaxation):
    """
    The model with a column for each load of a grid above its limits, and one for what is missing.

    Parameters
    ----------
    task
        The task without limits.
    firm
        The task with them.
    keep
        Pairs that the model has, shape (b, n).
    meter
        What may be spent.
    """

    def __init__(self, task: Task, firm: Task, keep: Bools, meter: Meter) -> None:
        super().__init__(task, keep, set(), meter)
        self._link(np.arange(len(self.blocks)))
        self.slacks: list[int] = []
        middle = firm.middle
        for centre in np.flatnonzero(self.own >= 0).tolist():
            for load, limits in zip((firm.load / middle).T, (firm.limits / middle).T, strict=True):
                self._soften(int(centre), load, limits)

    def price(self, price: float) -> None:
        """
        Set the price of excess.

        Parameters
        ----------
        price
            Of an excess of one.
        """
        for slack in self.slacks:
            self.solver.changeColCost(slack, price)

    def cap(self, most: float) -> None:
        """
        Allow no more excess than this.

        Parameters
        ----------
        most
            All grids together.
        """
        wide = len(self.slacks)
        self.solver.addRow(-math.inf, most, wide, np.array(self.slacks, dtype=np.int32), np.ones(wide))

    def _soften(self, centre: int, load: Floats, limits: Floats) -> None:
        columns = np.flatnonzero(self.centres == centre)
        weight, is_own = load[self.blocks[columns]], columns == self.own[centre]
        for limit, sign in zip(limits, (-1.0, 1.0), strict=True):
            slack = len(self.blocks) + len(self.slacks)
            self.solver.addVar(0.0, math.inf)
            self.slacks.append(slack)
            self._row(columns, sign * (weight - is_own * limit), slack)
        for column, much in zip(columns, weight, strict=True):
            if much > limits[1]:  # a heavy unit says by itself what is too much
                self._row(np.array([column]), np.array([much - limits[1]]), slack)

    def _row(self, columns: Ints, values: Floats, slack: int) -> None:
        columns, values = np.append(columns, slack).astype(np.int32), np.append(values, -1.0)
        self.solver.addRow(-math.inf, 0.0, len(columns), columns, values)
