"""One search: a plan wanders, ever more coolly, and the best that it meets is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from gridplan.geo.compiled import compiled_in_place
from gridplan.planning.zoning.engine.effort import ALONE, seconds
from gridplan.planning.zoning.engine.measures import cost, disloyalty, excess
from gridplan.planning.zoning.engine.moves import Mood, wander
from gridplan.planning.zoning.engine.problem import Ints, Problem
from gridplan.planning.zoning.engine.sums import LONGEST, MASS, Plan, counted, lay_out

#: The price of imbalance rises while a plan is out of balance, else falls, at every step.
DEARER, CHEAPER = 1.05, 0.98

#: A search looks up to whether it must stop after about so many CPU seconds.
GLANCE = 0.2

Rank = tuple[float, float]


class Cooling(NamedTuple):
    """
    How a search cools down.

    Attributes
    ----------
    hot, cold
        Heat at the first and the last step: in costs of a mean unit, or in squares of the longest way.
    price
        What a mean grid beyond the limits costs at first: in costs of a mean grid, or in squares of the longest way.
    steps
        How often the heat falls.
    reach
        Of the longest ways, the one aimed at first, in longest ways of the plan.
    shorter
        The next one, in longest ways of the best plan so far.
    """

    hot: float
    cold: float
    price: float
    steps: int
    reach: float = 1.0
    shorter: float = 0.985


#: A plan from anywhere; one that is good already; one whose longest ways are to go; the last of it.
ANEW = Cooling(4.0, 0.02, 3.0, 60)
AGAIN = Cooling(1.0, 0.02, 3.0, 60)
SHORTEN = Cooling(0.1, 0.001, 0.3, 100, reach=0.95)
SHORTEN_MORE = Cooling(0.02, 0.0005, 0.3, 200, reach=0.985)


def rank(problem: Problem, label: Ints) -> Rank:
    """
    Rank a plan: balance first, then compactness and what it costs to leave a former grid.

    Parameters
    ----------
    problem
        What is asked.
    label
        Grid of each unit.

    Returns
    -------
    rank
        Imbalance, then cost; less is better.
    """
    plan = lay_out(problem, label)
    return _rank(plan, counted(problem), problem.loyalty)


class Cooled(NamedTuple):
    """
    What a search came to.

    Attributes
    ----------
    rank
        Imbalance, then cost; less is better.
    label
        The best plan met.
    spent
        CPU seconds, as counted.
    """

    rank: Rank
    label: Ints
    spent: float


def cool(
    problem: Problem,
    label: Ints,
    tries: int,
    cooling: Cooling,
    rng: np.random.Generator,
    stop: Callable[[], bool] = ALONE.stop,
) -> Cooled:
    """
    Improve a plan; without `reach` its moment where the objective is the diameter.

    Parameters
    ----------
    problem
        What is asked.
    label
        Grid of each unit, every grid in one piece.
    tries
        Number of moves to try.
    cooling
        How to cool down.
    rng
        Random generator.
    stop
        Asked now and then whether to stop.

    Returns
    -------
    cooled
        The best plan met, and what it took.
    """
    plan = lay_out(problem, label)
    count = counted(problem)
    if count == LONGEST and cooling.reach == 1.0:
        count = MASS
    best, mood = np.array(label, dtype=np.int64), _first_mood(plan, count, cooling, problem.loyalty)
    ranked, done, a_step, steps = _rank(plan, count, mood.loyalty), 0, max(tries // cooling.steps, 1), 1
    while done < cooling.steps and not stop():
        before, steps = plan.spent[0], min(steps, cooling.steps - done)
        ranked, mood = _cool(plan, best, ranked, mood, cooling, steps, a_step, rng)
        done += steps
        steps = max(int(GLANCE * steps / (plan.spent[0] - before)), 1)
    return Cooled(ranked, best, seconds(float(plan.spent[0]), len(best)))


def _first_mood(plan: Plan, count: int, cooling: Cooling, loyalty: float) -> Mood:
    """Set heat and prices by what a unit costs; of longest ways, by the square of the longest."""
    whole = cost(plan, count) or 1.0
    unit, grid = (whole**2, whole**2) if count == LONGEST else (whole / len(plan.units), whole / len(plan.grids))
    return Mood(count, cooling.hot * unit, cooling.price * grid, loyalty, cooling.reach * whole)


@compiled_in_place
def _cool(
    plan: Plan, kept: Ints, best: Rank, mood: Mood, cooling: Cooling, steps: int, tries: int, rng: np.random.Generator
) -> tuple[Rank, Mood]:
    heat, price, reach = mood.heat, mood.price, mood.reach
    for _ in range(steps):
        wander(plan, Mood(mood.counted, heat, price, mood.loyalty, reach), tries, rng)
        now = _rank(plan, mood.counted, mood.loyalty)
        if now < best:
            best = now
            for unit in range(len(kept)):
                kept[unit] = plan.units[unit].label
            if now[0] == 0.0:
                reach = min(reach, cooling.shorter * now[1])
        price *= DEARER if now[0] > 0.0 else CHEAPER
        heat *= (cooling.cold / cooling.hot) ** (1.0 / cooling.steps)
    return best, Mood(mood.counted, heat, price, mood.loyalty, reach)


@compiled_in_place
def _rank(plan: Plan, count: int, loyalty: float) -> Rank:
    dear = cost(plan, count)
    if loyalty > 0.0:
        dear += loyalty * disloyalty(plan)
    return excess(plan), dear
