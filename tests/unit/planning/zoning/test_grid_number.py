import numpy as np
import pandas as pd
import pytest

from gridplan.model.plan import PRESETS
from gridplan.planning.zoning.grid_number import grids_wanted

RURAL = PRESETS["rural"]


def wanted(households, hours=None, **kwargs):
    households = pd.Series(households, dtype=float)
    return grids_wanted(households, households * 0.5 if hours is None else pd.Series(hours), RURAL, **kwargs)


def test_grids_aim_at_the_middle_of_the_preset():
    assert wanted([250] * 30) == 10
    assert wanted([250] * 31) == 10


def test_a_heavy_unit_makes_fewer_grids_so_that_they_can_balance():
    assert wanted([1_000] + [100] * 20) == 3
    assert wanted([1_000] + [100] * 20, tolerance=0.5) == 4


def test_a_heavy_unit_does_not_make_grids_too_large_for_the_preset():
    assert wanted([3_000] + [100] * 50) == 8


def test_a_grid_is_never_more_than_the_hours_of_an_officer():
    assert wanted([250] * 30, officer_hours=10_000) == 10
    assert wanted([250] * 30, officer_hours=300) == 15


def test_every_component_gets_a_grid():
    assert wanted([50] * 6, components=np.array([0, 0, 1, 2, 3, 3])) == 4


@pytest.mark.parametrize("households", [[0], [10], [5_000]])
def test_one_unit_is_one_grid(households):
    assert wanted(households) == 1


def test_there_are_never_more_grids_than_units():
    assert wanted([4_000, 3_000]) == 2


def test_units_without_households_are_one_grid():
    assert wanted([0, 0, 0], hours=[0.0, 0.0, 0.0]) == 1
