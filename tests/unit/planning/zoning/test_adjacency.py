import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from gridplan.planning.zoning.adjacency import adjacency
from tests.town import CRS
from tests.unit.planning.zoning.coverages import voronoi


def squares(*corners, side=1_000.0):
    """Squares named a, b, c ... by their lower left corners in units of a side."""
    shapes = [box(x * side, y * side, (x + 1) * side, (y + 1) * side) for x, y in corners]
    return gpd.GeoDataFrame(geometry=shapes, index=list("abcdefghi")[: len(shapes)], crs=CRS)


def river(*xy, kind="river", name="青河"):
    return gpd.GeoDataFrame({"kind": [kind], "name": [name]}, geometry=[LineString(xy)], crs=CRS)


def bridge(*xy, kind="river"):
    return gpd.GeoDataFrame({"kind": [kind]}, geometry=[Point(xy)], crs=CRS)


PAIR = squares((0, 0), (1, 0))


def is_cut(*args, **kwargs):
    table = adjacency(PAIR, *args, **kwargs)
    assert len(table) == 1
    return bool(table["cut"].iloc[0])


def test_the_river_of_the_tiny_town_cuts_where_it_has_no_bridge(town):
    metric = town.map_spatial(lambda table: table.to_crs(CRS))
    table = adjacency(metric.units, metric.layers.barriers, metric.layers.crossings)
    assert len(table) == 17
    cut = table[table["cut"]]
    assert set(zip(cut["unit_a"], cut["unit_b"], strict=True)) == {("u32", "u33"), ("u12", "u13")}
    assert set(cut["barrier"]) == {"river 小河"}
    assert (table.loc[~table["cut"], "barrier"] == "").all()
    assert table["border_m"].to_numpy() == pytest.approx(1_000, abs=0.01)


def test_corners_are_no_borders():
    assert adjacency(squares((0, 0), (1, 1))).empty


def test_a_border_shorter_than_asked_for_does_not_count():
    near = squares((0, 0), (1, 0.99))
    assert adjacency(near).empty
    assert len(adjacency(near, min_border_m=5)) == 1


@pytest.mark.parametrize("gap", [-0.4, 0.4])
def test_hairline_gaps_and_overlaps_are_no_separation(gap):
    units = squares((0, 0), (1, 0)).set_geometry([box(0, 0, 1_000, 1_000), box(1_000 + gap, 0, 2_000, 1_000)])
    assert adjacency(units)["border_m"].to_numpy() == pytest.approx([1_000], abs=3)


def test_a_wide_gap_separates():
    units = squares((0, 0), (1, 0)).set_geometry([box(0, 0, 1_000, 1_000), box(1_002, 0, 2_000, 1_000)])
    assert adjacency(units).empty


def test_a_unit_inside_another_is_its_neighbour():
    hole = box(400, 400, 600, 600)
    units = squares((0, 0), (1, 0)).set_geometry([box(0, 0, 1_000, 1_000).difference(hole), hole])
    assert adjacency(units)["border_m"].tolist() == [800]


@pytest.mark.parametrize("aside", [0, 20, -20])
def test_a_river_along_the_border_cuts(aside):
    assert is_cut(river((1_000 + aside, -50), (1_000 + aside, 1_050)))


def test_a_river_that_winds_about_the_border_cuts():
    y = np.linspace(-50, 1_050, 200)
    assert is_cut(river(*zip(1_000 + 60 * np.sin(y / 40), y, strict=True)))


def test_a_river_along_half_of_the_border_does_not_cut():
    assert not is_cut(river((1_000, -50), (1_000, 500)))
    assert is_cut(river((1_000, -50), (1_000, 700)))


def test_a_river_across_both_units_does_not_cut_them_apart():
    assert not is_cut(river((-50, 300), (2_050, 300)))


def test_a_border_beyond_the_river_is_no_way_across():
    assert is_cut(river((1_300, -50), (1_300, 1_050)))
    assert is_cut(river((700, -50), (700, 1_050)))


