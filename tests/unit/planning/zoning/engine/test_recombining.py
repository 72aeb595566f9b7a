import numpy as np

from gridplan.planning.zoning.engine.cooling import rank
from gridplan.planning.zoning.engine.recombining import Pool
from tests.unit.planning.zoning.engine.lattices import lattice


def test_the_best_grids_of_two_plans_make_a_third():
    problem = lattice(4, 4, 4)
    north = np.array([0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3])
    south = np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3])
    pool = Pool(problem)
    for label in (north, south):
        pool.add(problem, label, np.arange(16))
    best = pool.best()
    assert rank(problem, best) < min(rank(problem, north), rank(problem, south))
    assert len({tuple(best[[0, 1, 4, 5]]), tuple(best[[10, 11, 14, 15]])}) == 2


def test_grids_out_of_balance_are_not_kept():
    problem = lattice(4, 1, 2)
    pool = Pool(problem)
    pool.add(problem, np.array([0, 1, 1, 1]), np.arange(4))
    assert len(pool) == 0
    assert pool.best() is None


def test_grids_that_cover_not_all_give_no_plan():
    problem = lattice(6, 1, 2)
    pool = Pool(problem)
    for members in ([0, 1, 2], [1, 2, 3]):
        part = problem._replace(units=problem.units[members], ways=problem.ways[np.ix_(members, members)], grids=1)
        pool.add(part._replace(load=problem.load[members]), np.zeros(3, dtype=int), np.array(members))
    assert len(pool) == 2
    assert pool.best() is None
