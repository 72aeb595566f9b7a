import geopandas as gpd
import pytest
from shapely.geometry import LineString, box

from gridplan.planning.zoning.units import basic_units
from tests.town import CRS

AREA = gpd.GeoDataFrame(geometry=[box(0, 0, 1_000, 600)], crs=CRS)


def upright(*xs):
    return gpd.GeoDataFrame(geometry=[LineString([(x, -10), (x, 610)]) for x in xs], crs=CRS)


def built(roads=None, barriers=None, **more):
    return basic_units(AREA, roads=roads, barriers=barriers, method="blocks", **more)


def test_streets_enclose_blocks():
    blocks = built(upright(300, 600))
    assert blocks.area.tolist() == pytest.approx([180_000, 180_000, 240_000])
    assert blocks.index.tolist() == ["S0001", "S0002", "S0003"]
    assert set(blocks["type"]) == {"street_segment"}


def test_rivers_and_railways_enclose_them_too():
    assert len(built(upright(300), upright(600))) == 3


def test_the_strip_between_two_carriageways_is_no_block():
    assert built(upright(300, 310)).area.tolist() == pytest.approx([186_000, 414_000])


def test_tiny_blocks_join_their_neighbour():
    assert len(built(upright(300, 316))) == 2
    assert len(built(upright(300, 316), size_m=100)) == 3


def test_a_tiny_block_does_not_join_over_a_river_if_it_need_not():
    east_of_road = built(roads=upright(300), barriers=upright(308))
    west_of_road = built(roads=upright(308), barriers=upright(300))
    assert sorted(east_of_road.area) == pytest.approx([308 * 600, 692 * 600])
    assert sorted(west_of_road.area) == pytest.approx([300 * 600, 700 * 600])


def test_a_dead_end_cuts_nothing():
    lane = gpd.GeoDataFrame(geometry=[LineString([(300, -10), (300, 400)])], crs=CRS)
    assert len(built(lane)) == 1


def test_without_lines_the_area_is_one_block():
    assert built().area.tolist() == [600_000]


def test_blocks_know_their_town():
    towns = gpd.GeoDataFrame(geometry=[box(0, 0, 310, 600), box(310, 0, 1_000, 600)], index=["west", "east"], crs=CRS)
    assert built(upright(300), towns=towns)["town"].tolist() == ["west", "east"]
