import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from gridplan.geo.edges import edges_of
from gridplan.geo.raster import MOST_CELLS, draw_raster
from gridplan.geo.raster_loops import NOWHERE
from tests.unit.geo.mosaic import mosaic


def cells_of(frame):
    west, south, across, along, columns, rows, _, _ = frame
    column, row = np.meshgrid(np.arange(columns), np.arange(rows))
    x, y = west + column.ravel() / across, south + row.ravel() / along
    return shapely.box(x, y, x + 1 / across, y + 1 / along)


@given(st.integers(0, 2**32 - 1))
def test_a_held_cell_lies_wholly_in_its_polygon_and_an_empty_one_in_none(seed):
    polygons = mosaic(8, np.random.default_rng(seed), side=1_000.0, steps=4)
    polygons = polygons[shapely.is_valid(polygons)]
    frame, raster = draw_raster(edges_of(polygons))
    cells = cells_of(frame)
    held = raster.held >= 0
    assert held.mean() > 0.5
    assert shapely.covers(polygons[raster.held[held]], cells[held]).all()
    around = shapely.union_all(polygons)
    assert not shapely.intersects(cells[raster.held == NOWHERE], shapely.buffer(around, -1e-6)).any()


def test_a_cell_under_two_polygons_is_held_by_the_first():
    frame, raster = draw_raster(edges_of(np.array([box(0, 0, 100, 100), box(20, 20, 80, 80)])))
    middle = raster.held.reshape(frame[5], frame[4])[frame[5] // 2, frame[4] // 2]
    assert middle == 0


def test_two_far_places_do_not_fill_the_memory():
    polygons = np.array([box(0, 0, 1, 1), box(1e7, 1e7, 1e7 + 1, 1e7 + 1)])
    frame, raster = draw_raster(edges_of(polygons))
    assert len(raster.held) == frame[4] * frame[5] <= MOST_CELLS


def test_a_polygon_without_area_makes_a_raster_all_the_same():
    flat = shapely.polygons([[(0, 0), (5, 0), (9, 0), (0, 0)], [(3, 3), (3, 3), (3, 3), (3, 3)]])
    for polygons in (flat, flat[:1], flat[1:]):
        frame, raster = draw_raster(edges_of(polygons))
        assert len(raster.held) == frame[4] * frame[5] < 100_000
