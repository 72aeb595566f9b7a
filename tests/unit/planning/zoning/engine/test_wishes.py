"""What may be asked beside balance: ties, sizes of grids, and how much may move."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridplan.planning.zoning.engine.cooling import rank
from gridplan.planning.zoning.engine.search import solve
from gridplan.planning.zoning.engine.starts import first_plan
from gridplan.planning.zoning.engine.ties import NO_TIES, tie_up
from gridplan.planning.zoning.engine.windows import Mosaic
from tests.unit.planning.zoning.engine.lattices import lattice, parts

seeds = st.integers(0, 1_000)


def cut(problem, seed=1, effort=0.1):
    label = solve(problem, effort, np.random.default_rng(seed))
    assert set(parts(problem, label).values()) == {1}
    return label


def test_ties_stand_with_both_units_and_go_with_them():
    ties = tie_up(5, np.array([[3, 1], [1, 4]]), hard=np.array([1.0, -1.0]))
    assert ties.pairs().tolist() == [[1, 3], [1, 4], [3, 1], [4, 1]]
    part = ties.within(np.array([1, 3]))
    assert part.pairs().tolist() == [[0, 1], [1, 0]]
    assert part.row["hard"].tolist() == [1.0, 1.0]
    assert NO_TIES.within(np.array([0])) is NO_TIES
    assert tie_up(5, np.empty((0, 2), dtype=int)) is NO_TIES


@pytest.mark.parametrize("grids", [4, 7])
def test_far_units_share_a_grid_and_near_ones_part(grids):
    pairs = np.array([[0, 3], [0, 27], [9, 10], [10, 11]])
    ties = tie_up(56, pairs, hard=np.array([1.0, 1.0, -1.0, -1.0]))
    problem = lattice(8, 7, grids, ties=ties)
    label = cut(problem)
    assert label[0] == label[3] == label[27]
    assert label[10] not in {label[9], label[11]}
    assert rank(problem, label)[0] == 0


def test_borders_between_towns_are_kept_for_a_price():
    rows = np.arange(36).reshape(6, 6)
    across = np.column_stack([rows[:, 2], rows[:, 3]])
    plain, dear = lattice(6, 6, 3), lattice(6, 6, 3, ties=tie_up(36, across, soft=-50.0), tolerance=0.5)
    shared = [np.count_nonzero(label[across[:, 0]] == label[across[:, 1]]) for label in (cut(plain), cut(dear))]
    assert shared[0] > shared[1] == 0


def test_grids_get_the_sizes_asked_for():
    sizes = np.array([2.0, 0.5, 0.5])
    problem = lattice(6, 6, 3)
    problem = problem._replace(limits=np.stack([0.95 * sizes, 1.05 * sizes])[:, :, None])
    assert np.bincount(cut(problem)).tolist() == [24, 6, 6]


@given(seeds)
@settings(max_examples=5)
def test_no_more_moves_than_may(seed):
    former = first_plan(lattice(6, 6, 4), 0.0)
    load = np.random.default_rng(seed).uniform(1, 9, 36)
    problem = lattice(6, 6, 4, load=load, former=former, most_moved=0.3, tolerance=0.01)
    label = cut(problem)
    assert problem.load[label != former].sum() <= 0.3 + 1e-9


@given(seeds)
@settings(max_examples=5)
def test_a_plan_changed_by_parts_ranks_as_a_whole_one(seed):
    rng = np.random.default_rng(seed)
    ties = tie_up(48, rng.permutation(48)[:20].reshape(10, 2), hard=np.repeat([1.0, -1.0], 5))
    former = np.repeat(np.arange(6), 8)
    problem = lattice(8, 6, 6, load=rng.uniform(1, 5, 48), ties=ties, former=former, most_moved=0.1)
    mosaic = Mosaic(problem, first_plan(problem, 0.2))
    for _ in range(3):
        chosen = mosaic.window(int(rng.integers(6)), 3, rng)
        part, members, _ = mosaic.part(chosen)
        mosaic.put(chosen, part, members, first_plan(part, rng.uniform(0, 3)))
    assert mosaic.rank == pytest.approx(rank(problem, mosaic.label))
