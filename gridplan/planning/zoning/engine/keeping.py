"""What a plan breaks of what was asked beside balance: ties between units, and how many households may move."""

from __future__ import annotations

import numpy as np

from gridplan.geo.compiled import compiled_in_place
from gridplan.planning.zoning.engine.sums import MOVED, Plan

#: A plan that breaks a tie ranks behind any that keeps all: a broken tie counts as so many mean grids out of balance.
BROKEN = 100.0
#: To a search under way a broken tie counts less, for some plans are reached only over others; so does a mean grid
#: that moved beyond what may, but more than the balance that it can bring.
TAUT, STERN = 0.5, 3.0


@compiled_in_place
def unkept(plan: Plan) -> float:
    """
    Say how much of the ties and of the most that may move a plan breaks.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    excess
        As beyond limits, in mean grids; more than any imbalance.
    """
    return float(BROKEN * (_costs(plan)[0] + max(plan.spent[MOVED] - plan.most_moved, 0.0)))


@compiled_in_place
def strain(plan: Plan) -> float:
    """
    Say what the soft ties of a plan cost.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    cost
        As ways cost.
    """
    return _costs(plan)[1]


@compiled_in_place
def breaks(plan: Plan, unit: int, grid: int) -> float:
    """
    Say how much more a plan breaks if a unit goes to another grid.

    Parameters
    ----------
    plan
        The plan.
    unit, grid
        Which unit would go where.

    Returns
    -------
    change
        Of what ties and movers count to a search under way; below 0 for the better.
    """
    change, own = 0.0, plan.units[unit].label
    if plan.ties.size:
        for at in range(plan.ties[unit].other, plan.ties[unit + 1].other):
            there = plan.units[plan.ties[at].other].label
            change += TAUT * plan.ties[at].hard * (int(there == own) - int(there == grid))
    if plan.most_moved < np.inf and plan.units[unit].former >= 0:
        former = plan.units[unit].former
        now = plan.spent[MOVED] + plan.load[unit, 0] * (int(own == former) - int(grid == former))
        change += STERN * (max(now - plan.most_moved, 0.0) - max(plan.spent[MOVED] - plan.most_moved, 0.0))
    return change


@compiled_in_place
def strains(plan: Plan, unit: int, grid: int) -> float:
    """
    Say by how much the cost of the soft ties rises if a unit goes to another grid.

    Parameters
    ----------
    plan
        The plan.
    unit, grid
        Which unit would go where.

    Returns
    -------
    rise
        As ways cost.
    """
    rise, own = 0.0, plan.units[unit].label
    if not plan.ties.size:
        return 0.0
    for at in range(plan.ties[unit].other, plan.ties[unit + 1].other):
        there = plan.units[plan.ties[at].other].label
        rise += plan.ties[at].soft * (int(there == own) - int(there == grid))
    return rise


@compiled_in_place
def _costs(plan: Plan) -> tuple[float, float]:
    """Add up what hard and soft ties cost; each stands there twice."""
    hard, soft = 0.0, 0.0
    for unit in range(len(plan.units) if plan.ties.size else 0):
        for at in range(plan.ties[unit].other, plan.ties[unit + 1].other):
            together = plan.units[unit].label == plan.units[plan.ties[at].other].label
            hard += 0.5 * _paid(plan.ties[at].hard, together)
            soft += 0.5 * _paid(plan.ties[at].soft, together)
    return hard, soft


@compiled_in_place
def _paid(price: float, together: bool) -> float:  # noqa: FBT001 # compiled loops take no words
    """Count a price above nought where two are parted, one below where they share a grid."""
    return max(-price, 0.0) if together else max(price, 0.0)
