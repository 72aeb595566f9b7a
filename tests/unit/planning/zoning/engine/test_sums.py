import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.planning.zoning.engine.sums import lay_out, put, take
from tests.unit.planning.zoning.engine.lattices import lattice


def chain(units, grids, grid):
    unit, members = int(grids["head"][grid]), []
    while unit >= 0:
        members.append(unit)
        unit = int(units["after"][unit])
    return members


@given(seed=st.integers(0, 10_000))
def test_sums_kept_up_to_date_are_those_counted_anew(seed):
    rng = np.random.default_rng(seed)
    problem = lattice(4, 4, 3, load=rng.uniform(1, 9, 16))
    label = rng.integers(0, 3, 16)
    units, grids, total = lay_out(problem, label)
    for unit, grid in zip(rng.integers(0, 16, 40), rng.integers(0, 3, 40), strict=True):
        take(units, grids, problem.load, total, unit)
        put(units, grids, problem.load, total, unit, grid)
        label[unit] = grid
    fresh_units, fresh, fresh_total = lay_out(problem, label)
    assert np.array_equal(units["label"], fresh_units["label"])
    assert total == pytest.approx(fresh_total)
    for name in ("mass", "x", "y", "units"):
        assert grids[name] == pytest.approx(fresh[name], abs=1e-9)
    for grid in range(3):
        assert sorted(chain(units, grids, grid)) == np.flatnonzero(label == grid).tolist()
