import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point, box

from gridplan.planning.estimates.branches import branches_from_points
from gridplan.planning.estimates.households import from_buildings, from_population
from gridplan.planning.estimates.officers import placeholder_officers
from gridplan.planning.estimates.villages import place_villages

CRS = "EPSG:4550"


@pytest.fixture
def cells():
    squares = [box(x, 0, x + 1_000, 1_000) for x in (0, 1_000, 2_000, 3_000)]
    return gpd.GeoDataFrame({"weight": [1.0, 0.0, 1.0, 8.0]}, geometry=squares, crs=CRS)


@pytest.fixture
def households(cells):
    return from_population(cells, 5_000, rng=np.random.default_rng(1), points=2_000)


def test_a_building_holds_households_by_floor_area():
    buildings = gpd.GeoDataFrame(
        {"floor_area_m2": [60.0, 1_200.0, 5_000.0], "residential": [True, True, False]},
        geometry=[Point(0, 0), Point(1, 1), Point(2, 2)],
        crs=CRS,
    )
    made = from_buildings(buildings)
    assert made["households_n"].tolist() == [1, 10]
    assert made["estimated"].all()


def test_people_are_spread_by_weight_and_sum_to_the_census(households):
    assert households["households_n"].sum() == pytest.approx(5_000)
    x = households.geometry.x
    assert ((x > 3_000).mean()) == pytest.approx(0.8, abs=0.04)
    assert not x.between(1_000, 2_000).any()


def test_the_kind_of_a_branch_follows_the_people_around(households):
    points = gpd.GeoDataFrame({"name": ["east", "far"]}, geometry=[Point(3_500, 500), Point(90_000, 500)], crs=CRS)
    branches = branches_from_points(points, households).set_index("name")
    assert branches["kind"].to_dict() == {"east": "urban", "far": "rural"}
    assert branches.loc["far", "coverage_radius_m"] == 10_000


def test_every_branch_gets_an_owner_and_a_backup(households):
    points = gpd.GeoDataFrame({"name": ["east", "far"]}, geometry=[Point(3_500, 500), Point(90_000, 500)], crs=CRS)
    officers = placeholder_officers(branches_from_points(points, households), households)
    assert officers.groupby("branch_id").size().sort_values().tolist() == [2, 4]
    assert officers["placeholder"].all()
    assert "officer 1 of east" in set(officers["name"])


def test_villages_stand_among_their_people(cells):
    towns = gpd.GeoDataFrame(
        {"seat_x": [500.0, 3_500.0], "seat_y": 500.0},
        geometry=[box(0, 0, 2_000, 1_000), box(2_000, 0, 4_000, 1_000)],
        index=["west", "east"],
        crs=CRS,
    )
    names = ["a村", "b村", "中心社区居委会", "c村"]
    villages = pd.DataFrame({"name": names, "town": ["west", "east", "east", "east"]}, index=list("1234"))
    placed = place_villages(villages, towns, cells, rng=np.random.default_rng(3))
    assert list(placed.index) == ["3", "2", "4", "1"]
    assert placed.loc["1"].geometry.x < 1_000
    assert placed.loc["3", "type"] == "community"
    seat = Point(3_500, 500)
    assert placed.loc["3"].geometry.distance(seat) <= placed.loc[["2", "4"]].distance(seat).min()
