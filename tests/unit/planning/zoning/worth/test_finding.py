"""A search made good where all grids can be listed."""

import numpy as np
import pytest

from gridplan.planning.zoning.engine.cooling import rank
from gridplan.planning.zoning.engine.effort import Watch
from gridplan.planning.zoning.engine.problem import DIAMETER, MOMENT, PMEDIAN, make_problem
from gridplan.planning.zoning.worth.finding import find
from gridplan.planning.zoning.worth.part import best_plan


def heavy(objective=MOMENT, **wishes):
    """Seven units in a row with a way around the heavy one in the middle, which must be a grid of its own."""
    load = np.array([10.0, 10, 10, 90, 10, 10, 10])[:, None] / 75
    pairs = np.array([*((k, k + 1) for k in range(6)), (2, 4)])
    xy = np.column_stack([np.arange(7.0), np.zeros(7)])
    limits = (np.array([0.8]), np.array([1.2]))
    return make_problem(xy, pairs, load, limits, grids=2, objective=objective, **wishes)


@pytest.mark.parametrize("objective", [MOMENT, PMEDIAN, DIAMETER])
def test_a_balanced_plan_behind_none_is_found(objective):
    problem = heavy(objective)
    label = find(problem, 0.05, np.random.default_rng(0))
    assert rank(problem, label)[0] == 0.0
    assert np.flatnonzero(label == label[3]).tolist() == [3]


def test_what_is_stopped_is_not_listed():
    problem = heavy()
    label = find(problem, 0.05, np.random.default_rng(0), Watch(stop=lambda: True))
    assert rank(problem, label)[0] > 0


def test_locks_are_kept():
    label = find(heavy(fixed=np.array([0, -1, -1, 0, -1, -1, 1])), 0.05, np.random.default_rng(0))
    assert label[0] == label[3] != label[6]


def test_a_branch_with_locks_gets_the_plan_behind_none_too():
    problem = heavy(fixed=np.array([-1, -1, -1, 0, -1, -1, -1]))
    label, worth = best_plan(problem, 0.05, np.random.default_rng(0))
    assert np.flatnonzero(label == 0).tolist() == [3]
    assert worth.excess == 0.0
