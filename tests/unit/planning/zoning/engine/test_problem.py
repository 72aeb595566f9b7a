import numpy as np
import pytest

from gridplan.planning.zoning.engine.problem import DIAMETER, MOMENT, PMEDIAN, make_problem
from tests.unit.planning.zoning.engine.lattices import lattice


def test_neighbours_are_listed_by_unit():
    problem = lattice(3, 2, 2)
    assert sorted(problem.neighbours(0)) == [1, 3]
    assert sorted(problem.neighbours(4)) == [1, 3, 5]


def test_places_are_scaled_so_that_a_grid_is_about_one_long():
    spread = (lattice(10, 10, 4).xyz ** 2).sum(axis=1).mean()
    assert spread == pytest.approx(4)


def test_a_unit_without_weight_still_has_mass():
    problem = lattice(3, 1, 2, load=[0, 1, 2])
    assert (problem.units["mass"] > 0).all()
    assert np.argmax(problem.units["mass"]) == 2


def test_units_at_one_place_are_no_division_by_nought():
    problem = lattice(1, 1, 1)
    assert np.isfinite(problem.xyz).all()


def test_places_may_lie_in_space():
    xyz = np.array([[0.0, 0, 0], [0, 0, 1], [0, 1, 1]])
    limits = (np.array([0.5]), np.array([1.5]))
    problem = make_problem(xyz, np.array([[0, 1], [1, 2]]), np.ones((3, 1)), limits, grids=3)
    apart = np.linalg.norm(problem.xyz[0] - problem.xyz[1]), np.linalg.norm(problem.xyz[0] - problem.xyz[2])
    assert apart[1] / apart[0] == pytest.approx(np.sqrt(2))


@pytest.mark.parametrize(("objective", "kept"), [(MOMENT, True), (PMEDIAN, True), (DIAMETER, False)])
def test_ways_are_kept_where_a_plan_counts_them(objective, kept):
    problem = lattice(3, 2, 2, load=range(1, 7), objective=objective)
    assert bool(problem.ways.size) == kept
    if kept:
        far = np.linalg.norm(problem.xyz[0] - problem.xyz[5])
        mass = problem.units["mass"][5]
        assert problem.ways[0, 5] == pytest.approx(far if objective == PMEDIAN else far**2 * mass)


def test_of_many_units_the_centre_of_mass_serves():
    assert not lattice(16, 16, 4).ways.size