def test_a_river_that_parts_both_homes_cuts():
    assert is_cut(river((-50, 800), (950, 800), (1_050, 200), (2_050, 200)))


def test_a_river_behind_the_settlement_does_not_cut():
    assert not is_cut(river((1_700, -50), (1_700, 1_050)))


def test_a_river_that_ends_inside_a_unit_does_not_part_it():
    assert not is_cut(river((1_300, -50), (1_300, 500)))


def test_a_bridge_on_the_border_opens_it():
    along = river((1_000, -500), (1_000, 1_500))
    assert not is_cut(along, bridge(1_000, 900))
    assert not is_cut(along, bridge(1_000, 1_250))
    assert is_cut(along, bridge(1_000, 1_400))


def test_a_bridge_inside_a_unit_joins_its_sides():
    line = river((1_400, -50), (1_400, 1_050))
    assert is_cut(line)
    assert not is_cut(line, bridge(1_400, 500))


def test_a_crossing_opens_only_the_barrier_it_lies_on():
    along = river((1_000, -50), (1_000, 1_050))
    assert is_cut(along, bridge(1_100, 500))
    assert is_cut(along, bridge(1_000, 500, kind="railway"))
    assert not is_cut(along, bridge(1_000, 500, kind="bridge"))


def test_every_kind_of_barrier_needs_its_own_crossing():
    both = pd.concat(
        [river((1_000, -50), (1_000, 1_050)), river((1_010, -50), (1_010, 1_050), kind="railway", name="青禾铁路")]
    )
    assert is_cut(both, bridge(1_000, 500))
    table = adjacency(PAIR, both, bridge(1_000, 500))
    assert table["barrier"].tolist() == ["railway 青禾铁路"]
    assert not is_cut(both, pd.concat([bridge(1_000, 500), bridge(1_010, 500, kind="railway")]))


def test_a_ridge_is_crossed_by_its_pass():
    ridge = river((1_000, -50), (1_000, 1_050), kind="ridge", name="")
    assert adjacency(PAIR, ridge)["barrier"].tolist() == ["ridge"]
    assert not is_cut(ridge, bridge(1_000, 400, kind="ridge"))


def test_a_unit_smaller_than_the_river_keeps_its_neighbours_in_the_table():
    islet = squares((0, 0), (1, 0)).set_geometry([box(0, 0, 1_000, 1_000), box(1_000, 0, 1_008, 100)])
    table = adjacency(islet, river((1_004, -50), (1_004, 1_050)))
    assert table["cut"].tolist() == [True]


def test_no_barriers_cut_nothing():
    empty = river((0, 0), (1, 1)).iloc[:0]
    assert not is_cut(empty, bridge(0, 0).iloc[:0])
    assert not is_cut(None, None)


@given(seed=st.integers(0, 10_000), n=st.integers(2, 40))
def test_rows_and_names_change_nothing(seed, n):
    units = voronoi(n, seed)
    rng = np.random.default_rng(seed)
    line = river(*rng.uniform(0, 10_000, (4, 2)))
    points = bridge(*shapely.get_coordinates(line.geometry.iloc[0].interpolate(0.5, normalized=True))[0])
    table = adjacency(units, line, points)
    other = units.iloc[rng.permutation(n)].rename(index=lambda name: f"z{10**6 - int(name[1:])}")
    again = adjacency(other, line, points)
    again[["unit_a", "unit_b"]] = again[["unit_a", "unit_b"]].map(lambda name: f"u{10**6 - int(name[1:]):05d}")
    pd.testing.assert_frame_equal(table, again)


@given(seed=st.integers(0, 10_000))
def test_borders_are_those_of_the_coverage(seed):
    units = voronoi(30, seed)
    table = adjacency(units, min_border_m=20)
    for _, (a, b, border_m) in table[["unit_a", "unit_b", "border_m"]].iterrows():
        one, two = units.geometry[a], units.geometry[b]
        assert border_m == pytest.approx((one.length + two.length - one.union(two).length) / 2, abs=3)
