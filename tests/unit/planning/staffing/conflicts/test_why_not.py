from dataclasses import replace

import pandas as pd

from gridplan.planning.staffing.conflicts import branch_roster, why_not
from tests.town.planned import plan_town

PLAN = plan_town()
BRANCH = str(PLAN.grids["branch_id"].value_counts().index[0])


def _with_hours(hours):
    return replace(PLAN, officers=PLAN.officers.assign(available_h=hours, on_leave=False))


def test_a_branch_with_time_to_spare_has_no_conflict():
    people = PLAN.officers["branch_id"] == BRANCH
    assert people.sum() >= 2
    assert why_not(_with_hours(1e5), BRANCH) is None


def test_a_branch_without_enough_hours_names_everybodys_hours():
    plan = _with_hours(1.0)
    told = why_not(plan, BRANCH)
    people = plan.officers.index[plan.officers["branch_id"] == BRANCH]
    assert set(told.rules) <= {f"capacity:{officer}" for officer in people}
    assert told.minimal
    assert any("总工作量" in line for line in told.lines("zh"))
    assert told.repairs


def test_a_branch_without_officers_says_so():
    nobody = replace(PLAN, officers=PLAN.officers[PLAN.officers["branch_id"] != BRANCH])
    assert "there is no officer at all" in why_not(nobody, BRANCH).lines("en")


def test_grids_too_many_are_told_with_the_limit():
    told = why_not(_with_hours(1e5), BRANCH, most_grids=0)
    assert all(rule.startswith("max_grids:") for rule in told.rules)
    assert any(repair.grids or repair.hires for repair in told.repairs)


def test_the_request_has_the_grids_and_people_of_the_branch():
    roster = branch_roster(PLAN, BRANCH)
    base = PLAN.grids[PLAN.grids["kind"] == "base"]
    assert set(roster.grids) == set(base.index[base["branch_id"] == BRANCH])
    assert pd.Series(roster.hours).notna().all()
