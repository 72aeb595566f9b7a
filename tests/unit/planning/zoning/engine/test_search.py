import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridplan.planning.zoning.engine import cooling
from gridplan.planning.zoning.engine.cooling import ANEW, SHORTEN, cool
from gridplan.planning.zoning.engine.effort import Watch
from gridplan.planning.zoning.engine.problem import DIAMETER, MOMENT, PMEDIAN
from gridplan.planning.zoning.engine.search import solve
from gridplan.planning.zoning.engine.starts import first_plan
from tests.unit.planning.zoning.engine.lattices import lattice, parts


def rank(problem, label):
    over, cost = cooling.rank(problem, label)
    return round(over, 9), round(cost, 9)


def best_of_all(problem):
    """Try every plan."""
    n, p = len(problem.units), problem.grids
    plans = (np.array((0, *rest)) for rest in itertools.product(range(p), repeat=n - 1))
    whole = (plan for plan in plans if set(parts(problem, plan).values()) == {1})
    return min(rank(problem, plan) for plan in whole)


@pytest.mark.parametrize("objective", [MOMENT, PMEDIAN, DIAMETER])
@given(seed=st.integers(0, 10_000))
@settings(max_examples=5)
def test_small_problems_are_solved_to_the_best(objective, seed):
    load = np.random.default_rng(seed).uniform(1, 3, 9)
    problem = lattice(3, 3, 3, load=load, objective=objective)
    assert rank(problem, solve(problem, 0.1, np.random.default_rng(1))) == best_of_all(problem)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=10)
def test_cooling_never_ends_worse_than_it_began(seed):
    rng = np.random.default_rng(seed)
    problem = lattice(6, 5, 4, load=rng.uniform(1, 5, 30))
    label = first_plan(problem, 0.0)
    better = cool(problem, label, 2_000, ANEW, rng).label
    assert rank(problem, better) <= rank(problem, label)
    assert set(parts(problem, better).values()) == {1}


def test_the_rank_told_is_that_of_the_plan():
    problem = lattice(6, 5, 4, load=np.arange(1, 31))
    told, label, _ = cool(problem, first_plan(problem, 0.0), 5_000, ANEW, np.random.default_rng(0))
    assert told == pytest.approx(rank(problem, label), abs=1e-6)


def test_longest_ways_are_shortened():
    problem = lattice(10, 10, 4, objective=DIAMETER)
    label = first_plan(problem, 0.4)
    told, better, _ = cool(problem, label, 200_000, SHORTEN, np.random.default_rng(0))
    assert told == pytest.approx(rank(problem, better), abs=1e-6)
    assert told < rank(problem, label)


def test_many_grids_are_balanced_and_more_compact_than_at_first():
    problem = lattice(14, 12, 12, load=np.random.default_rng(3).uniform(1, 9, 168), tolerance=0.05)
    found = rank(problem, solve(problem, 0.3, np.random.default_rng(0)))
    assert found[0] == 0.0
    assert found[1] < rank(problem, first_plan(problem, 0.0))[1]


def test_the_same_seed_gives_the_same_plan():
    problem = lattice(7, 6, 6, load=np.random.default_rng(2).uniform(1, 9, 42))
    plans = [solve(problem, 0.05, np.random.default_rng(seed)) for seed in (5, 5)]
    assert np.array_equal(*plans)


@pytest.mark.parametrize("objective", [MOMENT, PMEDIAN, DIAMETER])
@pytest.mark.parametrize("grids", [3, 8])
def test_a_search_that_is_stopped_gives_the_best_plan_so_far(objective, grids):
    problem = lattice(8, 8, grids, load=np.random.default_rng(2).uniform(1, 2, 64), objective=objective)
    asked, told = [], []
    watch = Watch(lambda: asked.append(True) or len(asked) > 4, told.append)
    label = solve(problem, 1e6, np.random.default_rng(0), watch)
    assert set(parts(problem, label).values()) == {1}
    assert len(asked) < 9
    assert all(seen.share < 0.01 for seen in told)


@pytest.mark.parametrize("objective", [MOMENT, DIAMETER])
def test_a_watch_hears_how_far_a_search_is(objective):
    problem = lattice(8, 8, 8, load=np.random.default_rng(2).uniform(1, 2, 64), objective=objective)
    told = []
    label = solve(problem, 0.1, np.random.default_rng(0), Watch(tell=told.append))
    shares = [seen.share for seen in told]
    assert shares == sorted(shares)
    assert shares[-1] > 0.85
    assert told[-1].excess == pytest.approx(rank(problem, label)[0])


def test_what_no_plan_can_balance_is_balanced_as_well_as_can_be():
    problem = lattice(6, 1, 3, load=[10, 1, 1, 1, 1, 1])
    label = solve(problem, 0.05, np.random.default_rng(0))
    assert rank(problem, label)[0] == best_of_all(problem)[0] > 0


def test_one_grid_takes_all():
    assert (solve(lattice(4, 4, 1), 0.1, np.random.default_rng(0)) == 0).all()


def test_as_many_grids_as_units_take_one_each():
    label = solve(lattice(3, 2, 6), 0.01, np.random.default_rng(0))
    assert sorted(label) == list(range(6))
