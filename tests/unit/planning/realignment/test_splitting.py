from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from gridplan.model.words import Role
from gridplan.planning.comparison import compare
from gridplan.planning.pipeline.repaired import complete_repair
from gridplan.planning.realignment import Leave, repair
from gridplan.planning.realignment.framing import branch_case, holders
from gridplan.planning.realignment.least import least_change
from tests.unit.planning.realignment.three_beats import DAY, three_beats


def test_units_go_next_door_before_others_make_room():
    plan = three_beats()
    left = repair(plan, Leave("E1"), day=DAY, overload_share=0.0)
    his = plan.grids.index[plan.grids["primary_officer_id"] == "E1"]
    # the whole grid fits nobody, so whole grids would have passed the cap or made others move
    assert left.moved == plan.grids.loc[his, "households"].sum()
    assert set(left.steps.loc[left.steps["households"] > 0, "reason"]) <= {"split", "successor", "least", "backup_full"}
    assert "split" in set(left.steps["reason"])
    done = complete_repair(plan, left)
    assert (done.grids["parts"].dropna() == 1).all()
    load = done.officers["workload_h"]
    assert (load <= done.officers["available_h"] + 1e-6).all()
    assert compare(plan, done).moved == left.moved


def test_no_locked_grid_gives_or_gets_a_unit():
    plan = three_beats()
    for grid in plan.units["grid_id"].unique():
        row = {"kind": "lock", "object_id": grid, "reason": "试点", "approver": "", "last_day": ""}
        locked = replace(plan, registers=replace(plan.registers, declarations=pd.DataFrame([row])))
        told = repair(locked, Leave("E1"), day=DAY, overload_share=0.0)
        now = told.plan.units["grid_id"]
        assert ((now == grid) == (plan.units["grid_id"] == grid)).all()
        if plan.grids.at[grid, "primary_officer_id"] != "E1":
            assert holders(told.plan.assignments, Role.PRIMARY, pd.Index([grid]))[grid] == plan.grids.at[
                grid, "primary_officer_id"]  # fmt: skip


def test_grids_stay_whole_where_they_fit():
    told = repair(three_beats(), Leave("E1"), day=DAY, overload_share=5.0)
    assert "split" not in set(told.steps["reason"])


@pytest.mark.parametrize("seed", range(4))
def test_it_is_never_worse_than_whole_grids(seed):
    rng = np.random.default_rng(seed)
    plan = three_beats(hours=float(rng.uniform(300, 700)))
    told = repair(plan, Leave("E2"), day=DAY, overload_share=0.0)
    without = replace(plan, officers=plan.officers.drop(index="E2"))
    rows = plan.assignments[plan.assignments["officer_id"] != "E2"]
    case = branch_case(replace(without, assignments=rows), "B1", overload_share=0.0, day=DAY)
    whole = least_change(case)
    moved = case.households[whole.owner != case.natural].sum()
    assert told.moved <= moved + 1e-9 or whole.reached["excess"] > 0
