"""A bound for plans of many units: prices for a block that is left out and for loads beyond the limits."""

from __future__ import annotations

import numpy as np

from gridplan.planning.zoning.exact.meter import Meter
from gridplan.planning.zoning.exact.task import Floats, Task

#: Rounds of raising prices; after so many without a better bound the steps are halved.
ROUNDS, PATIENCE = 400, 15


def bound_below(task: Task, value: float, meter: Meter) -> float:
    """
    Bound the cost of all plans from below, by the Lagrangian of the model of Hess and others.

    Parameters
    ----------
    task
        The task, with finite limits.
    value
        Cost of a plan that is known; it sets the length of the steps only.
    meter
        Asked whether to go on; rounds cost no simplex steps.

    Returns
    -------
    bound
        No plan costs less; at least 0.
    """
    prices = _Prices(task)
    best, length, patience = 0.0, 1.0, 0
    for _ in range(ROUNDS):
        bound = prices.look()
        patience = 0 if bound > best else patience + 1
        best = max(best, bound)
        if patience > PATIENCE:
            length, patience = length / 2, 0
        if meter.over() or best >= value:
            break
        prices.step(length * max(value - bound, 0.001 * value))
    return min(best, value)


class _Prices:
    """The price of each block, and of what a grid around each unit is above and below its limits."""

    def __init__(self, task: Task) -> None:
        self.cost, self.load = task.cost, task.load / task.middle
        self.limits, self.grids, self.own = task.limits / task.middle, task.grids, task.block
        self.unit = np.arange(len(task.block))
        self.block = np.partition(self.cost, 1, axis=1)[:, 1].copy()
        self.beyond = np.zeros((2, len(self.unit), self.load.shape[1]))
        self.slope: tuple[Floats, Floats] = (np.empty(0), np.empty(0))

    def look(self) -> float:
        """Take the cheapest blocks around every unit and the cheapest of all those grids; say what that costs."""
        reduced = self.cost - self.block[:, None] + self.load @ (self.beyond[1] - self.beyond[0]).T
        taken = reduced < 0
        taken[self.own, self.unit] = True
        limits = (self.beyond[0] @ self.limits[0]) - (self.beyond[1] @ self.limits[1])
        grid = np.where(taken, reduced, 0).sum(axis=0) + limits
        chosen = np.argpartition(grid, self.grids - 1)[: self.grids]
        load = self.load.T @ taken[:, chosen]
        slope = np.zeros_like(self.beyond)
        slope[0, chosen] = self.limits[0] - load.T
        slope[1, chosen] = load.T - self.limits[1]
        slope[(self.beyond <= 0) & (slope < 0)] = 0
        self.slope = 1.0 - taken[:, chosen].sum(axis=1), slope
        return float(self.block.sum() + grid[chosen].sum())

    def step(self, much: float) -> None:
        """Raise the price of what is missing, lower that of what is there twice."""
        block, beyond = self.slope
        much /= max(float((block**2).sum() + (beyond**2).sum()), 1e-12)
        self.block += much * block
        self.beyond = np.maximum(self.beyond + much * beyond, 0)
