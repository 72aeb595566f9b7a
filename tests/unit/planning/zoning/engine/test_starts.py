import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.engine.starts import first_plan, mended
from tests.unit.planning.zoning.engine.lattices import lattice, parts


def is_whole(problem, label):
    return set(parts(problem, label).values()) == {1}


@given(seed=st.integers(0, 10_000), grids=st.integers(1, 12), angle=st.floats(0, np.pi))
def test_a_first_plan_is_whole(seed, grids, angle):
    load = np.random.default_rng(seed).uniform(0, 5, 24)
    problem = lattice(6, 4, grids, load=load)
    assert is_whole(problem, first_plan(problem, angle))


def test_a_first_plan_halves_by_load():
    problem = lattice(8, 1, 2, load=[7, 1, 1, 1, 1, 1, 1, 1])
    assert first_plan(problem, 0.0).tolist() == [0] + [1] * 7


@given(seed=st.integers(0, 10_000))
def test_fixed_units_are_where_they_must_be(seed):
    rng = np.random.default_rng(seed)
    fixed = np.full(24, -1)
    fixed[rng.choice(24, 3, replace=False)] = [0, 1, 2]
    problem = lattice(6, 4, 4, fixed=fixed)
    label = first_plan(problem, 0.3)
    assert (label[fixed >= 0] == fixed[fixed >= 0]).all()
    assert is_whole(problem, label)


@given(label=st.lists(st.integers(-1, 4), min_size=24, max_size=24))
def test_any_plan_can_be_mended(label):
    problem = lattice(6, 4, 5)
    if max(label) >= 0:
        assert is_whole(problem, mended(problem, np.array(label)))


def test_a_whole_plan_is_left_as_it_is():
    label = np.repeat([0, 1, 2], 8)
    assert np.array_equal(mended(lattice(8, 3, 3), label), label)


def test_more_grids_than_free_units_are_refused():
    problem = lattice(2, 1, 2, fixed=np.array([0, 0]))
    with pytest.raises(InfeasibleError, match="2 grids are more"):
        mended(problem, np.array([0, 0]))
