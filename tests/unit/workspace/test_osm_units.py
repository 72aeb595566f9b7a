import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import LineString, Point, box

from gridplan.workspace.counting import load_of
from gridplan.workspace.osm_units import LEAST_HH, MOST_HH, cut_heavy, find_divisions, place_points

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


@pytest.fixture
def halves():
    """A light unit and a heavy one."""
    boxes = [box(0, 0, 2_000, 2_000), box(2_000, 0, 4_000, 2_000)]
    return _table(boxes, name=["a", "b"], type="village", town=["west", "east"])


@pytest.fixture
def households():
    rng = np.random.default_rng(1)
    xy = np.vstack(
        [rng.uniform((100, 100), (1_900, 1_900), (50, 2)), rng.uniform((2_100, 100), (3_900, 1_900), (700, 2))]
    )
    return _table(shapely.points(xy), households_n=np.full(len(xy), 4.0))


@pytest.fixture
def roads():
    lines = [LineString([(x, -10), (x, 2_010)]) for x in range(500, 4_000, 500)]
    lines += [LineString([(-10, 1_000), (4_010, 1_000)]), LineString([(2_000, 1_500), (4_000, 1_500)])]
    return _table(lines, highway=["residential"] * 8 + ["service"])


@pytest.fixture
def no_barriers():
    return _table([])


def test_a_heavy_unit_is_cut_along_its_streets_and_a_light_one_stays(halves, households, roads, no_barriers):
    units = cut_heavy(halves, households, roads, no_barriers)
    load = load_of(units, households)
    west, east = units[units["town"] == "west"], units[units["town"] == "east"]
    assert west["name"].tolist() == ["a"]
    assert west["type"].tolist() == ["village"]
    assert len(east) == 8
    assert east["name"].tolist() == [f"b {n}" for n in range(1, 9)]
    assert (east["type"] == "street_segment").all()
    assert load.loc[east.index].between(LEAST_HH, MOST_HH + LEAST_HH).all()
    assert load.sum() == pytest.approx(households["households_n"].sum())


def test_where_no_street_cuts_cells_do(halves, households, roads, no_barriers):
    units = cut_heavy(halves, households, roads.iloc[:0], no_barriers)
    assert load_of(units, households).max() <= MOST_HH + LEAST_HH
    assert len(units) > 4


def test_cut_units_still_cover_the_county(halves, households, roads, no_barriers, county):
    for some in (roads, roads.iloc[:0], roads.iloc[:3]):
        shapes = cut_heavy(halves, households, some, no_barriers).geometry.to_numpy()
        assert shapely.coverage_is_valid(shapes)
        gap = shapely.symmetric_difference(shapely.union_all(shapes), county.geometry.iloc[0])
        assert gap.area <= 1e-6 * county.area.sum()


def test_light_pieces_join_over_a_barrier_last(halves, roads):
    xy = [(2_250, 500)] * 150 + [(2_750, 500)] * 10 + [(3_250, 500)] * 150
    people = _table([Point(p) for p in xy], households_n=[4.0] * len(xy))
    river = _table([LineString([(3_000, -10), (3_000, 2_010)])], kind=["river"])
    units = cut_heavy(halves, people, roads, river)
    small, west, east = (units.geometry.contains(Point(EAST + x, NORTH + 500)).idxmax() for x in (2_750, 2_250, 3_250))
    assert small != east
    assert west != east


def test_the_order_of_rows_changes_nothing(halves, households, roads, no_barriers):
    one = cut_heavy(halves, households, roads, no_barriers)
    other = cut_heavy(halves.iloc[::-1], households.iloc[::-1], roads.iloc[::-1], no_barriers)
    assert one["name"].tolist() == other["name"].tolist()
    assert shapely.equals(one.geometry.to_numpy(), other.geometry.to_numpy()).all()


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
