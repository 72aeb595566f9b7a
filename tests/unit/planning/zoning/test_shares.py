import numpy as np
import pytest

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.shares import limits, loads_by_grid, share_grids


def shared(load, n_grids, at_least=1, at_most=99):
    load = np.array(load, dtype=float)
    sides = (np.full(len(load), side) for side in (at_least, at_most))
    return share_grids(load, *sides, n_grids).tolist()


def test_grids_are_shared_by_load():
    assert shared([6, 3, 1], 10) == [6, 3, 1]


def test_every_part_gets_one():
    assert shared([100, 0, 0], 4) == [2, 1, 1]


def test_no_part_gets_more_than_it_has_room_for():
    assert share_grids(np.array([9.0, 1.0]), np.array([1, 1]), np.array([2, 9]), 6).tolist() == [2, 4]


@pytest.mark.parametrize("n_grids", [1, 7])
def test_an_impossible_number_is_refused(n_grids):
    with pytest.raises(InfeasibleError, match="2 to 6"):
        shared([1, 1], n_grids, at_most=3)


def test_a_part_near_the_mean_keeps_the_limits_of_the_whole():
    low, high = limits(np.full((11, 1), 0.2), 2, 0.2)
    assert (low[0], high[0]) == pytest.approx((0.8, 1.2))


def test_a_part_far_from_the_mean_is_balanced_about_its_own():
    low, high = limits(np.full((4, 1), 0.1), 1, 0.2)
    assert (low[0], high[0]) == pytest.approx((0.32, 0.48))


def test_loads_add_up_by_grid_and_weight():
    load = np.array([[1.0, 10], [2, 20], [4, 40]])
    assert loads_by_grid(np.array([1, 0, 1]), load, 3).tolist() == [[2, 20], [5, 50], [0, 0]]
