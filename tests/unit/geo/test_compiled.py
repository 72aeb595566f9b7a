"""Compiled loops."""

import numpy as np
import pytest
from numba.core.errors import NumbaError
from numpy.typing import NDArray

from gridplan.geo.compiled import compiled_in_place, compiled_loosely


@compiled_in_place
def _twice(numbers: NDArray[np.float64]) -> None:
    for k in range(len(numbers)):
        numbers[k] *= 2.0


@compiled_in_place
def _zeros(count: int) -> float:
    return float(np.zeros(count).sum())


@compiled_loosely
def _summed(numbers: NDArray[np.float64]) -> float:
    whole = 0.0
    for k in range(len(numbers)):
        whole += numbers[k]
    return whole


def test_a_loop_in_place_changes_what_it_is_given() -> None:
    numbers = np.arange(3.0)
    _twice(numbers)
    assert numbers.tolist() == [0.0, 2.0, 4.0]


def test_a_loop_in_place_that_makes_an_array_is_refused() -> None:
    with pytest.raises(NumbaError, match="returning of array"):
        _zeros(3)


def test_a_loose_sum_is_near_the_strict_one() -> None:
    numbers = np.random.default_rng(1).random(1000)
    assert _summed(numbers) == pytest.approx(numbers.sum(), rel=1e-12)
