import numpy as np
import pandas as pd
import pytest

from gridplan.model.registers import Registers
from gridplan.model.roster import Hard, Rule
from gridplan.model.words import Declared, Post
from gridplan.planning.staffing.assignment import assign
from gridplan.planning.staffing.eligibility import away_together, branch_rules

DAY = "2026-11-26"
UNITS = pd.Series({"u0": "g0", "u1": "g1", "u2": "g1"})


def _officers(*on_leave, skills=None):
    ids = ["o0", "o1", "o2"]
    table = pd.DataFrame({"available_h": 1_000.0, "on_leave": [i in on_leave for i in ids]}, index=ids)
    return table if skills is None else table.assign(skills=skills)


def _grids():
    return pd.DataFrame({"type": ["village", "market"]}, index=["g0", "g1"])


def _rules(registers=None, officers=None, owners=None):
    found = branch_rules(
        _grids(), _officers() if officers is None else officers, UNITS, registers or Registers(), DAY, owners
    )
    return {(rule.kind, rule.grid, rule.officer): rule for rule in found}


def test_nothing_written_down_keeps_nobody_out():
    assert _rules() == {}


def test_who_is_on_leave_serves_no_grid():
    rule = _rules(officers=_officers("o1"))[Hard.LEAVE, -1, 1]
    assert rule.bars == ((0, 1), (1, 1))


def test_whose_skills_are_written_down_serves_grids_of_these_types_alone():
    found = _rules(officers=_officers(skills=["village;mixed", None, "market"]))
    assert found[Hard.SKILL, 0, -1].bars == ((0, 2),)
    assert found[Hard.SKILL, 1, -1].bars == ((1, 0),)


def test_a_mixed_grid_asks_for_no_skill():
    mixed = _grids().assign(type="mixed")
    assert branch_rules(mixed, _officers(skills=["village", "", "market"]), UNITS, Registers(), DAY) == ()


def test_an_officer_without_the_skill_gets_no_grid_of_that_type():
    officers = _officers(skills=["market", "village", "village"])
    found = _assigned(bars=branch_rules(_grids(), officers, UNITS, Registers(), DAY))
    assert found["g1", "primary"] == "o0"
    assert {found["g0", "primary"], found["g0", "backup"]} == {"o1", "o2"}


def test_an_owner_of_more_than_three_years_may_go_on_as_backup_alone():
    since = pd.DataFrame(
        {
            "officer_id": ["o0", "o1", "x"],
            "unit_id": ["u2", "u0", "u0"],
            "since": ["2023-11-01", "2024-01-01", "2020-01-01"],
        }
    )
    found = _rules(Registers(tenures=since))
    assert set(found) == {(Hard.ROTATION, 1, 0)}
    assert found[Hard.ROTATION, 1, 0].owner_only


def test_who_reviews_serves_nothing_in_the_branch():
    staff = pd.DataFrame({"staff_id": ["o2"], "branch_id": ["b"], "post": [str(Post.RISK_REVIEWER)], "town": [""]})
    assert set(_rules(Registers(office_staff=staff))) == {(Hard.REVIEW, -1, 2)}


def test_a_locked_grid_stays_with_its_owner():
    said = pd.DataFrame(
        {"kind": [str(Declared.LOCK)], "object_id": ["u1"], "reason": "", "approver": "", "last_day": ""}
    )
    owners = pd.Series({"g0": "o0", "g1": "o1"})
    assert set(_rules(Registers(declarations=said), owners=owners)) == {(Hard.LOCK, 1, 1)}
    assert _rules(Registers(declarations=said)) == {}


@pytest.mark.parametrize(
    ("first", "last", "meet"),
    [
        ("2026-12-01", "2026-12-10", True),
        ("2026-12-21", "", False),
        ("2026-12-20", "", True),
        ("2025-12-01", "2026-01-01", False),
    ],
)
def test_leaves_that_meet_are_told(first, last, meet):
    leaves = pd.DataFrame(
        {"officer_id": ["o0", "o2"], "first_day": ["2025-12-01", first], "last_day": ["2026-12-20", last]}
    )
    apart = away_together(_officers(), leaves, DAY)
    assert apart[0, 2] == apart[2, 0] == meet
    assert apart.sum() == 2 * meet


def _assigned(**words):
    load = pd.Series({"g0": 100.0, "g1": 100.0})
    travel = pd.DataFrame([[0.0, 9.0, 50.0]] * 2, index=load.index, columns=["o0", "o1", "o2"])
    rows = assign(load, _officers(), travel, **words).assignments
    return {(row.grid_id, row.role): row.officer_id for row in rows.itertuples()}


def test_whom_a_rule_bars_gets_no_grid():
    bars = [Rule(Hard.SKILL, grid=0, bars=((0, 0), (0, 1)))]
    found = _assigned(bars=bars)
    assert found["g0", "primary"] == "o2"
    assert ("g0", "backup") not in found
    assert {found["g1", "primary"], found["g1", "backup"]} <= {"o0", "o1", "o2"}


def test_rotation_waits_where_nobody_else_is_able():
    barred = Rule(Hard.SKILL, grid=0, bars=((0, 1), (0, 2)))
    due = Rule(Hard.ROTATION, grid=0, officer=0, bars=((0, 0),), owner_only=True)
    assert _assigned(bars=[due])["g0", "primary"] != "o0"
    assert _assigned(bars=[due, barred])["g0", "primary"] == "o0"


def test_a_backup_is_there_when_the_owner_is_away():
    apart = np.zeros((3, 3), dtype=bool)
    apart[0, 1] = apart[1, 0] = True
    found = _assigned(apart=apart)
    for grid in ("g0", "g1"):
        assert {found[grid, "primary"], found[grid, "backup"]} != {"o0", "o1"}
