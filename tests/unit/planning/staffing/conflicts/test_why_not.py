from dataclasses import replace

import pandas as pd
import pytest

from gridplan.model.registers import REGISTERS, Registers
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


def _short(hours=1e5, at_work=("B2-2",)):
    """A branch whose officers have next to no hours, and others of whom some could help out."""
    mine = PLAN.officers["branch_id"] == BRANCH
    officers = PLAN.officers.assign(available_h=hours, workload_h=0.0)
    officers.loc[mine, "available_h"] = 1.0
    officers["on_leave"] = ~mine & ~officers.index.isin(at_work)
    return replace(PLAN, officers=officers)


def _borrowing(told):
    return [repair for repair in told.repairs if any(rule.startswith("branch:") for rule in repair.drop)]


@pytest.mark.parametrize("hours", [300.0, 1e5])
def test_an_officer_with_time_to_spare_can_be_borrowed_and_that_mends_it(hours):
    plan = _short(hours, ("B2-2", "B3-1", "B3-2"))
    (repair,) = _borrowing(why_not(plan, BRANCH))
    loans = []
    for rule, words in zip(repair.drop, repair.message.en.split(", "), strict=True):
        who, share = rule.removeprefix("branch:"), float(words.split(" for ")[1].split("%")[0]) / 100
        assert words.startswith(f"borrow officer {who} from branch {who[:2]} ")
        loans.append((who, BRANCH, share, "", "", ""))
    written = Registers(loans=pd.DataFrame(loans, columns=list(REGISTERS["loans"].columns)))
    assert why_not(replace(plan, registers=written), BRANCH) is None


def test_nobody_is_borrowed_who_has_no_time_is_away_or_is_lent_already():
    plan = _short()
    assert [one.drop for one in _borrowing(why_not(plan, BRANCH))] == [("branch:B2-2",)]
    full = replace(plan, officers=plan.officers.assign(workload_h=plan.officers["available_h"] * 0.99))
    loans = pd.DataFrame([("B2-2", "B3", 0.5, "", "", "")], columns=list(REGISTERS["loans"].columns))
    for other in (full, _short(at_work=()), replace(plan, registers=Registers(loans=loans))):
        assert _borrowing(why_not(other, BRANCH)) == []
