"""The search for the best plan, one window above the linear bound after another."""

from __future__ import annotations

import math

import numpy as np

from gridplan.planning.zoning.exact.branching import Found, branch
from gridplan.planning.zoning.exact.choosing import choose
from gridplan.planning.zoning.exact.lagrange import bound_below
from gridplan.planning.zoning.exact.listing import list_grids, make_floor
from gridplan.planning.zoning.exact.meter import Meter
from gridplan.planning.zoning.exact.narrowing import narrow
from gridplan.planning.zoning.exact.relaxation import Cut, OverError, Relaxation
from gridplan.planning.zoning.exact.task import Bools, Ints, Task

#: The first window above the linear bound, as a share of it, and by how much the next one is wider.
FIRST, WIDER = 0.01, 2.0
#: Plans as good as the best known one within this share are not looked for.
SAME = 1e-6
#: Of so few blocks all grids are listed first; excess that is nothing but rounding.
FEW, CLEAN = 20, 1e-7
#: More units than this are not proved but bounded, and more than that not even bounded.
PROVABLE, BOUNDED = 130, 1_500


def best_centres(task: Task, label: Ints) -> Ints:
    """
    Centre every grid on its best unit.

    Parameters
    ----------
    task
        The task.
    label
        Grid of each block.

    Returns
    -------
    centre_of
        Centre of each block.
    """
    centre_of = np.empty(len(label), dtype=np.int64)
    for grid in np.unique(label):
        blocks = np.flatnonzero(label == grid)
        units = np.array(sorted(task.units(blocks)))
        centre_of[blocks] = units[task.cost[np.ix_(blocks, units)].sum(axis=0).argmin()]
    return centre_of


def number_grids(task: Task, centre_of: Ints) -> Ints:
    """
    Give the grids numbers in the order of their first unit.

    Parameters
    ----------
    task
        The task.
    centre_of
        Centre of each block.

    Returns
    -------
    label
        Grid of each unit, from 0.
    """
    _, first, grid = np.unique(centre_of[task.block], return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[grid])


class Search:
    """
    The search for the best plan: what is known of it so far.

    Parameters
    ----------
    task
        The task.
    meter
        What may be spent.
    """

    def __init__(self, task: Task, meter: Meter) -> None:
        self.task, self.meter = task, meter
        self.best: Ints | None = None
        self.value, self.bound = math.inf, 0.0
        self.links: set[tuple[int, int]] = set()
        self.cuts: list[Cut] = []

    def take(self, centre_of: Ints) -> None:
        """
        Take note of a plan.

        Parameters
        ----------
        centre_of
            Centre of each block.
        """
        centre_of = best_centres(self.task, centre_of)
        value = float(self.task.cost[np.arange(len(centre_of)), centre_of].sum())
        if value < self.value:
            self.best, self.value = centre_of, value

    def bound_from_afar(self) -> None:
        """Bound a known plan of many units, without a proof; of more than `BOUNDED` units there is no bound."""
        if self.best is not None and len(self.task.block) <= BOUNDED and np.isfinite(self.task.limits).all():
            self.bound = bound_below(self.task, self.value, self.meter)

    def list_all(self) -> bool:
        """
        Choose from all the grids there can be, where there are few.

        Returns
        -------
        done
            False if there are too many, or the meter ran out.
        """
        if len(self.task.cost) > FEW or not np.isfinite(self.task.limits).all() or self.meter.over():
            return False
        floor, listing = make_floor(self.task), list_grids(self.task, 0.0)
        if listing is None:
            return False
        try:
            label = choose(listing, self.task.grids, listing.cost, self.meter, CLEAN)
        except OverError:
            return False
        if label is not None and not floor.starved.any() and not floor.block.any():
            self.take(label)
        self.bound = self.value
        return True

    def run(self, keep: Bools) -> None:
        """
        Search until the best plan is proved or the meter ran out.

        Parameters
        ----------
        keep
            Pairs of a block and a centre that can be, shape (b, n).
        """
        try:
            self._windows(keep)
        except OverError:
            return

    def _windows(self, keep: Bools) -> None:
        model = Relaxation(self.task, keep, self.links, self.meter)
        low, _, reduced = model.solve()
        self.bound, width = low, FIRST * (low if low > 0 else float(self.task.cost.max()))
        while self.bound < self.value * (1 - SAME):
            ceiling = self.value if low + WIDER * width > self.value else low + width
            inside = np.zeros_like(keep)
            near = low + reduced <= ceiling * (1 + SAME)
            inside[model.blocks[near], model.centres[near]] = True
            if near.all() and ceiling < self.value:
                ceiling = math.inf
            else:
                inside = narrow(self.task, inside, self.links, ceiling * (1 + SAME), self.meter)
            narrowed = Relaxation(self.task, inside, self.links, self.meter)
            self._note(branch(narrowed, self.cuts, self.best), ceiling)
            width *= WIDER

    def _note(self, found: Found, ceiling: float) -> None:
        """Take note of a window, which says nothing of plans above its ceiling."""
        if found.centre_of is not None:
            self.take(found.centre_of)
        self.bound = max(self.bound, min(found.bound, ceiling, self.value))
        if found.centre_of is None and found.bound < math.inf:
            raise OverError
