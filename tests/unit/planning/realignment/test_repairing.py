from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from gridplan.errors import InfeasibleError
from gridplan.model.words import Role
from gridplan.planning.pipeline.repaired import complete_repair
from gridplan.planning.realignment import Ill, Leave, repair
from gridplan.planning.realignment.framing import branch_case, holders
from gridplan.planning.realignment.least import least_change

DAY = "2026-03-02"


def _owner_of_most(plan, branch="B1"):
    return plan.officers[plan.officers["branch_id"] == branch]["grids_n"].idxmax()


def _with(plan, **registers):
    tables = {name: pd.DataFrame(rows) for name, rows in registers.items()}
    return replace(plan, registers=replace(plan.registers, **tables))


def _lock(grid):
    return {"kind": "lock", "object_id": grid, "reason": "试点", "approver": "", "last_day": ""}


def test_who_leaves_is_followed_and_nobody_else_changes(planned):
    who = _owner_of_most(planned)
    told = repair(planned, Leave(who), day=DAY)
    done = complete_repair(planned, told)
    his = planned.grids.index[planned.grids["primary_officer_id"] == who]
    others = planned.grids.index[~planned.grids["primary_officer_id"].isin([who, ""])]
    assert told.proved
    assert told.moved == planned.grids.loc[his, "households"].sum()
    assert done.grids.loc[others, "primary_officer_id"].equals(planned.grids.loc[others, "primary_officer_id"])
    assert who not in set(done.assignments["officer_id"]) | set(done.officers.index)
    assert not set(done.findings["rule"]) & {"S01", "S02", "S03"}


def test_the_backup_follows_and_the_sentence_says_so(planned):
    who = _owner_of_most(planned)
    backup = planned.grids["backup_officer_id"]
    roomy = planned.officers.assign(available_h=1e6)
    told = repair(replace(planned, officers=roomy), Leave(who), day=DAY)
    owners = told.steps[told.steps["role"] == str(Role.PRIMARY)]
    assert (owners["officer_to"] == owners["grid_id"].map(backup)).all()
    assert (owners["reason"] == "successor").all()
    assert who in owners["zh"].iloc[0]
    assert "takes over" in owners["en"].iloc[0]


def test_a_lock_keeps_owner_and_backup(planned):
    who = _owner_of_most(planned)
    kept = next(g for g, o in planned.grids["primary_officer_id"].items() if o not in {who, ""} and g.startswith("B1"))
    tight = planned.officers.assign(available_h=planned.officers["workload_h"])
    told = repair(
        _with(replace(planned, officers=tight), declarations=[_lock(kept)]), Leave(who), day=DAY, overload_share=0
    )
    after = holders(told.plan.assignments, Role.PRIMARY, planned.grids.index)
    assert after[kept] == planned.grids.at[kept, "primary_officer_id"]
    if planned.grids.at[kept, "backup_officer_id"] != who:
        backups = holders(told.plan.assignments, Role.BACKUP, planned.grids.index)
        assert backups[kept] == planned.grids.at[kept, "backup_officer_id"]


def test_a_locked_grid_whose_owner_left_gets_another(planned):
    who = _owner_of_most(planned)
    his = planned.grids.index[planned.grids["primary_officer_id"] == who]
    told = repair(_with(planned, declarations=[_lock(his[0])]), Leave(who), day=DAY)
    assert told.unowned == ()


def test_a_backup_on_leave_does_not_follow(planned):
    who = _owner_of_most(planned)
    grid = planned.grids.index[planned.grids["primary_officer_id"] == who][0]
    backup = planned.grids.at[grid, "backup_officer_id"]
    away = planned.officers.assign(on_leave=planned.officers.index == backup)
    told = repair(replace(planned, officers=away), Leave(who), day=DAY)
    row = told.steps[(told.steps["grid_id"] == grid) & (told.steps["role"] == "primary")].iloc[0]
    assert row["officer_to"] != backup
    assert row["reason"] == "backup_away"


def test_a_tie_counts_where_nothing_else_does(planned):
    case = branch_case(planned, "B1", overload_share=0.5, day=DAY)
    free = replace(case, owner=np.full_like(case.owner, -1), backup=np.full_like(case.backup, -1))
    free = replace(free, natural=free.owner, travel_h=np.zeros_like(case.travel_h))
    tied = np.zeros_like(case.tied)
    tied[0, least_change(free).owner[0]] = True
    answer = least_change(replace(free, tied=tied))
    assert not tied[0, answer.owner[0]]


def test_ties_are_found_by_unit(planned):
    unit = planned.units.index[planned.units["branch_id"] == "B1"][0]
    tied = _with(planned, relations=[{"officer_id": "B1-2", "unit_id": unit, "relation": "kin"}])
    case = branch_case(tied, "B1", overload_share=0.5, day=DAY)
    (found,) = np.argwhere(case.tied)
    assert (case.grids[found[0]], case.officers[found[1]]) == (planned.units.at[unit, "grid_id"], "B1-2")


