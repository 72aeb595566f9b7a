import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.planning.zoning.engine.cooling import rank
from gridplan.planning.zoning.engine.starts import first_plan
from gridplan.planning.zoning.engine.windows import window, within
from tests.unit.planning.zoning.engine.lattices import lattice


@given(seed=st.integers(0, 1_000), size=st.integers(1, 6))
def test_a_window_hangs_together(seed, size):
    problem = lattice(8, 6, 6)
    label = first_plan(problem, 0.2)
    chosen = window(problem, label, seed % 6, size, np.random.default_rng(seed))
    part, members = within(problem, label, chosen)
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
    part, members = within(problem, label, np.array([5, 4]))
    assert members.tolist() == list(range(32, 48))
    assert part.units["fixed"].tolist() == [-1] * 15 + [0]
    assert part.neighbours(0) == [1, 8]
    assert np.array_equal(part.ways, problem.ways[32:, 32:])
    whole = sum(rank(within(problem, label, np.array([grid]))[0], np.zeros(8, dtype=int))[1] for grid in range(6))
    assert whole == pytest.approx(rank(problem, label)[1])
