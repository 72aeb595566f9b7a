import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.planning.staffing.assignment import GAP, StaffingRules, assign


def _officers(n, hours=1_000.0, on_leave=()):
    ids = [f"o{k}" for k in range(n)]
    return pd.DataFrame({"available_h": hours, "on_leave": [i in on_leave for i in ids]}, index=ids)


def _grids(*hours):
    return pd.Series(hours, index=[f"g{k}" for k in range(len(hours))], dtype=float)


def _travel(load, officers, rng=None):
    shape = (len(load), len(officers))
    hours = np.zeros(shape) if rng is None else rng.uniform(0, 60, shape)
    return pd.DataFrame(hours, index=load.index, columns=officers.index)


def _owner(staffing, role="primary"):
    rows = staffing.assignments[staffing.assignments["role"] == role]
    return rows.set_index("grid_id")["officer_id"]


@given(st.integers(2, 5), st.integers(1, 9), st.integers(0, 10_000))
def test_every_grid_has_one_owner_and_another_one_as_backup(people, number, seed):
    rng = np.random.default_rng(seed)
    load, officers = _grids(*rng.uniform(50, 600, number)), _officers(people)
    found = assign(load, officers, _travel(load, officers, rng))
    own, cover = _owner(found), _owner(found, "backup")
    assert own.index.is_unique
    assert cover.index.is_unique
    assert set(own.index) == set(cover.index) == set(load.index)
    assert (own != cover.loc[own.index]).all()
    assert found.gap <= GAP


def test_loads_are_evened_out():
    load, officers = _grids(300, 300, 200, 200, 100, 100), _officers(3)
    own = _owner(assign(load, officers, _travel(load, officers)))
    assert load.groupby(own).sum().tolist() == [400, 400, 400]


def test_nobody_stays_without_a_grid_while_another_has_two():
    load, officers = _grids(12, 6, 6), _officers(3)
    assert _owner(assign(load, officers, _travel(load, officers))).is_unique


def test_nobody_is_overloaded_where_that_can_be_avoided():
    load = _grids(900, 400, 500)
    officers = _officers(2)
    travel = pd.DataFrame({"o0": [0, 0, 0], "o1": [500, 500, 500]}, index=load.index)
    assert assign(load, officers, travel).overload_h.empty


def test_a_short_branch_still_gets_a_plan_and_its_overload_is_listed():
    load, officers = _grids(800, 800, 800), _officers(2)
    found = assign(load, officers, _travel(load, officers))
    assert found.overload_h.sum() == pytest.approx(600)
    assert len(_owner(found)) == 3


def test_who_is_on_leave_serves_nothing():
    load, officers = _grids(100, 100), _officers(3, on_leave={"o1"})
    assert "o1" not in set(assign(load, officers, _travel(load, officers)).assignments["officer_id"])


def test_one_officer_alone_owns_all_and_nobody_covers():
    load, officers = _grids(100, 100), _officers(1)
    found = assign(load, officers, _travel(load, officers))
    assert set(found.assignments["role"]) == {"primary"}
    assert set(found.assignments["why"]) == {"only_officer"}


def test_without_officers_or_grids_there_is_no_assignment():
    load, officers = _grids(100), _officers(2)
    assert assign(load, officers.iloc[:0], _travel(load, officers.iloc[:0])).assignments.empty
    assert assign(load.iloc[:0], officers, _travel(load.iloc[:0], officers)).assignments.empty


def test_a_locked_owner_stays_and_a_former_one_is_kept_where_little_speaks_against_it():
    load, officers = _grids(100, 100, 100), _officers(2)
    travel = pd.DataFrame({"o0": [0, 0, 0], "o1": [20, 20, 20]}, index=load.index)
    locked = pd.Series({"g0": "o1"})
    previous = pd.Series({"g1": "o1"})
    found = assign(load, officers, travel, locked=locked, previous=previous)
    assert _owner(found)["g0"] == "o1"
    why = found.assignments[found.assignments["role"] == "primary"].set_index("grid_id")["why"]
    assert why["g0"] == "locked"
    far = assign(load, officers, travel * 100, previous=previous)
    assert _owner(far)["g1"] == "o0"


def test_the_work_of_an_absent_colleague_is_not_covered_by_one_alone():
    load, officers = _grids(*[10] * 8), _officers(4)
    found = assign(load, officers, _travel(load, officers), StaffingRules(most_backups=2))
    assert _owner(found, "backup").value_counts().max() == 2


def test_a_grid_goes_to_one_of_the_nearest_or_to_its_former_owner():
    load, officers = _grids(*[50] * 6), _officers(5)
    travel = pd.DataFrame(np.tile(np.arange(5.0), (6, 1)), index=load.index, columns=officers.index)
    found = assign(load, officers, travel, StaffingRules(candidates=2), previous=pd.Series({"g0": "o4"}))
    assert set(_owner(found).drop("g0")) <= {"o0", "o1"}
    assert _owner(found)["g0"] == "o4"


def test_a_larger_branch_is_solved_to_the_gap():
    rng = np.random.default_rng(5)
    load, officers = _grids(*rng.uniform(80, 300, 30)), _officers(6, hours=1_200.0)
    found = assign(load, officers, _travel(load, officers, rng))
    assert len(_owner(found)) == 30
    assert found.gap <= GAP
