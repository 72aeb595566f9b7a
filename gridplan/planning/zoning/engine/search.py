"""The order of a search: several starts, each warmed up and cooled down, the best plan kept."""

from __future__ import annotations

import numpy as np

from gridplan.planning.zoning.engine.moves import Mood, wander
from gridplan.planning.zoning.engine.problem import DIAMETER, MOMENT, Ints, Problem
from gridplan.planning.zoning.engine.starts import first_plan, mended
from gridplan.planning.zoning.engine.state import State, cost, excess, make_state, recentre

#: Moves that are tried in about a CPU second.
MOVES_A_SECOND = 10_000_000
#: A start gets at most so many moves a unit; what is left over goes into more starts, at most so many.
MOVES_A_UNIT, STARTS = 6_000, 12
#: Steps of cooling, and heat at the first and the last, in costs of a mean unit.
STEPS, HOT, COLD = 120, 0.5, 0.004
#: The price of imbalance rises while a plan is out of balance, and falls while it is not.
DEARER, CHEAPER = 1.15, 0.95
#: All units in other grids than before count as much as the whole cost of a plan.
LOYALTY = 1.0
#: With `DIAMETER`, the reach that is tried next, in longest ways of the plan at hand.
SHORTER = 0.985
#: Imbalance below this is rounding.
BALANCED = 1e-9


def solve(problem: Problem, effort: float, rng: np.random.Generator) -> Ints:
    """
    Cut the graph into grids.

    Parameters
    ----------
    problem
        What is asked.
    effort
        CPU seconds as a guide; the moves are counted, not the time.
    rng
        Random generator.

    Returns
    -------
    label
        Grid of each unit, 0 to p - 1; each grid in one piece, balanced if a balanced plan was found, compact.
    """
    n = len(problem.xy)
    if problem.grids == 1:
        return np.zeros(n, dtype=np.int64)
    tries = int(effort * MOVES_A_SECOND)
    starts = int(np.clip(tries // (n * MOVES_A_UNIT), 1, STARTS))
    tries = min(tries // starts, n * MOVES_A_UNIT)
    plans = [_improved(problem, _start(problem, k, rng), tries, rng) for k in range(starts)]
    return min(plans, key=lambda plan: plan[0])[1]


Rank = tuple[float, float]


def _start(problem: Problem, k: int, rng: np.random.Generator) -> Ints:
    if k == 0 and (problem.former >= 0).any():
        return mended(problem, problem.former)
    return first_plan(problem, rng.uniform(0, np.pi) if k else 0.0)


def _improved(problem: Problem, label: Ints, tries: int, rng: np.random.Generator) -> tuple[Rank, Ints]:
    if problem.objective == DIAMETER:
        label = _cooled(problem._replace(objective=MOMENT), label, tries // 2, rng)[1]
        tries //= 2
    return _cooled(problem, label, tries, rng)


def _cooled(problem: Problem, label: Ints, tries: int, rng: np.random.Generator) -> tuple[Rank, Ints]:
    """Let a plan wander, ever more coolly, and keep the best that was met."""
    state = make_state(problem, label)
    a_unit = cost(problem, state) / len(label)
    mood = Mood(heat=HOT * a_unit, price=10 * a_unit * len(label) / problem.grids, loyalty=LOYALTY * a_unit, reach=0.0)
    best, kept = _rank(problem, state, mood), label
    for _ in range(STEPS):
        wander(problem, state, mood, tries // STEPS, rng)
        recentre(problem, state)
        rank = _rank(problem, state, mood)
        if rank < best:
            best, kept = rank, state.label.copy()
        over = excess(problem, state) > BALANCED
        mood = mood._replace(
            heat=mood.heat * (COLD / HOT) ** (1 / STEPS), price=mood.price * (DEARER if over else CHEAPER)
        )
    return best, kept


def _rank(problem: Problem, state: State, mood: Mood) -> Rank:
    """Rank balance first, then compactness and what it costs to leave a former grid."""
    over = excess(problem, state)
    known = problem.former >= 0
    left = problem.mass[known & (problem.former != state.label)].sum()
    return (over if over > BALANCED else 0.0, cost(problem, state) + mood.loyalty * float(left))
