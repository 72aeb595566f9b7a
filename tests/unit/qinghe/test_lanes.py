import numpy as np
import pytest
import shapely
from shapely import LineString, box

from gridplan.qinghe.lanes import LEAST_LANE_M, hamlet_reach_m, lay_lanes
from gridplan.qinghe.parameters import demo_numbers

NUMBERS = demo_numbers()
ROAD = np.array([LineString([(x, 0) for x in range(-900, 901, 100)])], dtype=object)
LAND = np.array([box(-1_000, -400, 1_000, 400)], dtype=object)


def laid(barred, land=LAND):
    rng = np.random.default_rng(6)
    return lay_lanes(ROAD, np.zeros((1, 2)), np.array([450.0]), land, barred, NUMBERS, rng)


def test_lanes_begin_on_the_road_within_the_hamlet():
    lanes = laid(shapely.Polygon())
    start = shapely.get_coordinates(shapely.get_point(lanes, 0))
    assert len(lanes) > 10
    assert np.abs(start[:, 1]).max() == pytest.approx(0, abs=1e-9)
    assert np.abs(start[:, 0]).max() <= 450
    assert shapely.length(lanes).min() >= LEAST_LANE_M - 1e-9


def test_lanes_leave_on_both_sides():
    end = shapely.get_coordinates(shapely.get_point(laid(shapely.Polygon()), -1))
    assert 0.3 < (end[:, 1] > 0).mean() < 0.7


def test_lanes_do_not_cross_one_another():
    lanes = laid(shapely.Polygon())
    assert shapely.STRtree(lanes).query(lanes, predicate="crosses").size == 0


def test_lanes_stay_out_of_water_and_in_their_village():
    water = box(-200, 20, 200, 40)
    assert not shapely.intersects(water, laid(water)).any()
    narrow = np.array([box(-1_000, -60, 1_000, 60)], dtype=object)
    assert shapely.contains(narrow[0], laid(shapely.Polygon(), narrow)).all()


def test_larger_hamlets_reach_farther():
    reach_m = hamlet_reach_m(np.array([1.0, 100.0, 400.0]), NUMBERS)
    assert reach_m[0] == 85
    assert reach_m[2] == pytest.approx(2 * reach_m[1])
