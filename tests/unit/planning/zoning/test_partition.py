import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.errors import InfeasibleError, SettingsError
from gridplan.planning.zoning.adjacency import adjacency
from gridplan.planning.zoning.contiguity import contiguous_parts
from gridplan.planning.zoning.partition import partition
from tests.town import CRS
from tests.unit.planning.zoning.coverages import voronoi


@pytest.fixture(scope="module")
def metric(town):
    return town.map_spatial(lambda table: table.to_crs(CRS))


@pytest.fixture(scope="module")
def neighbours(metric):
    return adjacency(metric.units, metric.layers.barriers, metric.layers.crossings)


@pytest.fixture(scope="module")
def walled(metric):
    return adjacency(metric.units, metric.layers.barriers)


@pytest.fixture(scope="module")
def weights(metric):
    return metric.units["registered_hh"].astype(float)


def test_every_unit_gets_one_grid(metric, neighbours, weights):
    grid = partition(metric.units, 4, weights=weights, adjacency=neighbours, effort=0.1)
    assert grid.index.equals(metric.units.index)
    assert set(grid) == {1, 2, 3, 4}
    assert grid.groupby(grid).size().tolist() == [3, 3, 3, 3]


def test_grids_are_numbered_from_north_west(metric, neighbours, weights):
    grid = partition(metric.units, 4, weights=weights, adjacency=neighbours, effort=0.1)
    assert grid["u31"] == 1
    assert grid["u14"] == 4


def test_no_grid_crosses_a_river_without_a_bridge(metric, walled, weights):
    grid = partition(metric.units, 3, weights=weights, adjacency=walled, effort=0.1)
    west = {grid[f"u{row}{column}"] for row in "123" for column in "12"}
    east = {grid[f"u{row}{column}"] for row in "123" for column in "34"}
    assert not west & east
    assert (contiguous_parts(metric.units.assign(grid_id=grid), walled) == 1).all()


def test_fewer_grids_than_parts_are_refused_by_name(metric, walled, weights):
    with pytest.raises(InfeasibleError, match=r"2 parts that nothing joins.*u31 \(6\), u33 \(6\)"):
        partition(metric.units, 1, weights=weights, adjacency=walled)


@pytest.mark.parametrize("n_grids", [0, 13])
def test_an_impossible_number_of_grids_is_refused(metric, neighbours, weights, n_grids):
    with pytest.raises(InfeasibleError, match="12 units"):
        partition(metric.units, n_grids, weights=weights, adjacency=neighbours)


def test_neighbours_are_found_where_none_are_given(metric, walled, weights):
    given_table = partition(metric.units, 3, weights=weights, adjacency=walled, effort=0.1)
    found = partition(metric.units, 3, weights=weights, barriers=metric.layers.barriers, effort=0.1)
    assert found.equals(given_table)


def test_locked_units_stay_in_their_grid(metric, neighbours, weights):
    locked = pd.Series({"u11": "A", "u34": "A", "u12": "B"})
    grid = partition(metric.units, 3, weights=weights, adjacency=neighbours, locked=locked, effort=0.1)
    assert grid[locked.index].equals(locked.rename("grid").astype(grid.dtype))
    assert len(set(grid)) == 3
    assert (contiguous_parts(metric.units.assign(grid_id=grid.astype(str)), neighbours) == 1).all()


def test_locked_units_that_nothing_joins_are_refused(metric, walled, neighbours, weights):
    apart = pd.Series({"u11": "A", "u34": "A"})
    with pytest.raises(InfeasibleError, match=r"grid A lie in parts that nothing joins: u34, u11"):
        partition(metric.units, 3, weights=weights, adjacency=walled, locked=apart)
    wall = pd.Series({"u11": "A", "u34": "A", "u22": "B", "u12": "B", "u32": "B"})
    with pytest.raises(InfeasibleError, match=r"past units locked in others: u11, u34"):
        partition(metric.units, 3, weights=weights, adjacency=neighbours, locked=wall)
    with pytest.raises(InfeasibleError, match="unknown: u99"):
        partition(metric.units, 3, weights=weights, adjacency=neighbours, locked=pd.Series({"u99": "A"}))


