import numpy as np
import pandas as pd

from gridplan.planning.zoning.graph import connected_parts, neighbour_lists, uncut_pairs

TABLE = pd.DataFrame(
    {"unit_a": ["a", "c", "b", "x"], "unit_b": ["b", "b", "d", "a"], "cut": [False, False, True, False]}
)


def test_cut_pairs_and_unknown_units_are_left_out():
    assert uncut_pairs(TABLE, pd.Index(["a", "b", "c", "d"])).tolist() == [[0, 1], [1, 2]]


def test_pairs_follow_the_order_of_the_ids():
    assert uncut_pairs(TABLE, pd.Index(["c", "b", "a"])).tolist() == [[0, 1], [1, 2]]


def test_no_pairs_are_an_empty_list_of_pairs():
    assert uncut_pairs(TABLE.iloc[:0], pd.Index(["a"])).shape == (0, 2)


def test_parts_are_counted_in_the_order_of_their_first_units():
    pairs = np.array([[0, 3], [1, 2]])
    assert connected_parts(5, pairs).tolist() == [0, 1, 1, 0, 2]


def test_units_without_neighbours_are_parts_of_their_own():
    assert connected_parts(3, np.empty((0, 2), dtype=np.int64)).tolist() == [0, 1, 2]


def test_neighbours_are_listed_by_unit():
    assert neighbour_lists(4, np.array([[2, 0], [0, 1]])) == [[1, 2], [0], [0], []]
    assert neighbour_lists(2, np.empty((0, 2), dtype=np.int64)) == [[], []]
