import math
import subprocess
import sys

import numpy as np
import pytest

from gridplan.planning.zoning.exact import proof as proving
from gridplan.planning.zoning.exact import prove, windows
from tests.unit.planning.zoning.exact.enumeration import best_of_all, cost_of, excess_of, small_county, whole, wished


def limits_of(load, grids, tolerance):
    mean = load.sum(axis=0) / grids
    return np.array([mean * (1 - tolerance), mean * (1 + tolerance)])


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("seed", range(24))
def test_proves_what_enumeration_finds(seed, listed, monkeypatch):
    monkeypatch.setattr(windows, "FEW", 20 if listed else 0)
    cost, load, pairs = small_county(seed, n=6 + seed % 3, weights=1 + seed % 2)
    grids = 2 + seed % 3
    limits = limits_of(load, grids, (0.2, 0.5)[seed % 2])
    fixed = np.random.default_rng(seed).integers(-4, 2, len(cost)).clip(-1) if seed % 3 == 0 else None
    excess, least = best_of_all(cost, load, limits, pairs, grids, fixed)
    proof = prove(cost, load, limits, pairs, grids, fixed=fixed)
    assert proof.proved
    if excess > 0:
        assert proof.label is None
        assert proof.bound == math.inf
        return
    assert proof.value == pytest.approx(least, rel=1e-6)
    assert cost_of(proof.label, cost) == pytest.approx(proof.value)
    assert whole(proof.label, pairs)
    assert not excess_of(proof.label, load, limits).any()
    assert len(np.unique(proof.label)) == grids
    assert fixed is None or wished(proof.label, fixed)


def test_improves_a_known_plan_or_keeps_it():
    cost, load, pairs = small_county(3)
    limits = limits_of(load, 2, 0.5)
    best = prove(cost, load, limits, pairs, 2)
    again = prove(cost, load, limits, pairs, 2, label=best.label)
    assert again.label.tolist() == best.label.tolist()
    assert again.proved


def test_without_time_keeps_the_known_plan_and_a_bound():
    cost, load, pairs = small_county(3)
    limits = limits_of(load, 2, 0.5)
    best = prove(cost, load, limits, pairs, 2)
    hasty = prove(cost, load, limits, pairs, 2, label=best.label, seconds=0.0)
    assert hasty.label.tolist() == best.label.tolist()
    assert 0 <= hasty.bound <= best.value
    assert prove(cost, load, limits, pairs, 2, stop=lambda: True).label is None


def test_the_same_steps_give_the_same_answer():
    cost, load, pairs = small_county(5, n=30)
    limits = limits_of(load, 4, 0.1)
    first, second = (prove(cost, load, limits, pairs, 4, steps=300) for _ in range(2))
    assert (first.value, first.bound) == (second.value, second.bound)


def test_as_many_grids_as_units_cost_nothing():
    cost, load, pairs = small_county(1)
    proof = prove(cost, load, np.array([[0.0], [9.0]]), pairs, len(cost))
    assert proof.value == 0
    assert proof.label.tolist() == list(range(len(cost)))


@pytest.mark.parametrize("seed", range(12))
def test_many_units_are_bounded_from_afar(seed, monkeypatch):
    cost, load, pairs = small_county(seed, weights=2)
    limits = limits_of(load, 3, 0.6)
    best = prove(cost, load, limits, pairs, 3)
    monkeypatch.setattr(proving, "PROVABLE", 0)
    afar = prove(cost, load, limits, pairs, 3, label=best.label)
    assert best.label is None or 0.3 * best.value < afar.bound <= best.value * (1 + 1e-9)
    assert prove(cost, load, limits, pairs, 3).bound == 0


def test_a_unit_heavier_than_a_grid_makes_no_plan():
    cost, load, pairs = small_county(1)
    load[0] = 100
    proof = prove(cost, load, limits_of(load, 4, 0.05), pairs, 4)
    assert proof.label is None
    assert proof.proved


def test_the_solver_says_nothing():
    told = (
        "import numpy as np; from gridplan.planning.zoning.exact import prove; "
        "prove(np.ones((2, 2)), np.ones((2, 1)), np.array([[1.0], [1.0]]), np.array([[0, 1]]), 2)"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, check=True)  # noqa: S603
    assert done.stdout == b""
