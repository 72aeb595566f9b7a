import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, box

from gridplan.geo.shapes import polsby_popper


def test_circle_square_and_ribbon():
    shapes = np.array([Point(0, 0).buffer(100, 64), box(0, 0, 10, 10), box(0, 0, 1_000, 1), Polygon()], dtype=object)
    assert polsby_popper(shapes) == pytest.approx([1.0, np.pi / 4, 0.00314, 0.0], abs=3e-4)


@given(st.floats(1, 1e5), st.floats(1, 1e5))
def test_compactness_lies_between_nothing_and_one(width, height):
    assert 0 < polsby_popper(np.array([box(0, 0, width, height)], dtype=object))[0] <= np.pi / 4 + 1e-9
