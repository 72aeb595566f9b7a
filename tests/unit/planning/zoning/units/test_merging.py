import numpy as np

from gridplan.planning.zoning.units.merging import merge_small


def merged(area, enough, *borders):
    pairs = np.array([pair for *pair, _ in borders], dtype=np.int64).reshape(-1, 2)
    lengths = np.array([length for *_, length in borders], dtype=float)
    enough = np.broadcast_to(np.asarray(enough, dtype=float), len(area))
    return merge_small(np.asarray(area, dtype=float), enough, pairs, lengths).tolist()


def test_a_small_piece_joins_the_neighbour_with_the_longest_border():
    assert merged([1, 9, 9], 5, (0, 1, 3), (0, 2, 4)) == [2, 1, 2]


def test_pieces_large_enough_stay():
    assert merged([9, 9], 5, (0, 1, 3)) == [0, 1]


def test_small_pieces_may_be_enough_together():
    assert merged([3, 3, 9], 5, (0, 1, 3), (1, 2, 1)) == [1, 1, 2]


def test_a_chain_of_small_pieces_ends_in_a_large_one():
    assert merged([1, 1, 1, 99], 5, (0, 1, 9), (1, 2, 9), (2, 3, 9)) == [3, 3, 3, 3]


def test_borders_of_what_was_taken_in_count_together():
    assert merged([1, 2, 50, 50], 10, (0, 1, 5), (0, 2, 4), (1, 2, 4), (1, 3, 7)) == [2, 2, 2, 3]


def test_a_piece_that_may_never_stand_alone_always_joins():
    assert merged([50, 1], [np.inf, 0], (0, 1, 1)) == [1, 1]


def test_a_piece_without_a_neighbour_stays():
    assert merged([1, 9], 5) == [0, 1]
