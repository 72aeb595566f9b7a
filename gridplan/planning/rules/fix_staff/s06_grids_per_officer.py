"""S06: an officer at work owns some grids, and not too many."""

from __future__ import annotations

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def grids_per_officer(plan: Plan, limits: Limits) -> Judgement:
    """Count the grids of each officer at work."""
    low, high = limits["range"]
    number = plan.officers.loc[~plan.officers["on_leave"].astype(bool), "grids_n"].astype(float)

    def say(officer: str) -> RuleFinding:
        return limits.finding(
            "officer", officer, number[officer], f"{low}-{high}",
            (f"名下 {number[officer]:.0f} 个网格", f"owns {number[officer]:.0f} grids"),
            ("合并过小的网格，或增配人员", "merge small grids, or add an officer") if number[officer] > high
            else ("分给网格，或定为协管岗", "give a grid, or name an assistant's post"),
        )  # fmt: skip

    return each(beyond(number, low, high), say)


S06 = Rule(
    "S06",
    Text("每人网格数", "Grids an officer"),
    Text("在岗客户经理名下有一至数个网格", "An officer at work owns one to a few grids"),
    grids_per_officer,
)
