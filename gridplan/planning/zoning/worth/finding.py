"""A part cut into grids by the search, made good where that fails a limit or a wish and all grids can be listed."""

from __future__ import annotations

import math

import numpy as np

from gridplan.planning.zoning.engine.cooling import rank
from gridplan.planning.zoning.engine.effort import ALONE, Watch
from gridplan.planning.zoning.engine.problem import Ints, Problem
from gridplan.planning.zoning.engine.search import solve
from gridplan.planning.zoning.exact.few import best_of_few
from gridplan.planning.zoning.exact.meter import Meter
from gridplan.planning.zoning.exact.wished import keep_wishes, list_within
from gridplan.planning.zoning.worth.prices import is_plain, pairs_of, prices, wishes_of

#: More units have too many grids to list.
FEW = 24
#: Simplex steps of the choice: counted, so that plans repeat. About a second.
STEPS = 20_000


def find(problem: Problem, effort: float, rng: np.random.Generator, watch: Watch = ALONE) -> Ints:
    """
    Cut a part into grids.

    Moves of one or two units don't get everywhere: a balanced plan of few units, some of them heavy, may lie behind
    plans that are all much worse.

    Parameters
    ----------
    problem
        What is asked.
    effort
        CPU seconds of the search, as a guide.
    rng
        Random generator.
    watch
        Who may stop the search, and hears how far it is.

    Returns
    -------
    label
        Grid of each unit, 0 to p - 1.
    """
    label = solve(problem, effort, rng, watch)
    if rank(problem, label)[0] == 0.0 or len(label) > FEW or watch.stop():
        return label
    better = _least_unbalanced(problem) if is_plain(problem) else _all_wishes(problem)
    return better if better is not None and rank(problem, better) < rank(problem, label) else label


def _least_unbalanced(problem: Problem) -> Ints | None:
    few = best_of_few(
        lambda has: prices(problem, has), problem.load, problem.limits, pairs_of(problem), problem.grids, steps=STEPS
    )
    return few.label if few else None


def _all_wishes(problem: Problem) -> Ints | None:
    wishes = wishes_of(problem)
    has = list_within(problem.load, wishes.limits, pairs_of(problem))
    if has is None or not len(has):
        return None
    return keep_wishes(prices(problem, has), has, problem.load, wishes, Meter(math.inf, STEPS, None, lambda: 0.0))