def test_a_short_illness_is_bridged_by_the_backup(planned):
    who = _owner_of_most(planned)
    told = repair(planned, Ill(who, "2026-03-02", "2026-04-01"), day=DAY)
    assert told.moved == 0
    assert set(told.steps["reason"]) == {"stands_in"}
    owners = holders(told.plan.assignments, Role.PRIMARY, planned.grids.index)
    assert owners.equals(holders(planned.assignments, Role.PRIMARY, planned.grids.index))
    assert who in set(told.plan.registers.leaves["officer_id"])


def test_somebody_else_stands_in_while_the_backup_is_away_too(planned):
    who = _owner_of_most(planned)
    grid = planned.grids.index[planned.grids["primary_officer_id"] == who][0]
    backup = planned.grids.at[grid, "backup_officer_id"]
    away = [{"officer_id": backup, "first_day": "2026-03-20", "last_day": "2026-03-30"}]
    told = repair(_with(planned, leaves=away), Ill(who, "2026-03-02", "2026-04-01"), day=DAY)
    row = told.steps[told.steps["grid_id"] == grid].iloc[0]
    assert row["officer_to"] not in {who, backup}
    assert row["reason"] == "stands_in_other"
    assert holders(told.plan.assignments, Role.BACKUP, pd.Index([grid]))[grid] == row["officer_to"]


def test_a_long_illness_is_followed_like_a_leave(planned):
    who = _owner_of_most(planned)
    told = repair(planned, Ill(who, "2026-03-02"), day=DAY)
    assert told.moved > 0
    assert who not in set(told.plan.assignments["officer_id"])
    assert bool(told.plan.officers.at[who, "on_leave"])


@pytest.mark.parametrize("event", [Ill("B1-1", "2026-13-01"), Ill("B1-1", "2026-03-02", "2026-03-01"), Leave("E9")])
def test_what_makes_no_sense_is_refused(planned, event):
    with pytest.raises(InfeasibleError):
        repair(planned, event, day=DAY)


def test_the_hand_over_names_the_first_fifth(planned):
    told = repair(planned, Leave(_owner_of_most(planned)), day=DAY)
    assert told.handover["households"].sum() == told.moved
    introduced = " ".join(told.handover["introduce"]).split()
    assert len(introduced) == told.handover["introduce_n"].sum()
    moved = planned.households[planned.households["unit_id"].isin(told.handover["unit_id"])]
    by_grid = moved.groupby("grid_id").size()
    assert len(introduced) == np.ceil(by_grid * 0.2).sum()
    assert set(introduced) <= set(moved.index)
    preset = planned.params.presets["town"]
    assert told.hours == pytest.approx(len(introduced) * (planned.params.visit_min + preset.hop_min) / 60)


def test_more_than_a_tenth_a_quarter_is_phased(planned):
    who = _owner_of_most(planned)
    whole = repair(planned, Leave(who), day=DAY, quarter_share=1.0)
    assert (whole.quarters, whole.needs_approval) == (1, False)
    told = repair(planned, Leave(who), day=DAY, quarter_share=0.01)
    owners = told.steps[told.steps["households"] > 0]
    assert told.quarters == len(owners)
    assert told.needs_approval
    assert owners["since"].min() == DAY
    assert told.moved == whole.moved


def test_an_approved_branch_moves_at_once(planned):
    row = {"kind": "moves", "object_id": "B1", "reason": "离职", "approver": "m1", "last_day": ""}
    told = repair(_with(planned, declarations=[row]), Leave(_owner_of_most(planned)), day=DAY, quarter_share=0.01)
    assert (told.quarters, told.needs_approval) == (1, False)


def test_the_share_is_that_of_rule_g15(planned):
    told = repair(planned, Leave(_owner_of_most(planned)), day=DAY)
    assert told.allowed_share == 0.1
    assert told.needs_approval == ("G15" in set(complete_repair(planned, told).findings["rule"]))


def test_all_posts_of_a_branch_of_one_stand_vacant(planned):
    lonely = planned.officers[planned.officers.index == "B1-1"]
    others = planned.officers[planned.officers["branch_id"] != "B1"]
    mine = planned.assignments["officer_id"].str.startswith("B1")
    rows = planned.assignments.assign(officer_id=planned.assignments["officer_id"].where(~mine, "B1-1"))
    told = repair(replace(planned, officers=pd.concat([lonely, others]), assignments=rows), Leave("B1-1"), day=DAY)
    assert set(told.unowned) == set(planned.units.loc[planned.units["branch_id"] == "B1", "grid_id"])
    assert set(told.steps.loc[told.steps["role"] == "primary", "reason"]) == {"vacant"}
