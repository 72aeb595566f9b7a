"""Few units and every wish, held against all plans there are."""

import itertools
import math
from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gridplan.planning.zoning.exact.meter import Meter
from gridplan.planning.zoning.exact.wished import Wishes, keep_wishes, list_within

#: Two rows of four.
PAIRS = np.array([(k, k + 1) for k in (0, 1, 2, 4, 5, 6)] + [(k, k + 4) for k in range(4)])


@cache
def whole(units):
    seen, wave = {units[0]}, [units[0]]
    while wave:
        here = wave.pop()
        beside = {int(b) for a, b in np.vstack([PAIRS, PAIRS[:, ::-1]]) if a == here} & set(units) - seen
        seen |= beside
        wave += beside
    return len(seen) == len(units)


def hangs_together(label):
    groups = [np.flatnonzero(label == grid) for grid in range(3)]
    return all(len(group) and whole(tuple(group.tolist())) for group in groups)


@cache
def plans_that_hang_together():
    """Go through all plans there are; what the wishes are changes none of these."""
    plans = (np.array(plan) for plan in itertools.product(range(3), repeat=8))
    return [plan for plan in plans if hangs_together(plan)]


def kept(label, load, wishes):
    """Check a plan wish by wish."""
    groups = [np.flatnonzero(label == grid) for grid in range(3)]
    total = np.array([load[group].sum(axis=0) for group in groups])
    moved = load[(wishes.former >= 0) & (wishes.former != label), 0].sum()
    return bool(
        ((total >= wishes.limits[0] - 1e-9) & (total <= wishes.limits[1] + 1e-9)).all()
        and (label == wishes.fixed)[wishes.fixed >= 0].all()
        and all(label[a] == label[b] for a, b in wishes.together)
        and all(label[a] != label[b] for a, b in wishes.apart)
        and moved <= wishes.most_moved + 1e-9
    )


@given(seed=st.integers(0, 100_000))
@settings(max_examples=60)
def test_a_plan_is_found_where_there_is_one_and_keeps_all(seed):
    rng = np.random.default_rng(seed)
    load = rng.uniform(0.2, 1.0, (8, 1))
    sizes = load.sum() * np.array([0.4, 0.3, 0.3])[:, None]
    wishes = Wishes(
        limits=np.stack([sizes * 0.7, sizes * 1.3]),
        fixed=np.where(rng.random(8) < 0.1, rng.integers(0, 3, 8), -1),
        former=rng.integers(-1, 3, 8),
        most_moved=rng.choice([math.inf, 0.5 * load.sum()]),
        together=rng.choice(8, (1, 2), replace=False),
        apart=rng.choice(8, (1, 2), replace=False),
    )
    has = list_within(load, wishes.limits, PAIRS)
    label = keep_wishes(np.ones(len(has)), has, load, wishes, Meter(math.inf, 20_000, None, lambda: 0.0))
    if label is None:
        assert not any(kept(plan, load, wishes) for plan in plans_that_hang_together())
    else:
        assert hangs_together(label)
        assert kept(label, load, wishes)


def test_too_many_grids_are_left_alone(monkeypatch):
    monkeypatch.setattr("gridplan.planning.zoning.exact.wished.MOST", 5)
    load, limits = np.ones((8, 1)), np.array([[[1.0]] * 3, [[6.0]] * 3])
    none = np.full(8, -1)
    wishes = Wishes(limits, none, none, math.inf, np.empty((0, 2), int), np.empty((0, 2), int))
    has = list_within(load, limits, PAIRS)
    assert keep_wishes(np.ones(len(has)), has, load, wishes, Meter(math.inf, None, None, lambda: 0.0)) is None
