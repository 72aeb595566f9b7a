import numpy as np
import pytest

from tests.unit.planning.zoning.engine.lattices import lattice


def test_neighbours_are_listed_by_unit():
    problem = lattice(3, 2, 2)
    assert sorted(problem.neighbours(0)) == [1, 3]
    assert sorted(problem.neighbours(4)) == [1, 3, 5]


def test_places_are_scaled_so_that_a_grid_is_about_one_long():
    spread = (lattice(10, 10, 4).xy ** 2).sum(axis=1).mean()
    assert spread == pytest.approx(4)


def test_a_unit_without_weight_still_has_mass():
    problem = lattice(3, 1, 2, load=[0, 1, 2])
    assert (problem.units["mass"] > 0).all()
    assert np.argmax(problem.units["mass"]) == 2


def test_units_at_one_place_are_no_division_by_nought():
    problem = lattice(1, 1, 1)
    assert np.isfinite(problem.xy).all()
