import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Point, Polygon, box

from gridplan.storage.exports.print.frame import MapFrame

FRAME = MapFrame.around((0.0, 0.0, 1_000.0, 500.0), (10.0, 20.0, 110.0, 120.0))


def test_the_ground_is_in_the_middle_and_north_is_up():
    left, top = FRAME.at(np.array([[0.0, 500.0]]))[0]
    right, bottom = FRAME.at(np.array([[1_000.0, 0.0]]))[0]
    assert left - 10.0 == pytest.approx(110.0 - right)
    assert top - 20.0 == pytest.approx(120.0 - bottom)
    assert top < bottom


def test_a_metre_is_as_long_both_ways():
    points = FRAME.at(np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 100.0]]))
    assert points[1, 0] - points[0, 0] == pytest.approx(points[0, 1] - points[2, 1])


def test_what_lies_outside_is_cut_off():
    shapes = gpd.GeoSeries(
        {"in": box(100, 100, 200, 200), "over": box(900, 100, 9_000, 200), "far": box(5e4, 0, 6e4, 1)}
    )
    found = dict(FRAME.parts(shapes))
    assert set(found) == {"in", "over"}
    assert found["over"].bounds[2] <= FRAME.ground[2]


def test_shapes_without_ground_are_passed_over():
    assert list(FRAME.parts(gpd.GeoSeries([Polygon(), None]))) == []


def test_a_hole_is_a_ring():
    holed = Polygon(box(0, 0, 100, 100).exterior, [box(40, 40, 60, 60).exterior.coords])
    assert len(FRAME.rings(holed)) == 2


def test_a_point_outside_the_frame_is_not_held():
    assert FRAME.holds(50.0, 50.0)
    assert not FRAME.holds(50.0, 130.0)
    assert Point(0, 0).is_valid
