import numpy as np
import pytest

from gridplan.planning.zoning.engine.measures import beyond, cost, disloyalty, excess
from gridplan.planning.zoning.engine.problem import DIAMETER, MOMENT, PMEDIAN
from gridplan.planning.zoning.engine.sums import MASS, counted, lay_out
from tests.unit.planning.zoning.engine.lattices import lattice

LABEL = np.array([0, 0, 1, 0, 1, 1])


def measured(objective, count=None):
    problem = lattice(3, 2, 2, objective=objective)
    return problem, cost(lay_out(problem, LABEL), counted(problem) if count is None else count)


def distances(problem, grid):
    xyz = problem.xyz[grid == LABEL]
    return np.linalg.norm(xyz[:, None] - xyz, axis=2)


def test_the_moment_of_many_is_about_the_best_unit_too():
    problem, few = measured(MOMENT)
    many = problem._replace(ways=np.empty((0, 0)))
    assert cost(lay_out(many, LABEL), counted(many)) == pytest.approx(few)


def test_the_moment_behind_longest_ways_is_about_the_centre_of_mass():
    problem, found = measured(MOMENT, MASS)
    mass, moment = problem.units["mass"], 0.0
    for grid in (0, 1):
        here = grid == LABEL
        middle = np.average(problem.xyz[here], axis=0, weights=mass[here])
        moment += (mass[here] * ((problem.xyz[here] - middle) ** 2).sum(axis=1)).sum()
    assert found == pytest.approx(moment)


def test_the_moment_of_few_is_about_the_best_unit():
    problem, found = measured(MOMENT)
    mass = problem.units["mass"]
    ways = [(distances(problem, grid) ** 2 @ mass[grid == LABEL]).min() for grid in (0, 1)]
    assert found == pytest.approx(sum(ways))


def test_the_median_is_the_best_unit_of_each_grid():
    problem, found = measured(PMEDIAN)
    assert found == pytest.approx(sum(distances(problem, grid).sum(axis=0).min() for grid in (0, 1)))


def test_the_diameter_is_the_longest_way():
    problem, found = measured(DIAMETER)
    assert found == pytest.approx(max(distances(problem, grid).max() for grid in (0, 1)))


def test_imbalance_is_what_lies_beyond_the_limits():
    low, high = 0.8, 1.2
    assert beyond(low, high, 1.2) == 0
    assert beyond(low, high, 1.3) == pytest.approx(0.1 + 0.01)
    assert beyond(low, high, 0.5) == pytest.approx(0.3 + 0.09)


def test_the_imbalance_of_a_plan_is_that_of_its_grids():
    problem = lattice(3, 2, 2, load=[3, 2, 1, 2, 1, 1])
    assert excess(lay_out(problem, LABEL)) == pytest.approx(2 * (0.2 + 0.04))


def test_only_units_that_left_a_known_grid_are_disloyal():
    problem = lattice(3, 2, 2, former=np.array([1, -1, 1, 0, 1, 1]))
    assert disloyalty(lay_out(problem, LABEL)) == pytest.approx(problem.units["mass"][0])
