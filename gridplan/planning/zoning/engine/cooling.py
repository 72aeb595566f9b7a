"""One search: a plan wanders, ever more coolly, and the best that it meets is kept."""

from __future__ import annotations

import numpy as np

from gridplan.geo.compiled import compiled
from gridplan.planning.zoning.engine.measures import cost, disloyalty, excess, recentre
from gridplan.planning.zoning.engine.moves import Mood, wander
from gridplan.planning.zoning.engine.problem import DIAMETER, PMEDIAN, Floats, Ints, Problem, Rows
from gridplan.planning.zoning.engine.sums import lay_out

#: Steps of cooling, and heat at the first and the last, in costs of a mean unit.
STEPS, HOT, COLD = 120, 4.0, 0.02
#: The price of imbalance at first, in costs of a mean grid; it rises while a plan is out of balance, else falls.
PRICE, DEARER, CHEAPER = 3.0, 1.05, 0.98
#: All units in other grids than before count as much as the whole cost of a plan.
LOYALTY = 1.0
#: With `DIAMETER`, the reach that is tried next, in longest ways of the best plan; heat at first and price of
#: imbalance, in squares of the longest way at first.
SHORTER, LONG_HOT, LONG_PRICE = 0.985, 0.1, 1.0
#: Imbalance below this is rounding.
BALANCED = 1e-9

Rank = tuple[float, float]


def cool(problem: Problem, label: Ints, tries: int, rng: np.random.Generator) -> tuple[Rank, Ints]:
    """
    Improve a plan.

    Parameters
    ----------
    problem
        What is asked.
    label
        Grid of each unit, every grid in one piece.
    tries
        Number of moves to try.
    rng
        Random generator.

    Returns
    -------
    rank
        Imbalance, then cost; less is better.
    label
        The best plan met.
    """
    units, grids, total = lay_out(problem, label)
    recentre(units, grids)
    mood = _first_mood(problem, units, grids)
    stamp = np.zeros(1, dtype=np.int64)
    rank = _cool(
        units, grids, problem.load, total, problem.limits, problem.neighbour, stamp, mood, max(tries // STEPS, 1), rng
    )
    return rank, units["kept"].copy()


def _first_mood(problem: Problem, units: Rows, grids: Rows) -> Mood:
    """Set heat and prices by what a unit costs; with `DIAMETER`, by what the longest way of the plan is."""
    whole = cost(units, grids, problem.objective)
    if problem.objective == DIAMETER:
        return Mood(DIAMETER, LONG_HOT * whole**2, LONG_PRICE * whole**2, whole**2 / len(units), SHORTER * whole)
    a_unit = whole / len(units)
    return Mood(problem.objective, HOT * a_unit, PRICE * whole / problem.grids, LOYALTY * a_unit, 0.0)


@compiled
def _cool(
    units: Rows,
    grids: Rows,
    load: Floats,
    total: Floats,
    limits: Floats,
    neighbour: Ints,
    stamp: Ints,
    mood: Mood,
    tries: int,
    rng: np.random.Generator,
) -> Rank:
    best, heat, price, reach = _rank(units, grids, total, limits, mood), mood.heat, mood.price, mood.reach
    _keep(units)
    for _ in range(STEPS):
        now = Mood(mood.objective, heat, price, mood.loyalty, reach)
        wander(units, grids, load, total, limits, neighbour, stamp, now, tries, rng)
        if mood.objective == PMEDIAN:
            recentre(units, grids)
        rank = _rank(units, grids, total, limits, mood)
        if rank < best:
            best, reach = rank, SHORTER * rank[1]
            _keep(units)
        price *= DEARER if rank[0] > 0.0 else CHEAPER
        heat *= (COLD / HOT) ** (1 / STEPS)
    return best


@compiled
def _rank(units: Rows, grids: Rows, total: Floats, limits: Floats, mood: Mood) -> Rank:
    """Rank balance first, then compactness and what it costs to leave a former grid."""
    over = excess(total, limits)
    dear = cost(units, grids, mood.objective) + mood.loyalty * disloyalty(units)
    return (over if over > BALANCED else 0.0), dear


@compiled
def _keep(units: Rows) -> None:
    for unit in range(len(units)):
        units[unit].kept = units[unit].label
