"""The best plan of one part of a branch: proved at once where it has few units, else searched for and bounded."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from gridplan.model.worth import Worth
from gridplan.planning.zoning.engine.effort import ALONE, Watch
from gridplan.planning.zoning.engine.problem import DIAMETER, PMEDIAN, Ints, Problem
from gridplan.planning.zoning.exact import prove
from gridplan.planning.zoning.exact.few import best_of_few
from gridplan.planning.zoning.worth.finding import find
from gridplan.planning.zoning.worth.judged import Judged, excess_of, value_of
from gridplan.planning.zoning.worth.prices import costs, is_plain, pairs_of, prices

#: Where no plan keeps the limits, this much excess more than the least is as good, in mean grids: a hundredth of a grid
#: may cost a third of the compactness.
SPARE = 0.005
#: Simplex steps of a choice among listed grids, and of a proof: counted, so that plans repeat. About a second each.
CHOICE, PROOF = 20_000, 12_000
#: More units are not even bounded.
BOUNDED = 600


def best_plan(problem: Problem, effort: float, rng: np.random.Generator, watch: Watch = ALONE) -> Judged:
    """
    Find the best plan of a part, or a good one with a bound of how much better it could be.

    Parameters
    ----------
    problem
        What is asked.
    effort
        CPU seconds of a search, as a guide.
    rng
        Random generator of a search.
    watch
        Who may stop it, and hears how far it is.

    Returns
    -------
    judged
        The plan, with loads in mean grids and ways in metres. Its moment is counted about the centre of mass of a
        grid where all grids can be listed, else about its central unit.
    """
    if problem.grids == 1:
        label = np.zeros(len(problem.units), dtype=np.int64)
        value = float(prices(problem, np.ones((1, len(label)), dtype=bool))[0])
        return Judged(label, _worth(problem, _excess(problem, label), value, value))
    plain = is_plain(problem)
    if plain and problem.objective != DIAMETER:
        few = best_of_few(
            lambda has: prices(problem, has), problem.load, problem.limits, pairs_of(problem), problem.grids,
            spare=SPARE, steps=CHOICE,
        )  # fmt: skip
        if few is not None:
            return Judged(few.label, _worth(problem, _excess(problem, few.label), few.value, few.value))
    return _bounded(problem, find(problem, effort, rng, watch), plain=plain, stop=watch.stop)


def _excess(problem: Problem, label: Ints) -> float:
    return excess_of(problem.load, problem.limits, label, problem.grids)


def _bounded(problem: Problem, label: Ints, *, plain: bool, stop: Callable[[], bool]) -> Judged:
    excess = _excess(problem, label)
    if problem.objective == DIAMETER or len(label) > BOUNDED:
        return Judged(label, Worth(excess, math.nan))
    cost = costs(problem)
    if not plain or excess > 0:
        return Judged(label, _worth(problem, excess, value_of(cost, label), math.nan))
    proof = prove(
        cost, problem.load, problem.limits, pairs_of(problem), problem.grids,
        label=label, seconds=math.inf, steps=PROOF, stop=stop,
    )  # fmt: skip
    known = value_of(cost, label)
    better = proof.label if proof.label is not None and proof.value < known else label
    return Judged(better, _worth(problem, excess, min(proof.value, known), proof.bound or math.nan))


def _worth(problem: Problem, excess: float, value: float, bound: float) -> Worth:
    """Count in metres, and loads in mean grids."""
    unit = problem.scale
    if problem.objective != PMEDIAN:
        unit = unit**2 * max(float(problem.load[:, 0].mean()), np.finfo(float).tiny)
    return Worth(excess, value * unit, bound * unit)
