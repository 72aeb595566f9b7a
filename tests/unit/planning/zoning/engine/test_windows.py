import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.planning.zoning.engine.cooling import rank
from gridplan.planning.zoning.engine.starts import first_plan
from gridplan.planning.zoning.engine.windows import Mosaic, within
from tests.unit.planning.zoning.engine.lattices import lattice


@given(seed=st.integers(0, 1_000), size=st.integers(1, 6))
def test_a_window_hangs_together(seed, size):
    problem = lattice(8, 6, 6)
    label = first_plan(problem, 0.2)
    mosaic = Mosaic(problem, label)
    chosen = mosaic.window(seed % 6, size, np.random.default_rng(seed))
    part, members, now = mosaic.part(chosen)
    assert np.array_equal(chosen[now], label[members])
    assert len(set(chosen)) == len(chosen) == size
    seen, wave = {0}, [0]
    while wave:
        wave = [n for n in part.neighbours(wave.pop()) if n not in seen] + wave
        seen.update(wave)
    assert len(seen) == len(members)


def test_a_part_keeps_what_is_known_of_its_units():
    fixed = np.full(48, -1)
    fixed[[0, 47]] = 0, 5
    problem = lattice(8, 6, 6, load=range(48), fixed=fixed)
    label = np.repeat(np.arange(6), 8)
    part, members, _ = Mosaic(problem, label).part(np.array([5, 4]))
    assert members.tolist() == list(range(32, 48))
    assert part.units["fixed"].tolist() == [-1] * 15 + [0]
    assert part.neighbours(0) == [1, 8]
    assert np.array_equal(part.ways, problem.ways[32:, 32:])
    each = [within(problem, np.array([grid]), np.flatnonzero(label == grid)) for grid in range(6)]
    assert sum(rank(one, np.zeros(8, dtype=int))[1] for one in each) == pytest.approx(rank(problem, label)[1])


@given(seed=st.integers(0, 1_000))
def test_a_plan_changed_by_parts_ranks_as_a_whole_one(seed):
    rng = np.random.default_rng(seed)
    problem = lattice(8, 6, 6, load=rng.uniform(1, 5, 48))
    mosaic = Mosaic(problem, first_plan(problem, 0.2))
    for _ in range(3):
        chosen = mosaic.window(int(rng.integers(6)), 3, rng)
        part, members, _ = mosaic.part(chosen)
        mosaic.put(chosen, part, members, first_plan(part, rng.uniform(0, 3)))
    assert mosaic.rank == pytest.approx(rank(problem, mosaic.label))
