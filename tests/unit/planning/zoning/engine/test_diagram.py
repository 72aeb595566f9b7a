import numpy as np
import pytest

from gridplan.planning.zoning.engine.diagram import diagram
from tests.unit.planning.zoning.engine.lattices import lattice


@pytest.mark.parametrize("seed", range(5))
def test_loads_come_near_to_alike(seed):
    rng = np.random.default_rng(seed)
    problem = lattice(20, 20, 6, load=rng.uniform(1, 5, 400))
    load = np.bincount(diagram(problem, rng), problem.load[:, 0], minlength=6)
    assert abs(load - 1).max() < 0.5


def test_every_unit_is_nearest_to_its_grid_where_loads_are_alike():
    label = diagram(lattice(8, 1, 2), np.random.default_rng(0))
    assert sorted([label[:4].tolist(), label[4:].tolist()]) == [[0] * 4, [1] * 4]


def test_grids_with_fixed_units_begin_there():
    fixed = np.full(40, -1)
    fixed[0], fixed[39] = 1, 0
    label = diagram(lattice(40, 1, 2, fixed=fixed), np.random.default_rng(3))
    assert (label[0], label[39]) == (1, 0)
