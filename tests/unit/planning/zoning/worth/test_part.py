import math

import numpy as np
import pytest

from gridplan.planning.zoning.engine.problem import DIAMETER, MOMENT, PMEDIAN
from gridplan.planning.zoning.engine.search import solve
from gridplan.planning.zoning.exact import listing
from gridplan.planning.zoning.worth import part
from gridplan.planning.zoning.worth.judge import Judge
from gridplan.planning.zoning.worth.judged import excess_of
from gridplan.planning.zoning.worth.part import best_plan
from tests.unit.planning.zoning.engine.lattices import lattice


def _judged(problem, seed=1):
    return best_plan(problem, 0.1, np.random.default_rng(seed))


@pytest.mark.parametrize("objective", [MOMENT, PMEDIAN])
def test_few_units_are_planned_best_whatever_the_seed(objective):
    problem = lattice(4, 4, 4, objective=objective)
    one, other = (_judged(problem, seed) for seed in (1, 2))
    assert one.label.tolist() == other.label.tolist()
    assert one.worth == other.worth
    assert (one.worth.excess, one.worth.gap) == (0.0, 0.0)
    assert one.worth.bound == one.worth.value > 0


@pytest.mark.parametrize("objective", [MOMENT, PMEDIAN])
def test_more_units_are_searched_and_bounded_alike(objective, monkeypatch):
    monkeypatch.setattr(listing, "GROWN", 0)
    problem = lattice(6, 6, 4, objective=objective)
    one, other = (_judged(problem) for _ in range(2))
    assert one.label.tolist() == other.label.tolist()
    assert one.worth == other.worth
    assert 0 <= one.worth.gap < 0.02


def test_a_plan_of_listed_grids_is_no_worse_than_one_searched_for():
    problem = lattice(4, 4, 4)
    searched = solve(problem, 0.2, np.random.default_rng(1))
    squares = (problem.xyz[:, None] - problem.xyz) ** 2

    def moment(label):
        grids = [np.flatnonzero(label == grid) for grid in range(4)]
        mass = problem.units["mass"]
        return sum(
            (np.outer(mass[g], mass[g]) * squares.sum(axis=2)[np.ix_(g, g)]).sum() / 2 / mass[g].sum() for g in grids
        )

    judged = _judged(problem)
    assert moment(judged.label) <= moment(searched) + 1e-9
    assert judged.worth.value == pytest.approx(moment(judged.label) * problem.scale**2 * problem.load[:, 0].mean())


def test_what_no_sum_is_or_is_too_much_has_no_bound(monkeypatch):
    assert math.isnan(_judged(lattice(4, 4, 4, objective=DIAMETER)).worth.gap)
    monkeypatch.setattr(listing, "GROWN", 0)
    monkeypatch.setattr(part, "BOUNDED", 10)
    assert math.isnan(_judged(lattice(4, 4, 4)).worth.gap)


def test_grids_kept_from_before_have_no_bound():
    assert math.isnan(_judged(lattice(4, 4, 4, former=np.repeat(np.arange(4), 4))).worth.gap)


def test_one_grid_is_the_best_there_is():
    judged = _judged(lattice(3, 3, 1))
    assert (set(judged.label.tolist()), judged.worth.gap) == ({0}, 0.0)


def test_excess_counts_what_is_beyond_both_limits():
    problem = lattice(2, 2, 2)
    problem = problem._replace(load=np.array([[0.2], [0.2], [0.8], [0.8]]), limits=np.array([[0.8], [1.2]]))
    assert excess_of(problem.load, problem.limits, np.array([0, 0, 1, 1]), 2) == pytest.approx(0.8)
    assert excess_of(problem.load, problem.limits, np.array([0, 1, 0, 1]), 2) == 0.0


def test_parts_add_up_and_one_without_a_bound_leaves_none(monkeypatch):
    judge = Judge()
    for grids in (1, 4):
        judge(lattice(4, 4, grids), 0.1, np.random.default_rng(1))
    first, second = judge.parts
    assert judge.worth(2.0).value == pytest.approx(2 * (first.value + second.value))
    assert judge.worth(1.0).gap == 0.0
    monkeypatch.setattr(listing, "GROWN", 0)
    monkeypatch.setattr(part, "BOUNDED", 10)
    judge(lattice(4, 4, 4), 0.1, np.random.default_rng(1))
    assert math.isnan(judge.worth(1.0).gap)
