import numpy as np
import pytest

from gridplan.qinghe.frontages import frontages, place

ENDS = np.array([[(0.0, 0.0), (10.0, 0.0)], [(0.0, 50.0), (0.0, 80.0)], [(10.0, 0.0), (10.0, 30.0)]])


@pytest.fixture
def front():
    return frontages(np.array([2, 0, 0]), np.array([1, 0, 2]), ENDS, 3)


def test_a_settlement_has_the_road_of_its_stretches(front):
    assert front.frontage_m.tolist() == [40, 0, 30]


def test_homes_stand_beside_the_road_of_their_settlement(front):
    settlement, share = np.array([0, 0, 2]), np.array([0.125, 0.5, 1.0])
    xy = place(front, settlement, share, np.array([3.0, -3.0, 5.0]))
    assert xy == pytest.approx(np.array([(5, 3), (13, 10), (-5, 80)]))


def test_the_whole_way_is_used_and_no_more(front):
    xy = place(front, np.zeros(2, dtype=int), np.array([0.0, 1.0]), np.zeros(2))
    assert xy == pytest.approx(np.array([(0, 0), (10, 30)]))
