"""The best plan there can be, and the proof of it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gridplan.planning.zoning.exact.meter import Meter
from gridplan.planning.zoning.exact.task import Floats, Ints, make_task, within_reach
from gridplan.planning.zoning.exact.windows import PROVABLE, SAME, Search, best_centres, number_grids

#: What a unit costs in the mean, for the solver.
MIDDLING = 100.0


@dataclass(frozen=True, slots=True)
class Proof:
    """
    What is known about the best plan.

    Attributes
    ----------
    label
        Grid of each unit, numbered from 0 in the order of the first unit; None if no plan is known.
    value
        Its cost, every grid centred on its best unit; inf without a plan.
    bound
        No plan in one piece and within the limits costs less; inf if there is none at all.
    proved
        True if value and bound agree: this plan is the best, or there is none.
    """

    label: Ints | None
    value: float
    bound: float

    @property
    def proved(self) -> bool:
        """
        Say whether nothing is left open.

        Returns
        -------
        proved
            True if the bound lies within a millionth of the value.
        """
        return self.bound >= self.value * (1 - SAME)


def prove(
    cost: Floats,
    load: Floats,
    limits: Floats,
    pairs: Ints,
    grids: int,
    *,
    label: Ints | None = None,
    fixed: Ints | None = None,
    seconds: float = 60.0,
    steps: int | None = None,
    stop: Callable[[], bool] | None = None,
    clock: Callable[[], float] = time.process_time,
) -> Proof:
    """
    Find the best plan and prove that there is no better one, or bound how much better it could be.

    A window above the linear bound is searched exactly, and the next one is wider: what lies outside of a window is
    thrown out by reduced costs with every centre opened once (see `narrowing`), and what is left
    is a small whole-number model.

    Parameters
    ----------
    cost
        Cost of a unit (row) in a grid centred on another (column), shape (n, n), not negative.
    load, limits
        Loads, shape (n, m), not negative; lowest and highest load of a grid, shape (2, m).
    pairs
        Neighbours, shape (e, 2).
    grids
        Number of grids.
    label
        Grid of each unit in a plan that is known to be right, or None.
    fixed
        Number of the grid of a unit or -1: the same number, the same grid; different numbers, different grids.
    seconds, steps, stop, clock
        What may be spent, see `Meter`.

    Returns
    -------
    proof
        The best plan known and the bound.
    """
    meter = Meter(seconds, steps, stop, clock)
    # the solver takes numbers of a middling size only: persons x square metres make it give up
    scale = float(np.mean(cost)) / MIDDLING or 1.0
    task = make_task(np.asarray(cost) / scale, load, limits, pairs, grids, fixed)
    search = Search(task, meter)
    if label is not None:
        search.take(best_centres(task, label[np.unique(task.block, return_index=True)[1]]))
    if len(task.block) > PROVABLE:
        search.bound_from_afar()
    elif not search.list_all():
        search.run(within_reach(task, load))
    if search.best is None:
        return Proof(None, math.inf, search.bound * scale)
    return Proof(number_grids(task, search.best), search.value * scale, min(search.bound, search.value) * scale)
