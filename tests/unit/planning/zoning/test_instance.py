from dataclasses import replace

import numpy as np
import pytest

from gridplan.errors import InfeasibleError
from gridplan.model.instance import Instance, Metric, Objective
from gridplan.planning.zoning.engine.effort import Watch
from gridplan.planning.zoning.instance import excesses, solve_instance
from gridplan.planning.zoning.standing import in_standing_order


def lattice(side, grids, *, share=0.2, seed=1, metric=Metric.EUCLID, objective=Objective.MOMENT):
    rng = np.random.default_rng(seed)
    row, column = np.divmod(np.arange(side * side), side)
    pairs = [(k, k + 1) for k in range(side * side) if column[k] < side - 1]
    pairs += [(k, k + side) for k in range(side * side) if row[k] < side - 1]
    weights = rng.integers(50, 150, (side * side, 2)).astype(float)
    mean = weights.sum(axis=0) / grids
    limits = np.array([mean * (1 - share), mean * (1 + share)])
    xy = np.column_stack([column, row]).astype(float)
    return Instance("lattice", xy, np.array(pairs), weights, limits, grids, objective, metric)


def _shuffled(instance, seed):
    order = np.random.default_rng(seed).permutation(len(instance.xy))
    place = np.argsort(order)
    pairs = place[instance.pairs][np.random.default_rng(seed).permutation(len(instance.pairs))]
    return order, replace(instance, xy=instance.xy[order], weights=instance.weights[order], pairs=pairs)


@pytest.mark.parametrize("objective", Objective)
def test_a_plan_holds_all_grids_inside_the_limits(objective):
    instance = lattice(8, 4, objective=objective)
    label = solve_instance(instance, effort=0.1, seed=1)
    assert sorted(set(label.tolist())) == [0, 1, 2, 3]
    assert not excesses(instance, label)


def test_the_order_of_the_units_changes_nothing():
    instance = lattice(8, 4)
    order, other = _shuffled(instance, 5)
    one, two = (solve_instance(some, effort=0.1, seed=1) for some in (instance, other))
    assert one[order].tolist() == two.tolist()


def test_a_watch_hears_of_all_parts_and_may_stop_them():
    instance = lattice(8, 6)
    cut = np.array([a // 8 != 3 or b // 8 != 4 for a, b in instance.pairs])
    apart, told = replace(instance, pairs=instance.pairs[cut]), []
    solve_instance(apart, effort=0.1, seed=1, watch=Watch(tell=told.append))
    shares = [seen.share for seen in told]
    assert shares == sorted(shares)
    assert shares[0] < 0.1
    assert 0.9 < shares[-1] <= 1
    label = solve_instance(apart, effort=1e6, seed=1, watch=Watch(stop=lambda: True))
    assert sorted(set(label.tolist())) == list(range(6))


@pytest.mark.parametrize("edges", [[[0, 5], [0, 6]], [[0, 5], [0, 10]], [[0, 15]]])
def test_units_at_one_place_are_told_apart_by_their_neighbours(edges):
    instance = lattice(4, 2)
    instance = replace(instance, xy=np.zeros_like(instance.xy), weights=np.ones_like(instance.weights))
    instance = replace(instance, pairs=np.vstack([instance.pairs, edges]))
    order, other = _shuffled(instance, 3)
    ends = [np.sort(np.argsort(in_standing_order(some))[some.pairs], axis=1) for some in (instance, other)]
    one, two = (np.unique(pairs, axis=0).tolist() for pairs in ends)
    assert one == two
    assert order.tolist() != sorted(order.tolist())


def test_a_grid_beyond_its_limit_is_told_worst_first():
    instance = lattice(2, 2)
    instance = replace(instance, weights=np.array([[10.0], [20], [30], [40]]), limits=np.array([[45.0], [55]]))
    found = excesses(instance, np.array([0, 0, 1, 1]))
    assert [(one.grid, one.weight, one.load, one.limit) for one in found] == [(0, 0, 30, 45), (1, 0, 70, 55)]
    assert found[0].share == pytest.approx(1 / 3)
    assert not excesses(instance, np.array([0, 1, 1, 0]))


def test_parts_that_nothing_joins_are_cut_each_by_itself():
    instance = lattice(4, 4, share=0.5)
    apart = replace(instance, pairs=instance.pairs[~((instance.pairs[:, 0] < 8) & (instance.pairs[:, 1] >= 8))])
    label = solve_instance(apart, effort=0.1, seed=0)
    assert not set(label[:8].tolist()) & set(label[8:].tolist())
    with pytest.raises(
        InfeasibleError, match=r"1 grids are too few for 2 parts that nothing joins; they begin at 0 \(8\), 8 \(8\)"
    ):
        solve_instance(replace(apart, grids=1, limits=instance.limits * [[0], [9]]), effort=0.1, seed=0)


def test_sums_that_no_search_can_mend_are_told_at_once():
    instance = lattice(4, 4)
    with pytest.raises(InfeasibleError, match="weight 0 adds up to"):
        solve_instance(replace(instance, limits=instance.limits / 2), effort=9, seed=0)
    heavy = instance.weights.copy()
    heavy[7, 1] = 900.0
    with pytest.raises(InfeasibleError, match=r"units heavier in weight 1 than a grid may be \(7.*\): 7 \(900\)"):
        solve_instance(replace(instance, weights=heavy, limits=np.array([[0, 0], [1e3, 700]])), effort=9, seed=0)


def test_a_graph_over_the_date_line_is_one_place():
    plain = lattice(6, 3, metric=Metric.HAVERSINE_KM)
    east = (plain.xy[:, 0] + 177.5 + 180) % 360 - 180
    across = replace(plain, xy=np.column_stack([east, plain.xy[:, 1]]))
    spread = [_spread(plain, solve_instance(some, effort=0.2, seed=2)) for some in (plain, across)]
    assert spread[1] < 1.1 * spread[0]


def _spread(instance, label):
    return sum(instance.xy[label == grid].var(axis=0).sum() * (label == grid).sum() for grid in range(instance.grids))
