"""The search for the best plan, one window above the linear bound after another."""

from __future__ import annotations

import math

import numpy as np

from gridplan.planning.zoning.exact.branching import Found, branch
from gridplan.planning.zoning.exact.meter import Meter
from gridplan.planning.zoning.exact.narrowing import narrow
from gridplan.planning.zoning.exact.relaxation import Cut, OverError, Relaxation
from gridplan.planning.zoning.exact.task import Bools, Ints, Task

#: The first window above the linear bound, as a share of it, and by how much the next one is wider.
FIRST, WIDER = 0.01, 2.0
#: Plans as good as the best known one within this share are not looked for.
SAME = 1e-6


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
            self._note(branch(self.task, inside, self.links, self.cuts, self.meter, self.best), ceiling)
            width *= WIDER

    def _note(self, found: Found, ceiling: float) -> None:
        """Take note of a window, which says nothing of plans above its ceiling."""
        if found.centre_of is not None:
            self.take(found.centre_of)
        self.bound = max(self.bound, min(found.bound, ceiling, self.value))
        if found.centre_of is None and found.bound < math.inf:
            raise OverError
