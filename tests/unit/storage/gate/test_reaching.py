import geopandas as gpd
import pytest
from shapely.geometry import LineString

from gridplan.storage.gate.reaching import check_reach, near_landings
from tests.unit.storage.rough import read_text

MAIN = LineString([(119.0, 33.6), (119.05, 33.6), (119.1, 33.6)])
JOINED = LineString([(119.05, 33.6), (119.05, 33.65)])
FAR = LineString([(119.15, 33.65), (119.16, 33.65)])
FERRY = LineString([(119.1, 33.6), (119.15, 33.65)])


@pytest.fixture
def units(tmp_path):
    rows = "V1,a,1,119.0501,33.6401\nV2,b,1,119.1501,33.6501\nV3,c,1,,\n"
    draft = read_text(tmp_path, "units", "村编码,村名,户数,经度,纬度\n" + rows)
    draft.places = draft.places.set_crs(4326)
    return draft


def _said(units, roads, ferries=()):
    lines = gpd.GeoDataFrame(geometry=roads, crs=4326)
    return [(f.code, f.row, f.action) for f in check_reach(units, lines, ferries)]


def test_units_by_one_network_are_nothing_to_speak_of(units):
    assert _said(units, [MAIN, JOINED, LineString([(119.1, 33.6), (119.15, 33.65)])]) == []


def test_a_unit_whose_roads_are_cut_off_is_named(units):
    assert _said(units, [MAIN, JOINED, FAR]) == [("NET_DISCONNECTED", 3, "warn")]


def test_a_ferry_joins_roads_and_is_said(units):
    assert _said(units, [MAIN, JOINED, FAR], [FERRY]) == [("NET_FERRY", 3, "accept")]


def test_a_scrap_of_road_beside_the_network_cuts_nobody_off(units):
    assert _said(units, [MAIN, JOINED, LineString([(119.0502, 33.6401), (119.0504, 33.6401)])]) == []


def test_a_ferry_serves_what_lies_by_its_ends(units):
    assert near_landings(units.places, [FERRY]).tolist() == [False, True, False]
    assert not near_landings(units.places, []).any()
