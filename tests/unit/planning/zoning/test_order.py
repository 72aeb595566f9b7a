import numpy as np
import shapely

from gridplan.planning.zoning.order import from_north, from_north_west


def test_shapes_run_from_north_to_south_then_from_west_to_east():
    squares = shapely.box([5, 0, 0, 9], [0, 5, 0, 9], [6, 1, 1, 10], [1, 6, 1, 10])
    assert from_north(squares).tolist() == [3, 1, 2, 0]


def test_at_the_same_height_the_western_one_comes_first():
    assert from_north(shapely.box([5, 0], [0, 0], [6, 1], [1, 1])).tolist() == [1, 0]


def test_of_shapes_with_one_centre_the_smaller_comes_first():
    assert from_north(shapely.box([-2, -1], [-2, -1], [2, 1], [2, 1])).tolist() == [1, 0]


def test_noise_below_a_millimetre_does_not_matter():
    near = shapely.box([5, 0], [0.0002, 0], [6, 1], [1.0002, 1])
    assert from_north(near).tolist() == [1, 0]


def test_places_are_read_from_corner_to_corner():
    xy = np.array([[1_000.0, 0], [0, 0], [0, 1_000], [1_000, 1_000]])
    assert from_north_west(xy).tolist() == [2, 1, 3, 0]
