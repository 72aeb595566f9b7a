"""The cherry-pick index: 0 where all are visited alike, near 1 where a few get every visit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from gridplan.planning.indicators.concentration import gini


def test_all_alike_is_nothing():
    assert gini([3], [40]) == pytest.approx(0)


def test_one_out_of_a_hundred_has_all():
    assert gini([0, 7], [99, 1]) == pytest.approx(0.99)


def test_half_has_all():
    assert gini([2, 0], [10, 10]) == pytest.approx(0.5)


def test_without_visits_nothing_is_known():
    assert np.isnan(gini([0], [10]))
    assert np.isnan(gini([], []))


@given(some.lists(some.tuples(some.integers(0, 20), some.integers(1, 9)), min_size=1, max_size=12))
def test_it_is_half_the_mean_difference_of_pairs_over_the_mean(rows):
    each = np.repeat([had for had, _ in rows], [many for _, many in rows]).astype(float)
    if each.sum() == 0:
        return
    pairs = np.abs(each[:, None] - each[None, :]).mean()
    assert gini(*zip(*rows, strict=True)) == pytest.approx(pairs / (2 * each.mean()))
