import math

import numpy as np
import pytest

from gridplan.planning.zoning.exact import listing, softest
from tests.unit.planning.zoning.exact.enumeration import best_of_all, cost_of, excess_of, small_county, whole, wished


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("seed", range(24))
def test_breaks_the_limits_as_little_as_enumeration(seed, listed, monkeypatch):
    monkeypatch.setattr(listing, "GROWN", 40_000 if listed else 0)
    cost, load, pairs = small_county(seed, n=6 + seed % 3, weights=1 + seed % 2)
    load[seed % 6] *= 4
    grids = 2 + seed % 3
    limits = load.sum(axis=0) / grids * np.array([[0.8], [1.2]])
    fixed = np.random.default_rng(seed).integers(-4, 2, len(cost)).clip(-1) if seed % 3 == 0 else None
    excess, least = best_of_all(cost, load, limits, pairs, grids, fixed)
    soft = softest(cost, load, limits, pairs, grids, fixed=fixed)
    assert soft.proved
    if excess == math.inf:
        assert soft.label is None
        return
    assert soft.excess == pytest.approx(excess, abs=2e-6)
    assert soft.value == pytest.approx(least, rel=1e-6)
    assert cost_of(soft.label, cost) == pytest.approx(soft.value)
    assert excess_of(soft.label, load, limits).sum() == pytest.approx(soft.excess)
    assert whole(soft.label, pairs)
    assert len(np.unique(soft.label)) == grids
    assert fixed is None or wished(soft.label, fixed)


def test_more_grids_than_units_have_no_plan():
    cost, load, pairs = small_county(1, n=4)
    soft = softest(cost, load, np.array([[1.0], [9.0]]), pairs, 5)
    assert soft.label is None
    assert soft.proved


def test_without_time_there_is_no_plan():
    cost, load, pairs = small_county(2)
    soft = softest(cost, load, np.array([[9.0], [9.5]]), pairs, 3, stop=lambda: True)
    assert soft.label is None
    assert not soft.proved
