import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point

from gridplan.geo.network import RoadNetwork
from gridplan.planning.service_areas.detour import detour_shares

CRS = "EPSG:4550"


@pytest.fixture
def hairpin():
    """A road that runs 1 km east, turns, and comes back 100 m farther north."""
    line = LineString([(0, 0), (1_000, 0), (1_000, 100), (0, 100)])
    roads = gpd.GeoDataFrame(
        {"highway": ["tertiary"], "oneway": False, "bridge": False, "maxspeed_kmh": float("nan")},
        geometry=[line],
        crs=CRS,
    )
    return RoadNetwork.from_roads(roads)


def test_the_far_side_of_a_hairpin_is_near_and_yet_far(hairpin):
    branches = gpd.GeoDataFrame(geometry=[Point(0, 0)], crs=CRS)
    points = gpd.GeoDataFrame(geometry=[Point(0, 100), Point(200, 0), Point(700, 0)], crs=CRS)
    table = detour_shares(branches, points, hairpin, [500, 3_000]).set_index("indicator")
    assert table.loc["detour_share_500", ["numerator", "denominator"]].tolist() == [1, 2]
    assert table.loc["detour_share_3000", "value"] == 0


def test_an_empty_circle_has_no_share(hairpin):
    branches = gpd.GeoDataFrame(geometry=[Point(0, 0)], crs=CRS)
    points = gpd.GeoDataFrame(geometry=[Point(700, 0)], crs=CRS)
    assert detour_shares(branches, points, hairpin, [10])["value"].isna().all()
