from dataclasses import replace

import pandas as pd
import pytest

from gridplan.model.registers import REGISTERS, Registers
from gridplan.planning.pipeline.one_branch import of_branch
from gridplan.planning.rules import check_rules
from tests.town import tiny_town
from tests.town.planned import plan_town

DAY = "2026-01-01"


def _lent(share, *officers):
    rows = [(officer, "B1", share, "2025-12-01", "", "") for officer in officers]
    return Registers(loans=pd.DataFrame(rows, columns=list(REGISTERS["loans"].columns)))


def _serving(plan, officer):
    rows = plan.assignments[
        (plan.assignments["officer_id"] == officer) & plan.assignments["role"].isin(["primary", "backup"])
    ]
    return set(rows["grid_id"].map(plan.grids["branch_id"]))


@pytest.fixture(scope="module")
def lent():
    """A plan in which the first branch has but one officer of its own, and two who are lent to it."""
    town = tiny_town()
    left = town.officers.drop(index=["B1-2", "B1-3"])
    return plan_town(replace(town, officers=left, registers=_lent(1.0, "B2-1", "B3-1")))


def test_who_is_lent_serves_there_and_at_home_no_more(lent):
    assert _serving(lent, "B2-1") | _serving(lent, "B3-1") == {"B1"}
    first = lent.grids[(lent.grids["kind"] == "base") & (lent.grids["branch_id"] == "B1")]
    assert (first["backup_officer_id"] != "").all()
    assert set(first["primary_officer_id"]) | set(first["backup_officer_id"]) <= {"B1-1", "B2-1", "B3-1"}


def test_a_loan_is_no_breach_until_it_ends(lent):
    assert check_rules(lent)["rule"].isin(["S02", "S03"]).sum() == 0
    ended = replace(lent, registers=Registers())
    assert {"S02", "S03"} <= set(check_rules(ended)["rule"])


def test_the_hours_of_a_branch_are_those_that_are_worked_there(lent):
    mine = lent.officers["available_h"]
    assert lent.branches.at["B1", "available_h"] == mine["B1-1"] + mine["B2-1"] + mine["B3-1"]
    assert lent.branches["available_h"].sum() == pytest.approx(mine.sum())
    assert lent.branches.loc["B1", "officers_n"] == 3


def test_who_is_lent_for_a_part_may_serve_at_both_branches():
    plan = plan_town(replace(tiny_town(), registers=_lent(0.5, "B2-1")))
    assert _serving(plan, "B2-1") <= {"B1", "B2"}
    hours = plan.officers["available_h"]
    assert plan.branches.at["B2", "available_h"] == pytest.approx(hours["B2-1"] / 2 + hours["B2-2"] + hours["B2-3"])


def test_a_branch_by_itself_has_whom_it_borrowed(lent):
    assert set(of_branch(lent, "B1").officers.index) == {"B1-1", "B2-1", "B3-1"}
