from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.geo.raster_loops import turn

COORDINATES = st.floats(-1e7, 1e7, allow_nan=False, width=64)


@pytest.mark.parametrize(("point", "side"), [((0, 1), 1), ((0, -1), -1), ((0.5, 0), 0), ((7, 0), 0)])
def test_a_point_lies_left_or_right_of_a_line_or_on_it(point, side):
    assert turn(0.0, 0.0, 1.0, 0.0, *map(float, point)) == side


@given(*[COORDINATES] * 6)
def test_a_sure_side_is_the_true_one(ax, ay, bx, by, x, y):
    a, b, c, d, e, f = map(Fraction, (ax, ay, bx, by, x, y))
    exact = (a - e) * (d - f) - (b - f) * (c - e)
    side = turn(ax, ay, bx, by, x, y)
    assert side in {0, np.sign(exact)}


@given(*[COORDINATES] * 4, st.floats(0, 1), st.integers(-3, 3))
def test_a_point_next_to_the_line_gets_no_wrong_side(ax, ay, bx, by, share, ulps):
    x, y = ax + share * (bx - ax), ay + share * (by - ay)
    for _ in range(abs(ulps)):
        y = float(np.nextafter(y, np.inf * np.sign(ulps)))
    a, b, c, d, e, f = map(Fraction, (ax, ay, bx, by, x, y))
    exact = (a - e) * (d - f) - (b - f) * (c - e)
    assert turn(ax, ay, bx, by, x, y) in {0, np.sign(exact)}
