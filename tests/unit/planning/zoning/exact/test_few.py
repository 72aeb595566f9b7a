import math

import numpy as np
import pytest

from gridplan.planning.zoning.exact import listing
from gridplan.planning.zoning.exact.few import best_of_few
from tests.unit.planning.zoning.exact.enumeration import excess_of, partitions, small_county, whole


def _case(seed):
    cost, load, pairs = small_county(seed, n=7 + seed % 2)
    load[seed % 6] *= 4 if seed % 2 else 1
    limits = load.sum(axis=0) / 3 * np.array([[0.8], [1.2]])
    return cost, load, limits, pairs


def _dearest(cost):
    """A price that no central unit has: the longest way within a grid."""
    return lambda has: np.array([cost[np.ix_(units, units)].max() for units in has])


@pytest.mark.parametrize("seed", range(16))
@pytest.mark.parametrize("spare", [0.0, 0.3])
def test_chooses_what_enumeration_chooses(seed, spare):
    cost, load, limits, pairs = _case(seed)
    plans = [label for label in partitions(len(cost), 3) if whole(label, pairs)]
    excess = np.array([excess_of(label, load, limits).sum() for label in plans])
    few = best_of_few(_dearest(cost), load, limits, pairs, 3, spare=spare)
    if not plans:
        assert few is None
        return
    unavoidable = load.max() > limits[1, 0]
    near = excess <= excess.min() + (spare if excess.min() > 0 and not unavoidable else 0) + 1e-6
    values = [sum(cost[np.ix_(label == grid, label == grid)].max() for grid in range(3)) for label in plans]
    assert len(np.unique(few.label)) == 3
    assert whole(few.label, pairs)
    if spare == 0 or not unavoidable:
        assert few.value == pytest.approx(min(np.array(values)[near]))
    assert excess_of(few.label, load, limits).sum() <= excess.min() + spare + 2e-6


def test_too_many_grids_are_not_listed(monkeypatch):
    monkeypatch.setattr(listing, "GROWN", 3)
    cost, load, limits, pairs = _case(2)
    assert best_of_few(_dearest(cost), load, limits, pairs, 3) is None


def test_without_steps_there_is_no_plan():
    cost, load, limits, pairs = _case(2)
    assert best_of_few(_dearest(cost), load, limits, pairs, 3, steps=0) is None
    assert not math.isnan(best_of_few(_dearest(cost), load, limits, pairs, 3, steps=1_000).value)
