import numpy as np
import pytest

from gridplan.geo.road_speeds import LINK_SHARE, OTHER_KMH, TRAVEL_SHARE, USUAL_KMH, road_speeds_kmh
from tests.unit.geo.roads import roads

LINE = [(0, 0), (1, 0)]


def speeds(highway, limits):
    return road_speeds_kmh(roads(*[LINE] * len(limits), highway=highway, maxspeed_kmh=limits)) / TRAVEL_SHARE


def test_a_road_keeps_its_own_limit():
    assert speeds(["track", "primary"], [30.0, 90.0]).tolist() == [30, 90]


def test_an_unknown_limit_is_the_mean_of_its_class():
    known = speeds(["primary", "primary", "primary", "track"], [60.0, 90.0, np.nan, np.nan])
    assert known.tolist() == [60, 90, 75, USUAL_KMH["track"]]


@pytest.mark.parametrize("highway", USUAL_KMH)
def test_a_class_without_any_limit_goes_by_the_table(highway):
    assert speeds([highway], [np.nan]) == pytest.approx([USUAL_KMH[highway]])


def test_a_link_is_slower_than_its_road():
    assert speeds(["trunk_link"], [np.nan]) == pytest.approx([USUAL_KMH["trunk"] * LINK_SHARE])


def test_a_class_that_nobody_knows_is_slow():
    assert speeds(["goat_path", ""], [np.nan, np.nan]) == pytest.approx([OTHER_KMH, OTHER_KMH])


@pytest.mark.parametrize("limit", [0.0, -5.0, np.inf, np.nan])
def test_a_limit_that_makes_no_sense_is_unknown(limit):
    assert speeds(["tertiary"], [limit]) == pytest.approx([USUAL_KMH["tertiary"]])


def test_the_order_of_the_roads_makes_no_difference():
    limits = np.r_[np.random.default_rng(1).uniform(10, 90, 999), np.nan]
    forth, back = speeds(["road"] * 1_000, limits), speeds(["road"] * 1_000, limits[::-1])
    np.testing.assert_array_equal(forth, back[::-1])


def test_better_roads_are_no_slower():
    better_first = [USUAL_KMH[kind] for kind in ("motorway", "trunk", "primary", "secondary", "tertiary", "track")]
    assert better_first == sorted(better_first, reverse=True)
