import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import Point, box

from gridplan.founding.osm_units import find_divisions, named, place_points

CRS = "EPSG:4550"
EAST, NORTH = 540_000.0, 3_265_000.0


def _table(shapes, **columns):
    moved = shapely.transform(np.array(shapes, dtype=object), lambda xy: xy + np.array([EAST, NORTH]))
    return gpd.GeoDataFrame(columns, geometry=moved, crs=CRS)


@pytest.fixture
def county():
    return _table([box(0, 0, 4_000, 2_000)])


@pytest.fixture
def towns():
    return _table([box(0, 0, 2_000, 2_000), box(2_000, 0, 4_000, 2_000)]).set_axis(
        pd.Index(["west", "east"], name="town")
    )


def test_a_town_without_a_place_is_one(towns):
    places = _table([Point(500, 500), Point(900, 900)], name=["p", "lonely"], kind=["hamlet", "isolated_dwelling"])
    points = place_points(places, towns)
    assert points["name"].tolist() == ["east", "p"]
    assert points["type"].tolist() == ["community", "natural_village"]
    assert points["town"].tolist() == ["east", "west"]


def test_divisions_below_the_towns_are_taken_if_they_cover_the_county(county, towns):
    quarters = [box(x, 0, x + 1_000, 2_000) for x in range(0, 4_000, 1_000)]
    admin = _table(quarters, name=list("abcd"), level=8.0)
    every = gpd.GeoDataFrame(pd.concat([admin, towns.assign(name="t", level=7.0), county.assign(name="c", level=6.0)]))
    found = find_divisions(every, county, towns)
    assert found["name"].tolist() == list("abcd")
    assert found["town"].tolist() == ["west", "west", "east", "east"]
    assert find_divisions(every[every["name"] != "a"], county, towns).empty


def test_pieces_have_the_name_of_their_unit_and_a_number(towns):
    pieces = towns.iloc[[0, 0, 1]].assign(name=["a", "a", "b"], type="village", part=[1, 2, 0])
    units = named(pieces)
    assert units["name"].tolist() == ["a 1", "a 2", "b"]
    assert units["type"].tolist() == ["street_segment", "street_segment", "village"]
    assert units.index.tolist() == ["U0001", "U0002", "U0003"]
    assert "part" not in units
