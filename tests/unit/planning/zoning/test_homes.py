import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, box

from gridplan.planning.zoning.homes import home_parts, segments

SQUARE = np.array([box(0, 0, 1_000, 1_000)])
NONE = np.empty(0, dtype=object)


def home(*lines, crossings=NONE, people=None):
    homes, parted = home_parts(SQUARE, segments(np.array(lines))[0], np.array(crossings), people)
    return homes[0], bool(parted[0])


def test_lines_are_taken_apart_into_straight_pieces():
    bent = LineString([(0, 0), (1, 0), (1, 1)])
    pieces, line = segments(np.array([bent, shapely.MultiLineString([[(5, 5), (6, 6)], [(7, 7), (8, 8)]])]))
    assert len(pieces) == 4
    assert line.tolist() == [0, 0, 1, 1]
    assert (shapely.get_num_points(pieces) == 2).all()


def test_a_unit_that_no_line_meets_is_its_own_home():
    assert home(LineString([(2_000, 0), (2_000, 1_000)])) == (SQUARE[0], False)


def test_the_larger_side_is_the_home():
    side, parted = home(LineString([(300, -10), (300, 1_010)]))
    assert parted
    assert side.contains(Point(600, 500))
    assert not side.intersects(Point(100, 500))
    assert side.area == pytest.approx(690_000, rel=0.01)


def test_a_crossing_joins_the_sides():
    side, _ = home(LineString([(300, -10), (300, 1_010)]), crossings=[Point(300, 400)])
    assert side.contains(Point(600, 500))
    assert side.contains(Point(100, 500))


def test_a_crossing_joins_only_the_sides_it_touches():
    two = [LineString([(200, -10), (200, 1_010)]), LineString([(700, -10), (700, 1_010)])]
    side, _ = home(*two, crossings=[Point(200, 400)])
    assert side.contains(Point(100, 500))
    assert side.contains(Point(500, 500))
    assert not side.intersects(Point(900, 500))


def test_joined_sides_may_outweigh_a_larger_one():
    two = [LineString([(300, -10), (300, 1_010)]), LineString([(560, -10), (560, 1_010)])]
    side, _ = home(*two)
    assert side.contains(Point(900, 500))
    side, _ = home(*two, crossings=[Point(300, 400)])
    assert side.contains(Point(100, 500))


def test_a_unit_within_the_width_of_a_line_stays_whole():
    islet = np.array([box(0, 0, 8, 8)])
    homes, parted = home_parts(islet, segments(np.array([LineString([(4, -50), (4, 50)])]))[0], NONE)
    assert homes[0].equals(islet[0])
    assert not parted[0]


def test_people_outweigh_land():
    bank = LineString([(300, -10), (300, 1_010)])
    people = gpd.GeoDataFrame({"households_n": [5, 3]}, geometry=[Point(100, 500), Point(600, 500)], crs="EPSG:4550")
    assert home(bank, people=people)[0].contains(Point(100, 500))
    assert home(bank, people=people.drop(columns="households_n").iloc[1:])[0].contains(Point(600, 500))
    assert home(bank, people=people.iloc[:0])[0].contains(Point(600, 500))


def test_a_crossing_joins_parts_of_each_unit_by_itself():
    two = np.array([box(0, 0, 1_000, 1_000), box(1_000, 0, 2_000, 1_000)])
    line = segments(np.array([LineString([(-10, 700), (2_010, 700)])]))[0]
    homes, _ = home_parts(two, line, np.array([Point(990, 700)]))
    assert homes[0].contains(Point(500, 900))
    assert homes[1].contains(Point(1_500, 900))
    homes, _ = home_parts(two, line, np.array([Point(900, 700)]))
    assert homes[0].contains(Point(500, 900))
    assert not homes[1].intersects(Point(1_500, 900))
