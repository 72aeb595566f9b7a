import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.planning.estimates.gathering import gather


def _gather(load, pairs, border=None, least=100.0, most=500.0):
    load = np.array(load, dtype=float)
    border = np.ones(len(pairs)) if border is None else np.array(border, dtype=float)
    return gather(load, np.full(len(load), least), most, np.array(pairs, dtype=np.int64).reshape(-1, 2), border)


def test_a_light_piece_joins_along_the_longest_border():
    assert _gather([50, 200, 200], [(0, 1), (0, 2)], [1, 9]).tolist() == [2, 1, 2]


def test_it_makes_no_neighbour_too_heavy_where_another_has_room():
    assert _gather([50, 200, 480], [(0, 1), (0, 2)], [1, 9]).tolist() == [1, 1, 2]


def test_where_none_has_room_it_joins_the_lightest():
    assert _gather([50, 490, 480], [(0, 1), (0, 2)], [9, 1]).tolist() == [2, 1, 2]


def test_a_piece_without_neighbours_stays():
    assert _gather([5, 5, 300], [(1, 2)]).tolist() == [0, 2, 2]


def test_what_may_never_stand_alone_becomes_one():
    into = gather(np.zeros(4), np.full(4, np.inf), 500.0, np.array([(0, 1), (1, 2), (2, 3)]), np.ones(3))
    assert len(set(into)) == 1


@given(st.lists(st.floats(0, 400), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_households_are_neither_lost_nor_left_in_light_pieces(load, random):
    pairs = [(n, n + 1) for n in range(len(load) - 1)]
    into = _gather(load, pairs, [random.random() for _ in pairs])
    total = np.bincount(into, load, minlength=len(load))
    assert total.sum() == pytest.approx(sum(load))
    kept = np.unique(into)
    assert len(kept) == 1 or (total[kept] >= 100).all()
