from dataclasses import replace

import pandas as pd
import pytest

from gridplan.errors import InfeasibleError
from gridplan.model.words import Change
from gridplan.planning.comparison import compare
from gridplan.planning.pipeline.repaired import complete_repair
from gridplan.planning.realignment import Merge, repair

DAY = "2026-03-02"


def _pair(plan, *, same_grid):
    """Two neighbours of one branch, in one grid or in two."""
    units = plan.units
    for row in plan.adjacency[~plan.adjacency["cut"].astype(bool)].itertuples():
        one, other = units.loc[row.unit_a], units.loc[row.unit_b]
        if one["branch_id"] == other["branch_id"] and (one["grid_id"] == other["grid_id"]) == same_grid:
            return row.unit_a, row.unit_b
    raise AssertionError


def test_a_merge_inside_a_grid_moves_nobody(planned):
    one, into = _pair(planned, same_grid=True)
    told = repair(planned, Merge(one, into), day=DAY)
    assert told.moved == 0
    done = complete_repair(planned, told)
    assert one not in done.units.index
    assert len(done.units) == len(planned.units) - 1
    assert done.units.area.sum() == pytest.approx(planned.units.area.sum())
    assert done.units["households"].sum() == planned.units["households"].sum()
    assert set(done.households["unit_id"]) <= set(done.units.index)


def test_a_merge_across_grids_moves_the_fewest(planned):
    one, into = _pair(planned, same_grid=False)
    heavier = planned.units.copy()
    heavier.loc[one, "households"] += 40
    told = repair(replace(planned, units=heavier), Merge(one, into), day=DAY)
    # the heavy one ends, but its grid takes the other
    assert told.plan.units.at[into, "grid_id"] == planned.units.at[one, "grid_id"]
    owners = planned.grids["primary_officer_id"]
    other = owners[planned.units.at[one, "grid_id"]] != owners[planned.units.at[into, "grid_id"]]
    assert told.moved == (planned.units.at[into, "households"] if other else 0)
    row = told.steps[told.steps["reason"] == "merged"].iloc[0]
    assert row["unit_id"] == into
    assert told.handover["households"].sum() == told.moved


def test_the_comparison_tells_the_merge(planned):
    one, into = _pair(planned, same_grid=False)
    told = repair(planned, Merge(one, into), day=DAY)
    changed = compare(planned, complete_repair(planned, told))
    assert changed.units.at[one, "change"] == str(Change.GONE)
    assert changed.units.at[one, "heir"] == into
    assert changed.moved == told.moved
    assert changed.totals.set_index("level").at["all", "households_change"] == 0


def _locked(plan, *grids):
    rows = [{"kind": "lock", "object_id": g, "reason": "试点", "approver": "", "last_day": ""} for g in grids]
    return replace(plan, registers=replace(plan.registers, declarations=pd.DataFrame(rows)))


def test_a_locked_grid_loses_no_unit(planned):
    one, into = _pair(planned, same_grid=False)
    kept = planned.units.at[one, "grid_id"]
    told = repair(_locked(planned, kept), Merge(one, into), day=DAY)
    assert told.plan.units.at[into, "grid_id"] == kept
    with pytest.raises(InfeasibleError, match="locked"):
        repair(_locked(planned, kept, planned.units.at[into, "grid_id"]), Merge(one, into), day=DAY)


def test_registers_and_borders_follow(planned):
    one, into = _pair(planned, same_grid=True)
    person = {"person_id": "p1", "unit_id": one, "role": "liaison", "first_day": "", "last_day": ""}
    registers = replace(planned.registers, key_people=pd.DataFrame([person]))
    told = repair(replace(planned, registers=registers), Merge(one, into), day=DAY)
    assert list(told.plan.registers.key_people["unit_id"]) == [into]
    ends = told.plan.adjacency[["unit_a", "unit_b"]]
    assert one not in set(ends.to_numpy().ravel())
    assert not ends.duplicated().any()


@pytest.mark.parametrize("pair", [("u11", "u99"), ("u11", "u34")])
def test_only_neighbours_are_merged(planned, pair):
    with pytest.raises(InfeasibleError):
        repair(planned, Merge(*pair), day=DAY)
