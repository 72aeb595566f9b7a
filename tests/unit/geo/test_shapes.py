import math

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import LineString, Point, Polygon, box

from gridplan.geo.shapes import polsby_popper


def test_a_circle_is_the_most_compact_shape():
    assert polsby_popper(np.array([Point(0, 0).buffer(10, 256)])) == pytest.approx(1.0, abs=1e-4)


def test_a_square_and_a_ribbon_are_less_compact():
    square, ribbon = polsby_popper(np.array([box(0, 0, 7, 7), box(0, 0, 1, 100)]))
    assert square == pytest.approx(math.pi / 4)
    assert ribbon < 0.04


def test_size_and_place_make_no_difference():
    here, there = box(0, 0, 3, 5), box(500_000, 3_200_000, 503_000, 3_205_000)
    assert polsby_popper(np.array([here]))[0] == pytest.approx(polsby_popper(np.array([there]))[0])


def test_a_shape_without_area_is_not_compact_at_all():
    assert polsby_popper(np.array([Polygon(), LineString([(0, 0), (1, 1)]), Point(0, 0)])).tolist() == [0, 0, 0]


def test_a_geoseries_will_do():
    assert len(polsby_popper(gpd.GeoSeries([box(0, 0, 1, 1), box(0, 0, 1, 2)]).to_numpy())) == 2
