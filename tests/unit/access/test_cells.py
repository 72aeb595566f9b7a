"""Single steps; that nothing can be worked out is shown in tests/attack/test_s10_small_cells.py."""

import numpy as np

from gridplan.access.cells import Cells


def cells(counts, *groups, most=np.inf):
    n = len(counts)
    columns = np.array([*groups, [0] * n]).T
    return Cells(np.array(counts, float), np.zeros(n), np.full(n, float(most)), columns)


def test_the_companion_is_the_smallest_that_is_enough():
    table = cells([2, 5, 9, 70])
    table.hide(5)
    assert list(table.hidden) == [True, True, False, False]


def test_two_small_ones_that_are_not_enough_take_a_third():
    table = cells([1, 1, 9, 70])
    table.hide(5)
    assert list(table.hidden) == [True, True, True, False]


def test_a_companion_lies_in_the_same_group():
    table = cells([2, 70, 6, 6], [0, 0, 1, 1])
    table.hide(5)
    assert list(table.hidden) == [True, True, False, False]
    assert not table.unshown[0][:2].any()


def test_a_group_of_one_hides_with_another_group():
    table = cells([2, 40, 50, 60], [0, 1, 1, 2])
    table.hide(5)
    assert table.unshown[0][0]
    assert table.unshown[0][1:3].sum() == 1
    assert table.hidden.sum() == 2


def test_nearly_all_is_as_small_as_nearly_none():
    table = cells([97, 50, 60], most=100)
    table.hide(5)
    assert list(table.hidden) == [True, False, True]
