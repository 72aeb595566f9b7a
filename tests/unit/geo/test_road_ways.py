import geopandas as gpd
import numpy as np
import pytest
from shapely import LineString

from gridplan.geo.road_ways import way_along

CRS = "EPSG:4547"


def _roads(*lines):
    return gpd.GeoDataFrame(geometry=[LineString(line) for line in lines], crs=CRS)


def test_the_way_goes_round_the_corner():
    roads = _roads([(0, 0), (1_000, 0)], [(1_000, 0), (1_000, 1_000)], [(0, 0), (-9, 0)])
    way = way_along(roads, [(0, 5), (1_005, 1_000)])
    assert tuple(way[0]) == (0, 5)
    assert tuple(way[-1]) == (1_005, 1_000)
    assert (np.hypot(*(way - (1_000, 0)).T) < 0.1).any()
    assert LineString(way).length == pytest.approx(2_010)


def test_where_no_road_joins_two_stops_the_way_is_straight():
    roads = _roads([(0, 0), (100, 0)], [(0, 900), (100, 900)])
    assert way_along(roads, [(0, 0), (0, 900)]).tolist() == [[0, 0], [0, 900]]


def test_a_senseless_detour_is_not_taken():
    roads = _roads([(0, 0), (5_000, 0), (5_000, 200), (0, 200)])
    assert len(way_along(roads, [(0, 0), (0, 200)])) == 2


def test_without_roads_or_with_one_stop_there_is_nothing_to_look_for():
    assert way_along(None, [(0, 0), (5, 5)]).tolist() == [[0, 0], [5, 5]]
    assert way_along(_roads([(0, 0), (9, 9)]), [(1, 2)]).tolist() == [[1, 2]]
