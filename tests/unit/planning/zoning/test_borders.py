import numpy as np
import pytest
import shapely

from gridplan.planning.zoning.borders import shared_borders


def row(*lefts, width=100.0):
    return shapely.box(np.array(lefts), 0.0, np.array(lefts) + width, 100.0)


def test_a_row_of_squares_shares_its_inner_sides():
    pairs, borders = shared_borders(row(0, 100, 200), 20)
    assert pairs.tolist() == [[0, 1], [1, 2]]
    assert shapely.length(borders).tolist() == [100, 100]


@pytest.mark.parametrize("gap", [-0.45, -0.1, 0.1, 0.45])
def test_a_hairline_between_polygons_is_a_border(gap):
    pairs, borders = shared_borders(row(0, 100 + gap), 20)
    assert pairs.tolist() == [[0, 1]]
    assert shapely.length(borders)[0] == pytest.approx(100, abs=2)


def test_a_gap_wider_than_a_hairline_is_none():
    assert len(shared_borders(row(0, 100.6), 20)[0]) == 0


def test_borders_that_meet_at_different_vertices_are_found():
    zigzag = shapely.Polygon([(100, 0), (200, 0), (200, 100), (100, 100), (100, 61), (100, 37)])
    assert shared_borders(np.append(row(0), zigzag), 20)[0].tolist() == [[0, 1]]


def test_short_borders_are_left_out():
    shapes = np.array([shapely.box(0, 0, 100, 100), shapely.box(100, 85, 200, 185)])
    assert len(shared_borders(shapes, 20)[0]) == 0
    assert len(shared_borders(shapes, 10)[0]) == 1
