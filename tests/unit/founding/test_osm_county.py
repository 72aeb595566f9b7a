from dataclasses import fields, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point, box

from gridplan.errors import InputError
from gridplan.founding.osm_county import inputs_of_osm
from gridplan.model.tables import BRANCHES, HOUSEHOLDS, OFFICERS, UNITS, keep_contract
from gridplan.storage.osm import OsmExtract
from tests.town import CRS, EAST, NORTH, tiny_town


def _at(x, y):
    return Point(EAST + x, NORTH + y)


@pytest.fixture(scope="module")
def extract():
    """The tiny town as an extract would know it: a hamlet and a village, 300 homes and a school."""
    layers = tiny_town().layers
    rng = np.random.default_rng(2)
    homes = rng.uniform((50, 50), (3_950, 2_950), (300, 2))
    buildings = {"floor_area_m2": [240.0] * 301, "residential": [True] * 300 + [False]}
    points = [_at(*xy) for xy in [*homes, (100, 100)]]
    west, east = _at(1_000, 1_500), _at(3_000, 1_500)
    places = {"name": ["West", "East"], "kind": ["village", "hamlet"], "population": np.nan}
    tables = {
        "places": (places, [west, east]),
        "buildings": (buildings, points),
        "banks": ({"name": ["A", "B"], "bank": ["a", "b"], "town": "小镇"}, [west, east]),
        "pois": ({"name": [], "kind": []}, []),
    }
    made = {name: gpd.GeoDataFrame(columns, geometry=shapes, crs=CRS) for name, (columns, shapes) in tables.items()}
    known = {field.name: getattr(layers, field.name) for field in fields(layers)}
    known["admin"] = known["county"].assign(level=8.0)
    return OsmExtract(name="小镇", **{name: table.to_crs(4326) for name, table in made.items()}, **known)


@pytest.fixture(scope="module")
def divided(extract):
    """The same, with four divisions below the county."""
    squares = [box(EAST + x, NORTH, EAST + x + 1_000, NORTH + 3_000) for x in range(0, 4_000, 1_000)]
    below = gpd.GeoDataFrame({"name": list("abcd"), "level": 10.0}, geometry=squares, crs=CRS).to_crs(4326)
    return replace(extract, admin=gpd.GeoDataFrame(pd.concat([extract.admin, below])))


def test_an_extract_alone_gives_all_that_a_plan_needs(extract):
    inputs = inputs_of_osm(extract)
    for table, schema in (
        (inputs.branches, BRANCHES),
        (inputs.units, UNITS),
        (inputs.households, HOUSEHOLDS),
        (inputs.officers, OFFICERS),
    ):
        keep_contract(table, schema)
    assert inputs.households["households_n"].sum() == 600
    assert inputs.units["registered_hh"].sum() == 600
    assert inputs.layers is not None
    assert inputs.layers.roads is extract.roads


def test_units_grow_around_places_where_there_are_no_divisions(extract):
    inputs = inputs_of_osm(extract)
    assert {name.split()[0] for name in inputs.units["name"]} == {"West", "East"}
    assert "no legal borders" in inputs.notes[0]


def test_units_are_the_divisions_where_there_are_some(divided):
    inputs = inputs_of_osm(divided)
    assert sorted(inputs.units["name"]) == list("abcd")
    assert "admin areas" in inputs.notes[0]


def test_a_county_where_nobody_lives_is_refused(extract):
    empty = replace(extract, buildings=extract.buildings[~extract.buildings["residential"]])
    with pytest.raises(InputError, match="no building that people live in"):
        inputs_of_osm(empty)