def test_a_former_plan_is_kept_where_it_is_good_enough():
    units = voronoi(60, seed=5)
    table, load = adjacency(units), units["workload_h"]
    former = partition(units, 6, weights=load, adjacency=table, effort=0.2).map("G{}".format)
    rng = np.random.default_rng(1)
    later = load * rng.uniform(0.9, 1.1, len(load))
    again = partition(units, 6, weights=later, adjacency=table, previous=former, effort=0.2)
    free = partition(units, 6, weights=later, adjacency=table, seed=3, effort=0.2)
    assert set(again) == set(former)
    assert (again == former).mean() >= 0.9
    assert (again == former).mean() >= (free.map("G{}".format) == former).mean()


def test_more_grids_than_before_leave_the_old_names_alone():
    units = voronoi(40, seed=6)
    former = partition(units, 4, weights=units["workload_h"], effort=0.1).map("G{}".format)
    more = partition(units, 5, weights=units["workload_h"], previous=former, effort=0.1)
    assert set(more) == {"G1", "G2", "G3", "G4", 1}


def test_weights_must_be_known_and_not_negative(metric, neighbours, weights):
    with pytest.raises(InfeasibleError, match="u11"):
        partition(metric.units, 3, weights=weights.drop("u11"), adjacency=neighbours)
    with pytest.raises(InfeasibleError, match="u12"):
        partition(metric.units, 3, weights=weights.where(weights.index != "u12", -1), adjacency=neighbours)


def test_several_weights_are_balanced_at_once():
    units = voronoi(120, seed=8)
    both = units[["households", "workload_h"]]
    grid = partition(units, 8, weights=both, tolerance=0.1, effort=0.5)
    share = both.groupby(grid).sum()
    share /= share.mean()
    assert share.min().min() >= 0.9 - 1e-9
    assert share.max().max() <= 1.1 + 1e-9


@pytest.mark.parametrize("objective", ["moment", "pmedian", "diameter"])
def test_every_objective_makes_balanced_whole_grids(objective):
    units = voronoi(80, seed=9)
    table = adjacency(units)
    grid = partition(units, 6, weights=units["households"], adjacency=table, objective=objective, effort=0.1)
    share = units["households"].groupby(grid).sum()
    assert (share / share.mean()).between(0.8, 1.2).all()
    assert (contiguous_parts(units.assign(grid_id=grid), table) == 1).all()


def test_a_price_on_borders_shortens_them_and_breaks_no_balance():
    units = voronoi(60, seed=4)
    table = adjacency(units)

    def cut(price):
        grid = partition(units, 6, weights=units["households"], adjacency=table, border_price=price, effort=0.1)
        share = units["households"].groupby(grid).sum()
        assert (share / share.mean()).between(0.8, 1.2).all()
        ends = table["unit_a"].map(grid) != table["unit_b"].map(grid)
        return table.loc[ends, "border_m"].sum()

    assert cut(2.0) < cut(0.0)


@pytest.mark.parametrize("price", [-1.0, float("inf")])
def test_a_border_price_must_be_one(metric, neighbours, weights, price):
    with pytest.raises(SettingsError, match="border_price"):
        partition(metric.units, 2, weights=weights, adjacency=neighbours, border_price=price)


def test_a_border_price_needs_lengths(metric, neighbours, weights):
    with pytest.raises(SettingsError, match="border_m"):
        partition(metric.units, 2, weights=weights, adjacency=neighbours.drop(columns="border_m"), border_price=0.1)


@given(seed=st.integers(0, 10_000), n=st.integers(2, 40), data=st.data())
def test_grids_are_whole_and_neither_rows_nor_names_change_them(seed, n, data):
    units, rng = voronoi(n, seed), np.random.default_rng(seed)
    table = adjacency(units)
    table["cut"] = rng.random(len(table)) < 0.2
    parts = contiguous_parts(units.assign(grid_id="all"), table)["all"]
    p = data.draw(st.integers(parts, n))
    grid = partition(units, p, weights=units["workload_h"], adjacency=table, seed=seed, effort=0.01)
    assert sorted(set(grid)) == list(range(1, p + 1))
    assert (contiguous_parts(units.assign(grid_id=grid), table) == 1).all()
    names = {name: f"z{10**6 - int(name[1:])}" for name in units.index}
    other = units.iloc[rng.permutation(n)].rename(index=names)
    renamed = table.assign(unit_a=table["unit_a"].map(names), unit_b=table["unit_b"].map(names))
    renamed = renamed.iloc[rng.permutation(len(table))]
    again = partition(other, p, weights=other["workload_h"], adjacency=renamed, seed=seed, effort=0.01)
    assert again.rename(index={z: u for u, z in names.items()}).loc[units.index].equals(grid)
