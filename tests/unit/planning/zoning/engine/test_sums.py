import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.planning.zoning.engine.problem import DIAMETER, MOMENT, PMEDIAN
from gridplan.planning.zoning.engine.sums import CENTRE, LONGEST, MASS, POINT, counted, go, lay_out
from tests.unit.planning.zoning.engine.lattices import lattice


@pytest.mark.parametrize("ways", [True, False])
@given(seed=st.integers(0, 10_000))
def test_sums_kept_up_to_date_are_those_counted_anew(ways, seed):
    rng = np.random.default_rng(seed)
    problem = lattice(4, 4, 3, load=rng.uniform(1, 9, 16))
    problem = problem if ways else problem._replace(ways=np.empty((0, 0)))
    label = rng.integers(0, 3, 16)
    plan = lay_out(problem, label)
    for unit, grid in zip(rng.integers(0, 16, 40), rng.integers(0, 3, 40), strict=True):
        go(plan, int(unit), int(grid))
        label[unit] = grid
    fresh = lay_out(problem, label)
    assert np.array_equal(plan.units["label"], fresh.units["label"])
    assert plan.total == pytest.approx(fresh.total)
    assert plan.units["ways"] == pytest.approx(fresh.units["ways"])
    for name in ("mass", "x", "y", "z", "units", "ways"):
        there = fresh.grids["units"] > 0
        assert plan.grids[name][there] == pytest.approx(fresh.grids[name][there], abs=1e-9)
    for grid in range(3):
        members = plan.member[grid, : plan.grids["units"][grid]]
        assert sorted(members) == np.flatnonzero(label == grid).tolist()
        assert plan.spot[grid, 0, : len(members)] == pytest.approx(problem.units["x"][members])


def test_how_a_plan_is_counted():
    small = [counted(lattice(3, 2, 2, objective=objective)) for objective in (MOMENT, PMEDIAN, DIAMETER)]
    assert small == [CENTRE, CENTRE, LONGEST]
    many = [counted(lattice(60, 51, 2, objective=objective)) for objective in (MOMENT, PMEDIAN)]
    assert many == [POINT, MASS]
