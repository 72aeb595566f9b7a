import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, box

from gridplan.planning.estimates.cutting import LEAST_HH, PIECE_HH, cut_heavy
from gridplan.planning.zoning.places import load_of

CRS = "EPSG:4550"
EAST, NORTH = 540_000.0, 3_265_000.0


def _table(shapes, **columns):
    moved = shapely.transform(np.array(shapes, dtype=object), lambda xy: xy + np.array([EAST, NORTH]))
    return gpd.GeoDataFrame(columns, geometry=moved, crs=CRS)


@pytest.fixture
def county():
    return _table([box(0, 0, 4_000, 2_000)])


@pytest.fixture
def halves():
    """A light unit and a heavy one."""
    boxes = [box(0, 0, 2_000, 2_000), box(2_000, 0, 4_000, 2_000)]
    return _table(boxes, name=["a", "b"], type="village", town=["west", "east"]).set_axis(["ua", "ub"])


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


def _cut(units, households, **lines):
    return cut_heavy(units, households, most_hh=500, **lines)


def _load(pieces, households):
    return load_of(pieces.reset_index(), households)


def test_a_heavy_unit_is_cut_along_its_streets_and_a_light_one_stays(halves, households, roads):
    pieces = _cut(halves, households, roads=roads)
    assert pieces.loc[pieces["town"] == "west", "part"].tolist() == [0]
    east = pieces[pieces["town"] == "east"]
    assert east["part"].tolist() == list(range(1, 9))
    assert east["name"].tolist() == ["b"] * 8
    assert east.index.tolist() == ["ub"] * 8
    load = _load(pieces, households)
    assert load[(pieces["part"] > 0).to_numpy()].between(LEAST_HH, PIECE_HH).all()
    assert load.sum() == pytest.approx(households["households_n"].sum())


def test_where_no_street_cuts_cells_do(halves, households):
    pieces = _cut(halves, households)
    assert _load(pieces, households).max() <= PIECE_HH + LEAST_HH
    assert len(pieces) > 4


def test_nothing_is_cut_where_nothing_is_heavy(halves, households, roads):
    pieces = cut_heavy(halves, households, most_hh=1e9, roads=roads)
    assert pieces["part"].tolist() == [0, 0]
    assert shapely.area(shapely.symmetric_difference(pieces.geometry.to_numpy(), halves.geometry.to_numpy())).max() < 1


def test_cut_units_still_cover_the_county(halves, households, roads, county):
    for some in (roads, roads.iloc[:0], roads.iloc[:3]):
        shapes = _cut(halves, households, roads=some).geometry.to_numpy()
        assert shapely.coverage_is_valid(shapes)
        gap = shapely.symmetric_difference(shapely.union_all(shapes), county.geometry.iloc[0])
        assert gap.area <= 1e-6 * county.area.sum()


def test_light_pieces_join_over_a_barrier_last(halves, roads):
    xy = [(2_250, 500)] * 150 + [(2_750, 500)] * 10 + [(3_250, 500)] * 150
    people = _table([Point(p) for p in xy], households_n=[4.0] * len(xy))
    river = _table([LineString([(3_000, -10), (3_000, 2_010)])], kind=["river"])
    units = _cut(halves, people, roads=roads, barriers=river).reset_index()
    small, west, east = (units.geometry.contains(Point(EAST + x, NORTH + 500)).idxmax() for x in (2_750, 2_250, 3_250))
    assert small != east
    assert west != east


def test_the_order_of_rows_changes_nothing(halves, households, roads):
    one = _cut(halves, households, roads=roads)
    other = _cut(halves.iloc[::-1], households.iloc[::-1], roads=roads.iloc[::-1])
    assert one["part"].tolist() == other["part"].tolist()
    assert shapely.equals(one.geometry.to_numpy(), other.geometry.to_numpy()).all()
