import pandas as pd
import pytest

from gridplan.model.registers import REGISTERS, Registers
from gridplan.planning.staffing.loans import at_branch, at_branches

OFFICERS = pd.DataFrame(
    {"branch_id": ["A", "A", "B"], "available_h": [1_000.0, 800.0, 600.0], "visit_days": 4.0, "hours_week": 40.0},
    index=pd.Index(["a1", "a2", "b1"], name="officer_id"),
)


def _lent(*rows, day="2026-07-01"):
    table = pd.DataFrame(rows, columns=list(REGISTERS["loans"].columns))
    return Registers(loans=table).lent(day)


def test_with_nobody_lent_everybody_is_at_home():
    assert at_branches(OFFICERS, _lent()) is OFFICERS


def test_who_is_lent_for_good_is_at_home_no_more():
    lent = _lent(("a1", "B", 1.0, "2026-01-01", "", ""))
    assert at_branch(OFFICERS, lent, "A").index.tolist() == ["a2"]
    assert at_branch(OFFICERS, lent, "B").index.tolist() == ["b1", "a1"]
    assert at_branch(OFFICERS, lent, "B").at["a1", "available_h"] == 1_000


def test_who_is_lent_for_a_part_divides_days_and_hours_and_none_is_lost():
    lent = _lent(("a1", "B", 0.25, "", "", ""), ("a1", "C", 0.25, "", "", ""))
    teams = at_branches(OFFICERS, lent)
    assert teams.loc["a1"].set_index("branch_id")["available_h"].to_dict() == {"A": 500.0, "B": 250.0, "C": 250.0}
    assert teams.loc["a1", "visit_days"].tolist() == [2.0, 1.0, 1.0]
    assert teams.loc["a1", "hours_week"].eq(40.0).all()
    assert teams["available_h"].sum() == OFFICERS["available_h"].sum()


@pytest.mark.parametrize(("first", "last", "holds"), [
    ("2026-07-01", "2026-07-01", True), ("", "", True), ("2026-07-02", "", False), ("", "2026-06-30", False),
])  # fmt: skip
def test_a_loan_holds_from_its_first_to_its_last_day(first, last, holds):
    assert len(_lent(("a1", "B", 1.0, first, last, ""))) == holds


def test_a_stranger_who_is_lent_changes_nothing():
    assert at_branches(OFFICERS, _lent(("x", "B", 1.0, "", "", ""))) is OFFICERS
