import numpy as np
import pytest
import shapely
from shapely import LineString, Point

from gridplan.qinghe.noding import cut, join, prune, roads_table
from gridplan.qinghe.road_lines import RANKS, RoadLines, plain_roads

NOWHERE = shapely.Polygon()


def roads(*lines, rank=None, bridge=None):
    n = len(lines)
    return RoadLines(
        np.array([LineString(line) for line in lines], dtype=object),
        np.array(rank or [4] * n),
        np.array(bridge or [False] * n),
    )


def test_roads_are_cut_where_they_cross():
    pieces = cut(roads([(0, 0), (10, 0)], [(5, -5), (5, 5)]))
    assert shapely.length(pieces.lines).tolist() == [5, 5, 5, 5]


def test_the_highest_class_holds_where_two_lie_upon_one_another():
    pieces = cut(roads([(0, 0), (10, 0)], [(2, 0), (4, 0)], rank=[3, 1]))
    by_length = sorted(zip(shapely.length(pieces.lines).tolist(), pieces.rank.tolist(), strict=True))
    assert by_length == [(2, 1), (2, 3), (6, 3)]


def test_a_bridge_stays_a_bridge():
    pieces = cut(roads([(0, 0), (10, 0)], [(10, 0), (30, 0)], bridge=[False, True]))
    assert pieces.bridge.tolist() == (shapely.length(pieces.lines) == 20).tolist()


def test_parts_that_are_near_are_joined_and_far_ones_are_not():
    apart = cut(roads([(0, 0), (1_000, 0)], [(1_100, 0), (1_500, 0)], [(5_000, 0), (5_100, 0)]))
    joined = join(apart, NOWHERE)
    assert shapely.length(joined.lines).sum() == pytest.approx(1_000 + 100 + 400 + 100)
    assert roads_table(joined, "EPSG:4550").length.sum() == pytest.approx(1_500)


def test_nothing_is_joined_across_a_barrier():
    apart = cut(roads([(0, 0), (1_000, 0)], [(1_100, 0), (1_500, 0)]))
    joined = join(apart, LineString([(1_050, -10), (1_050, 10)]))
    assert shapely.length(joined.lines).sum() == pytest.approx(1_400)


def test_stubs_go_in_town_and_stay_in_the_country():
    cross = cut(roads([(0, 0), (400, 0)], [(200, 0), (200, 60)]))
    assert len(prune(cross, Point(200, 60).buffer(5)).lines) == 2
    assert len(prune(cross, Point(9_000, 0).buffer(5)).lines) == 3


def test_a_bridge_is_no_stub():
    lines = cut(roads([(0, 0), (400, 0)], [(200, 0), (200, 60)], bridge=[False, True]))
    assert prune(lines, Point(200, 60).buffer(5)).bridge.sum() == 1


def test_the_table_keeps_the_largest_network_alone():
    table = roads_table(cut(roads([(0, 0), (10, 0)], [(10, 0), (20, 5)], [(50, 50), (55, 55)])), "EPSG:4550")
    assert len(table) == 2
    assert set(table["highway"]) == {RANKS[4]}


def test_plain_roads_have_no_bridge():
    assert not plain_roads(np.array([LineString([(0, 0), (1, 1)])]), np.array([0])).bridge.any()
