import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Point, box

from gridplan.planning.zoning.special_grids import over_base, special_grids
from tests.town import CRS


@pytest.fixture(scope="module")
def units():
    """Four base grids of two branches side by side, a kilometre each."""
    return gpd.GeoDataFrame(
        {"branch_id": ["B1", "B1", "B2", "B2"], "grid_id": ["B1-G01", "B1-G02", "B2-G01", "B2-G02"]},
        geometry=[box(x * 1_000, 0, (x + 1) * 1_000, 1_000) for x in range(4)],
        crs=CRS,
    )


def areas(**shapes):
    return gpd.GeoDataFrame(
        {"name": list(shapes), "type": "market"}, geometry=[box(*corners) for corners in shapes.values()], crs=CRS
    )


def points(*xy):
    return gpd.GeoDataFrame(geometry=[Point(place) for place in xy], crs=CRS)


def test_it_belongs_to_the_branch_with_the_larger_share(units):
    grids = special_grids(areas(fair=(1_500, 0, 2_200, 100)), units, points())
    assert grids.index.tolist() == ["B1-S01"]
    assert grids["branch_id"].tolist() == ["B1"]
    assert grids["parents"].tolist() == ["B1-G02,B2-G01"]
    assert grids["kind"].tolist() == ["special"]
    assert grids["type"].tolist() == ["market"]


def test_ids_count_from_north_west_in_each_branch(units):
    three = areas(south=(100, 100, 200, 200), other=(3_000, 500, 3_100, 600), north=(100, 800, 200, 900))
    grids = special_grids(three, units, points())
    assert grids["name"].to_dict() == {"B1-S01": "north", "B1-S02": "south", "B2-S01": "other"}
    turned = special_grids(three.iloc[::-1], units.iloc[::-1], points())
    assert turned["name"].to_dict() == grids["name"].to_dict()


def test_merchants_are_counted_in_each_area(units):
    grids = special_grids(
        areas(fair=(0, 0, 100, 100), lane=(50, 50, 300, 300)), units, points((10, 10), (60, 60), (900, 900))
    )
    assert grids.set_index("name")["merchants_n"].to_dict() == {"fair": 2, "lane": 1}


def test_a_sliver_is_no_parent(units):
    grids = special_grids(areas(fair=(100, 0, 1_001, 100)), units, points())
    assert grids["parents"].tolist() == ["B1-G01"]


def test_areas_that_meet_no_unit_are_left_out(units):
    assert special_grids(areas(far=(9_000, 0, 9_100, 100)), units, points()).empty


def test_no_areas_make_an_empty_table(units):
    empty = special_grids(areas(), units, points())
    assert empty.empty
    assert {"name", "kind", "type", "branch_id", "parents", "merchants_n", "geometry"} == set(empty.columns)
    assert empty.index.name == "grid_id"
    assert np.issubdtype(empty["merchants_n"].dtype, np.integer)


def test_parents_follow_when_base_grids_change(units):
    grids = special_grids(areas(hall=(100, 100, 1_900, 900)), units, points((500, 500)))
    assert grids["parents"].tolist() == ["B1-G01,B1-G02"]
    merged = units.assign(grid_id=units["grid_id"].replace({"B1-G01": "B1-G02"}))
    again = over_base(grids, merged)
    assert again["parents"].tolist() == ["B1-G02"]
    assert again.drop(columns="parents").equals(grids.drop(columns="parents"))
    assert over_base(grids.iloc[:0], merged).empty
