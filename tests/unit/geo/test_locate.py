import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon, box

from gridplan.errors import GeometryError
from gridplan.geo.locate import Locator, locate_exactly
from tests.unit.geo.mosaic import mosaic

SEEDS = st.integers(0, 2**32 - 1)


def awkward_points(polygons, rng):
    """Vertices and what lies next to them, middles of edges, places on edges, lines through vertices, NaN."""
    vertices = shapely.get_coordinates(polygons)
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    steps = np.diff(vertices, axis=0)
    on_edges = vertices[:-1] + steps * rng.random((len(steps), 1))
    crossed = np.column_stack([rng.choice(vertices[:, 0], 200), rng.choice(vertices[:, 1], 200)])
    level = np.column_stack([rng.uniform(low[0], high[0], 200), rng.choice(vertices[:, 1], 200)])
    beside = [np.nextafter(vertices, -np.inf), np.nextafter(vertices, np.inf)]
    scattered = rng.uniform(low - 1, high + 1, (500, 2))
    nowhere = [[np.nan, 0.0], [np.inf, 0.0], [np.nan, np.nan]]
    return np.concatenate([vertices, vertices[:-1] + steps / 2, on_edges, *beside, crossed, level, scattered, nowhere])


def assert_same(polygons, xy):
    np.testing.assert_array_equal(Locator(polygons).locate(xy), locate_exactly(polygons, xy))


def test_a_point_lies_in_its_polygon_or_nowhere():
    squares = [box(0, 0, 1, 1), box(1, 0, 2, 1)]
    assert Locator(squares).locate([[0.5, 0.5], [1.5, 0.5], [2.5, 0.5]]).tolist() == [0, 1, -1]


def test_a_shared_border_belongs_to_the_polygon_that_comes_first():
    west, east = box(0, 0, 1, 1), box(1, 0, 2, 1)
    border = [[1, 0], [1, 0.5], [1, 1]]
    assert Locator([west, east]).locate(border).tolist() == [0, 0, 0]
    assert Locator([east, west]).locate(border).tolist() == [0, 0, 0]


def test_of_overlapping_polygons_the_first_one_holds_the_point():
    large, small = box(0, 0, 10, 10), box(4, 4, 6, 6)
    assert Locator([large, small]).locate([[5, 5], [1, 1]]).tolist() == [0, 0]
    assert Locator([small, large]).locate([[5, 5], [1, 1]]).tolist() == [0, 1]


def test_a_hole_is_outside_but_its_border_is_not():
    ring = box(0, 0, 9, 9).difference(box(3, 3, 6, 6))
    assert Locator([ring]).locate([[4.5, 4.5], [3, 4], [1, 1]]).tolist() == [-1, 0, 0]


def test_every_part_of_a_multipolygon_counts():
    islands = MultiPolygon([box(0, 0, 1, 1), box(5, 5, 6, 6)])
    assert Locator([islands]).locate([[0.5, 0.5], [5.5, 5.5], [3, 3]]).tolist() == [0, 0, -1]


def test_missing_and_empty_polygons_hold_nothing_but_keep_their_position():
    assert Locator([None, Polygon(), box(0, 0, 1, 1)]).locate([[0.5, 0.5]]).tolist() == [2]


@pytest.mark.parametrize("polygons", [[], [None], gpd.GeoSeries([], crs="EPSG:4550")])
def test_without_polygons_every_point_is_outside(polygons):
    assert Locator(polygons).locate([[0, 0], [1, 1]]).tolist() == [-1, -1]


def test_no_points_give_no_positions():
    assert Locator([box(0, 0, 1, 1)]).locate(np.empty((0, 2))).shape == (0,)


def test_a_point_that_is_nowhere_is_outside():
    assert Locator([box(0, 0, 1, 1)]).locate([[np.nan, 0.5], [0.5, np.inf]]).tolist() == [-1, -1]


def test_a_geoseries_is_taken_by_position_not_by_index():
    series = gpd.GeoSeries([box(0, 0, 1, 1), box(1, 0, 2, 1)], index=[7, 3], crs="EPSG:4550")
    assert Locator(series).locate([[1.5, 0.5]]).tolist() == [1]


def test_a_shape_without_area_is_refused():
    with pytest.raises(GeometryError, match="position 1"):
        Locator([box(0, 0, 1, 1), Point(0, 0)])


@pytest.mark.parametrize("origin", [0.0, 500_000.0, 3_265_000.0])
@given(seed=SEEDS)
def test_a_mosaic_is_located_as_shapely_does(origin, seed):
    rng = np.random.default_rng(seed)
    polygons = shapely.transform(
        mosaic(15, rng, side=rng.choice([0.01, 1.0, 5_000.0]), steps=5), lambda xy: xy + origin
    )
    assert_same(polygons, awkward_points(polygons, rng))


@given(seed=SEEDS)
def test_overlapping_boxes_on_round_figures_are_located_as_shapely_does(seed):
    rng = np.random.default_rng(seed)
    corners, sizes = rng.integers(0, 12, (8, 2)), rng.integers(1, 8, (8, 2))
    polygons = shapely.box(*corners.T, *(corners + sizes).T)
    lattice = np.stack(np.meshgrid(np.arange(-1, 21, 0.5), np.arange(-1, 21, 0.5)), axis=-1).reshape(-1, 2)
    assert_same(polygons, np.concatenate([lattice, awkward_points(polygons, rng)]))


@given(seed=SEEDS)
def test_triangles_with_holes_are_located_as_shapely_does(seed):
    rng = np.random.default_rng(seed)
    triangles = shapely.polygons(rng.integers(0, 30, (6, 3, 2)).astype(float))
    triangles = triangles[shapely.area(triangles) > 0]
    polygons = shapely.difference(triangles, box(10, 10, 14, 13))
    polygons = polygons[~shapely.is_empty(polygons)]
    if len(polygons):
        assert_same(polygons, awkward_points(polygons, rng))


def test_cells_on_the_borders_of_a_chessboard_make_no_difference():
    size = 9
    polygons = shapely.box(*np.mgrid[:size, :size].reshape(2, -1), *np.mgrid[1 : size + 1, 1 : size + 1].reshape(2, -1))
    rng = np.random.default_rng(3)
    sixteenths = rng.integers(-1, 16 * size + 2, (20_000, 2)) / 16
    assert_same(polygons[rng.permutation(len(polygons))], sixteenths)


def test_two_far_places_are_located_as_shapely_does():
    rng = np.random.default_rng(5)
    here = mosaic(10, rng, side=100.0)
    polygons = np.concatenate([here, shapely.transform(here, lambda xy: xy + 1e7)])
    assert_same(polygons, awkward_points(polygons, rng))


def test_many_points_are_located_side_by_side_as_one_by_one():
    rng = np.random.default_rng(7)
    polygons = mosaic(40, rng)
    xy = rng.uniform(0, 10_000, (120_000, 2))
    locator = Locator(polygons)
    halves = [locator.locate(part) for part in np.array_split(xy, 1_000)]
    np.testing.assert_array_equal(locator.locate(xy), np.concatenate(halves))
