import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point

from gridplan.founding.seats import match_seats, place_missing

CRS = "EPSG:4550"
TOWNS = pd.Series({"1": "东关街道", "2": "大兴庄镇", "3": "王辛庄镇", "4": "峪口地区"}, name="name")


def _seats(**names):
    points = [Point(n, 0) for n in range(len(names))]
    return gpd.GeoDataFrame({"name": list(names), "code": list(names.values())}, geometry=points, crs=CRS)


def test_a_code_goes_before_a_name():
    matched, notes = match_seats(_seats(东关="3", 峪口镇=""), TOWNS)
    assert matched.geometry.x.to_dict() == {"3": 0, "4": 1}
    assert notes == []


def test_the_rank_of_a_town_may_differ():
    assert match_seats(_seats(峪口镇="", 大兴庄乡=""), TOWNS)[0].index.tolist() == ["2", "4"]


def test_one_sign_may_differ_if_only_one_town_is_left_for_it():
    matched, notes = match_seats(_seats(王兴庄镇="", 大兴庄镇=""), TOWNS)
    assert matched.geometry.x.to_dict() == {"2": 1, "3": 0}
    assert notes == ["王兴庄镇 = 王辛庄镇"]
    assert match_seats(_seats(王兴庄镇=""), TOWNS)[0].empty


def test_a_stranger_is_left_out():
    assert match_seats(_seats(远方镇=""), TOWNS)[0].empty


@pytest.fixture
def county():
    """Two towns with seats: a city in the west, farms spread over the east."""
    rng = np.random.default_rng(5)
    city = rng.normal((0, 0), 500, (900, 2))
    farms = rng.uniform((5_000, -5_000), (25_000, 5_000), (300, 2))
    villages = pd.DataFrame(
        {
            "name": ["甲社区居委会"] * 4 + ["乙社区居委会"] * 4 + ["丙村"] * 5 + ["丁村"] * 5,
            "town": ["1"] * 4 + ["2"] * 4 + ["3"] * 5 + ["4"] * 5,
        }
    )
    known = gpd.GeoDataFrame(geometry=[Point(-300, 0), Point(10_000, 0)], index=pd.Index(["1", "3"]), crs=CRS)
    return known, villages, np.vstack([city, farms]), farms


def test_an_urban_town_is_placed_in_the_city_and_a_rural_one_in_the_country(county):
    known, villages, people, land = county
    seats = place_missing(known, TOWNS, villages, people, land)
    assert seats["placed"].to_dict() == {"1": False, "2": True, "3": False, "4": True}
    assert seats.geometry["2"].distance(Point(0, 0)) < 3_000
    assert seats.geometry["4"].x > 15_000
    assert seats.geometry["1"] == known.geometry["1"]


def test_towns_without_any_seat_are_placed_among_the_people(county):
    known, villages, people, land = county
    seats = place_missing(known.iloc[:0], TOWNS, villages, people, land)
    assert len(seats) == 4
    assert seats["placed"].all()
    assert len(set(seats.geometry.to_wkt())) == 4


def test_villages_need_not_be_known(county):
    known, villages, people, land = county
    assert len(place_missing(known, TOWNS, villages.iloc[:0], people, land)) == 4
