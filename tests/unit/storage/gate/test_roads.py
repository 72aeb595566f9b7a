import geopandas as gpd
from shapely.geometry import LineString, box

from gridplan.storage.gate.roads import check_at_road, check_roads
from tests.unit.storage.rough import BRANCHES, read_text

ROADS = gpd.GeoDataFrame(geometry=[LineString([(118.95, 33.61), (119.02, 33.61)])], crs=4326)


def _county(west, east):
    return gpd.GeoDataFrame(geometry=[box(west, 33.5, east, 33.7)], crs=4326)


def test_roads_of_the_county_are_nothing_to_speak_of():
    assert not list(check_roads(ROADS, _county(119.0, 119.2), "roads.osm"))


def test_roads_of_another_county_are_refused():
    assert [finding.code for finding in check_roads(ROADS, _county(120.0, 120.2), "roads.osm")] == ["NET_EMPTY"]


def test_a_branch_far_from_every_road_is_warned_of_with_the_distance(tmp_path):
    branches = read_text(tmp_path, "branches", BRANCHES)
    branches.places = branches.places.set_crs(4326)
    findings = list(check_at_road(branches, ROADS))
    assert [(finding.code, finding.row, finding.action) for finding in findings] == [("NET_SNAP", 3, "warn")]
    assert "6.09 km" in findings[0].message.en
