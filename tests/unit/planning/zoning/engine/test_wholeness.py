import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gridplan.planning.zoning.engine.sums import lay_out
from gridplan.planning.zoning.engine.wholeness import stays_whole
from tests.unit.planning.zoning.engine.lattices import lattice, parts


@given(label=st.lists(st.integers(0, 1), min_size=20, max_size=20), unit=st.integers(0, 19))
def test_a_grid_stays_whole_if_leaving_makes_no_more_parts(label, unit):
    label = np.array(label)
    problem = lattice(5, 4, 3)
    plan = lay_out(problem, label)
    before = parts(problem, label)[label[unit]]
    alone = all(label[n] != label[unit] for n in problem.neighbours(unit))
    without = np.where(np.arange(20) == unit, 2, label)
    after = parts(problem, without)[label[unit]]
    whole = stays_whole(plan, unit)
    assert whole == (after <= before - int(alone))


def test_the_counter_of_calls_keeps_them_apart():
    problem = lattice(3, 1, 2)
    plan = lay_out(problem, np.array([0, 0, 0]))
    answers = [stays_whole(plan, unit) for unit in (1, 0, 1, 2, 1)]
    assert answers == [False, True, False, True, False]
