"""Every kind of obstacle, whom it blames, and each mend applied: what is asked then has a plan."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from gridplan.errors import InfeasibleError
from gridplan.model.instance import Instance, Metric, Objective
from gridplan.model.obstacles import Kind, Means, ObstructedError
from gridplan.planning.zoning.feasibility import Request, obstacles, refuse_hopeless
from gridplan.planning.zoning.graph import connected_parts
from gridplan.planning.zoning.instance import excesses, least_tolerance, solve_instance

ROW = [(k, k + 1) for k in range(7)]
SQUARE = [(0, 1), (0, 2), (1, 3), (2, 3)]


def ask(weights, pairs, grids, tolerance=0.1, *, limits=None, fixed=None):
    """Units in a row, one apart."""
    n, table = len(weights), np.array(weights, dtype=float).reshape(len(weights), -1)
    mean = table.sum(axis=0) / grids
    bounds = [mean * (1 - tolerance), mean * (1 + tolerance)] if limits is None else np.array(limits).reshape(2, -1)
    locked = np.full(n, -1) if fixed is None else np.array(fixed)
    xy = np.column_stack([np.arange(n), np.zeros(n)]).astype(float)
    return Request(xy, np.array(pairs).reshape(-1, 2), table, np.array(bounds, dtype=float), grids, locked)


def refusal(request):
    with pytest.raises(ObstructedError) as caught:
        refuse_hopeless(request)
    assert isinstance(caught.value, InfeasibleError)
    return caught.value


def applied(request, mend):
    """Do what the mend says."""
    units = np.array(mend.units, dtype=np.int64)
    match mend.means:
        case Means.TOLERANCE:
            return request.widened(mend.value)
        case Means.GRIDS:
            return request.of_grids(mend.value)
        case Means.LINK:
            return request.linked(units.reshape(-1, 2))
        case Means.UNLOCK:
            return request.unlocked(units)
    return request.split(units, mend.value)


def has_a_plan(request):
    """Try every plan of a few units."""
    n = len(request.weights)
    for rest in itertools.product(range(request.grids), repeat=n):
        label = np.array(rest)
        if len(set(rest)) == request.grids and _sound(request, label):
            return True
    return False


def _sound(request, label):
    load = np.stack([np.bincount(label, column, request.grids) for column in request.weights.T], axis=1)
    held = request.fixed >= 0
    known = dict(zip(request.fixed[held].tolist(), label[held].tolist(), strict=True))
    locks = all(
        known[lock] == grid for lock, grid in zip(request.fixed[held].tolist(), label[held].tolist(), strict=True)
    )
    if (
        not (locks and len(set(known.values())) == len(known))
        or (load > request.high).any()
        or (load < request.low).any()
    ):
        return False
    inside = request.pairs[label[request.pairs[:, 0]] == label[request.pairs[:, 1]]]
    return len(set(connected_parts(len(label), inside).tolist())) == request.grids


CASES = {
    Kind.TOTAL: (ask([10] * 6, ROW[:5], 2, limits=[[5], [20]]), (), {Means.GRIDS, Means.TOLERANCE}),
    Kind.HEAVY: (ask([10, 10, 10, 90, 10, 10, 10], [*ROW[:6], (2, 4)], 2, 0.05), (3,), {Means.TOLERANCE, Means.SPLIT}),
    Kind.APART: (ask([10] * 4, [(0, 1), (2, 3)], 1), (0, 2), {Means.GRIDS, Means.LINK}),
    Kind.PART: (ask([10] * 6, ROW[:4], 3), (0, 1, 2, 3, 4), {Means.GRIDS, Means.LINK, Means.TOLERANCE}),
    Kind.SHARES: (ask([10, 5, 5, 10] * 2, [*ROW[:3], *ROW[4:]], 3, limits=[[16], [30]]), (), {Means.GRIDS, Means.LINK}),
    Kind.DEAD_END: (ask([2, 9, 5, 5, 5, 4], [(0, 1), *ROW[1:5], (1, 5)], 3, 0.05), (1, 0), {Means.TOLERANCE}),
    Kind.HEMMED_IN: (ask([2, 9, 9, 10], SQUARE, 3, 0.05), (0, 1, 2), {Means.TOLERANCE}),
    Kind.LOCKS: (ask([10] * 6, [*ROW[:4], (2, 5)], 2, 0.9, fixed=[0, -1, 1, -1, 0, 1]), (0, 4), {Means.UNLOCK}),
    Kind.LOCKED_HEAVY: (ask([10] * 6, ROW[:5], 2, fixed=[0, 0, 0, 0, -1, -1]), (0, 1, 2, 3), {Means.UNLOCK}),
}


@pytest.mark.parametrize("kind", CASES)
def test_every_kind_names_whom_to_blame_and_each_mend_mends(kind):
    request, units, means = CASES[kind]
    error = refusal(request)
    blamed = [one for one in error.obstacles if one.kind is kind]
    assert blamed, error.obstacles
    assert blamed[0].units == units
    assert means <= {mend.means for mend in error.mends}
    assert not has_a_plan(request)
    for mend in error.mends:
        assert has_a_plan(applied(request, mend)), mend
    for lang in ("zh", "en"):
        assert not any("{" in line or "None" in line for line in error.lines(lang))


def test_a_tolerance_is_the_least():
    request = CASES[Kind.DEAD_END][0]
    (mend,) = [one for one in refusal(request).mends if one.means is Means.TOLERANCE]
    assert obstacles(request.widened(mend.value - 2e-4))


def test_full_locks_that_split_the_rest_are_told_by_the_parts():
    request = ask([10, 10, 20, 10, 10], ROW[:4], 3, 0.3, fixed=[-1, -1, 0, -1, -1])
    assert not obstacles(request)
    request = ask([10, 5, 20, 10, 15], ROW[:4], 3, 0.1, fixed=[-1, -1, 0, -1, -1])
    error = refusal(request)
    assert {one.kind for one in error.obstacles} >= {Kind.PART}
    assert not has_a_plan(request)


def test_checks_never_rule_out_what_can_be_done():
    rng, ruled_out = np.random.default_rng(5), 0
    for _ in range(120):
        n, grids = int(rng.integers(4, 8)), int(rng.integers(2, 4))
        drawn = {tuple(sorted(pair)) for pair in rng.integers(0, n, (n + 2, 2)).tolist() if pair[0] != pair[1]}
        weights = rng.integers(1, 12, (n, int(rng.integers(1, 3))))
        fixed = np.where(rng.random(n) < 0.25, rng.integers(0, grids, n), -1)
        request = ask(weights, sorted(drawn), grids, float(rng.uniform(0.1, 0.6)), fixed=fixed)
        if obstacles(request):
            ruled_out += 1
            assert not has_a_plan(request), request
    assert ruled_out > 20


def test_the_mended_request_is_solved_by_the_engine():
    block = [*ROW[:3], *((a + 4, b + 4) for a, b in ROW[:3]), *((k, k + 4) for k in range(4))]
    request = ask([100, *[10] * 7], block, 2, 0.08)
    assert {mend.means for mend in refusal(request).mends} == {Means.TOLERANCE, Means.GRIDS, Means.SPLIT}
    for mend in refusal(request).mends:
        mended = applied(request, mend)
        limits = mended.limits, mended.grids
        instance = Instance("row", mended.xy, mended.pairs, mended.weights, *limits, Objective.MOMENT, Metric.EUCLID)
        label = solve_instance(instance, effort=0.4, seed=1)
        assert not excesses(instance, label), mend
        assert least_tolerance(instance, label) <= 1


def test_long_lists_are_cut_and_names_are_those_of_the_caller():
    error = refusal(ask([1] * 30 + [99] * 12, [(k, k + 1) for k in range(41)], 20))
    named = error.named(lambda unit: f"u{unit}")
    assert named.obstacles[0].units[:2] == ("u30", "u31")
    assert named.lines("en")[0].endswith("u39 (99), …")
    assert named.told()["obstacles"][0]["kind"] == "heavy unit"
