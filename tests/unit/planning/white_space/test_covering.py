"""Maximal covering is exact: no choice of places reaches more."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.planning.white_space.covering import Cover


def _random(seed):
    rng = np.random.default_rng(seed)
    places, demands = rng.integers(2, 8), rng.integers(1, 25)
    reaches = rng.random((places, demands)) < rng.uniform(0.1, 0.6)
    return reaches, rng.integers(1, 9, demands).astype(float), rng.uniform(1, 4, places)


def _by_hand(reaches, demand, number):
    choices = combinations(range(len(reaches)), min(number, len(reaches)))
    return max(demand[reaches[list(choice)].any(axis=0)].sum() for choice in choices)


@given(st.integers(0, 10_000), st.integers(1, 4))
def test_nothing_reaches_more(seed, number):
    reaches, demand, hours = _random(seed)
    best = Cover(reaches, demand, hours).best(number)
    assert best.covered == pytest.approx(_by_hand(reaches, demand, number))
    assert best.bound == pytest.approx(best.covered, abs=1e-3)
    assert len(best.chosen) <= number


@given(st.integers(0, 10_000))
def test_demand_that_the_same_places_reach_counts_as_one(seed):
    reaches, demand, hours = _random(seed)
    twice = Cover(np.hstack([reaches, reaches]), np.append(demand, demand), hours)
    assert twice.best(2).covered == pytest.approx(2 * Cover(reaches, demand, hours).best(2).covered)
    assert len(twice.weight) == len(Cover(reaches, demand, hours).weight)


def test_of_two_places_that_reach_the_same_the_cheaper_is_taken():
    reaches = np.ones((2, 3), dtype=bool)
    assert list(Cover(reaches, np.ones(3), np.array([3.0, 2.0])).best(1).chosen) == [1]


def test_where_nobody_can_be_reached_no_place_is_chosen():
    best = Cover(np.zeros((2, 3), dtype=bool), np.ones(3), np.ones(2)).best(2)
    assert (best.covered, best.bound, len(best.chosen)) == (0.0, 0.0, 0)
