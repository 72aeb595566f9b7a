"""The order of a search: several starts, each warmed up and cooled down, the best plan kept."""

from __future__ import annotations

import numpy as np

from gridplan.planning.zoning.engine.cooling import Rank, cool
from gridplan.planning.zoning.engine.problem import DIAMETER, MOMENT, Ints, Problem
from gridplan.planning.zoning.engine.starts import first_plan, mended

#: Moves that are tried in about a CPU second.
MOVES_A_SECOND = 5_000_000
#: A start gets at most so many moves a unit for each second of effort; there are at most so many starts.
MOVES_A_UNIT, STARTS = 1_000, 24


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
    n = len(problem.units)
    if problem.grids == 1:
        return np.zeros(n, dtype=np.int64)
    tries = int(effort * MOVES_A_SECOND)
    starts = int(np.clip(tries // (n * MOVES_A_UNIT), 1, STARTS))
    tries = min(tries // starts, int(effort * n * MOVES_A_UNIT))
    plans = [_improved(problem, _start(problem, k, rng), tries, rng) for k in range(starts)]
    return min(plans, key=lambda plan: plan[0])[1]


def _start(problem: Problem, k: int, rng: np.random.Generator) -> Ints:
    former = problem.units["former"]
    if k == 0 and (former >= 0).any():
        return mended(problem, former)
    return first_plan(problem, rng.uniform(0, np.pi) if k else 0.0)


def _improved(problem: Problem, label: Ints, tries: int, rng: np.random.Generator) -> tuple[Rank, Ints]:
    if problem.objective == DIAMETER:
        label = cool(problem._replace(objective=MOMENT), label, tries // 2, rng)[1]
        tries //= 2
    return cool(problem, label, tries, rng)
