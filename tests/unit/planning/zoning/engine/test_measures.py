import numpy as np
import pytest

from gridplan.planning.zoning.engine.measures import beyond, cost, disloyalty, excess, recentre
from gridplan.planning.zoning.engine.problem import DIAMETER, MOMENT, PMEDIAN
from gridplan.planning.zoning.engine.sums import lay_out
from tests.unit.planning.zoning.engine.lattices import lattice

LABEL = np.array([0, 0, 1, 0, 1, 1])


def measured(objective):
    problem = lattice(3, 2, 2, objective=objective)
    units, grids, _ = lay_out(problem, LABEL)
    recentre(units, grids)
    return problem, cost(units, grids, objective)


def distances(problem, grid):
    xy = problem.xy[grid == LABEL]
    return np.hypot(*(xy[:, None] - xy).transpose(2, 0, 1))


def test_the_moment_is_about_the_centre_of_mass():
    problem, found = measured(MOMENT)
    mass, moment = problem.units["mass"], 0.0
    for grid in (0, 1):
        here = grid == LABEL
        middle = np.average(problem.xy[here], axis=0, weights=mass[here])
        moment += (mass[here] * ((problem.xy[here] - middle) ** 2).sum(axis=1)).sum()
    assert found == pytest.approx(moment)


def test_the_median_is_the_best_unit_of_each_grid():
    problem, found = measured(PMEDIAN)
    assert found == pytest.approx(sum(distances(problem, grid).sum(axis=0).min() for grid in (0, 1)))


def test_the_diameter_is_the_longest_way():
    problem, found = measured(DIAMETER)
    assert found == pytest.approx(max(distances(problem, grid).max() for grid in (0, 1)))


def test_imbalance_is_what_lies_beyond_the_limits():
    limits = np.array([[0.8], [1.2]])
    assert beyond(limits, 0, 1.2) == 0
    assert beyond(limits, 0, 1.3) == pytest.approx(0.1 + 0.01)
    assert beyond(limits, 0, 0.5) == pytest.approx(0.3 + 0.09)
    assert excess(np.array([[1.0], [1.3], [0.7]]), limits) == pytest.approx(2 * 0.11)


def test_only_units_that_left_a_known_grid_are_disloyal():
    problem = lattice(3, 2, 2, former=np.array([1, -1, 1, 0, 1, 1]))
    units, _, _ = lay_out(problem, LABEL)
    assert disloyalty(units) == pytest.approx(problem.units["mass"][0])
