import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from gridplan.qinghe.curves import outline, winding

PATH = np.array([(0.0, 0.0), (8_000.0, 1_000.0), (15_000.0, -2_000.0), (24_000.0, 0.0)])


@given(st.integers(0, 2**32 - 1))
def test_a_winding_line_keeps_its_ends_and_does_not_cross_itself(seed):
    line = winding(PATH, np.random.default_rng(seed), meander_m=300, wave_m=3_000)
    assert line.is_simple
    assert line.coords[0] == pytest.approx(PATH[0])
    assert line.coords[-1] == pytest.approx(PATH[-1])


def test_meanders_make_a_line_longer():
    straight, wound = (winding(PATH, np.random.default_rng(1), meander_m=m) for m in (0, 400))
    assert wound.length > 1.1 * straight.length


@given(st.integers(0, 2**32 - 1))
def test_the_border_has_exactly_the_area_wanted_and_one_piece(seed):
    border = outline(1_900, np.random.default_rng(seed))
    assert border.area == pytest.approx(1.9e9)
    assert border.is_valid
    assert border.contains(Point(0, 0))


def test_the_border_is_no_circle():
    border = outline(1_900, np.random.default_rng(3))
    radius = np.hypot(*shapely.get_coordinates(border).T)
    assert radius.max() / radius.min() > 1.2
