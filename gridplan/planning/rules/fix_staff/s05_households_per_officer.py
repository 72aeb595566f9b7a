"""S05: an officer who owns grids has neither too few nor too many households."""

from __future__ import annotations

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def households_per_officer(plan: Plan, limits: Limits) -> Judgement:
    """Count the households of each officer who owns grids."""
    low, high = limits["range"]
    number = plan.officers.loc[plan.officers["grids_n"] > 0, "households"].astype(float)

    def say(officer: str) -> RuleFinding:
        zh, en = ("，超过上限", ", beyond the hard limit") if number[officer] > limits["hard_max"] else ("", "")
        return limits.finding(
            "officer", officer, number[officer], f"{low:,}-{high:,}",
            (f"名下 {number[officer]:,.0f} 户{zh}", f"owns {number[officer]:,.0f} households{en}"),
            ("可再承接网格", "has room for another grid") if number[officer] < low
            else ("增配客户经理，或分层走访", "add an officer, or visit by tier"),
        )  # fmt: skip

    return each(beyond(number, low, high), say)


S05 = Rule(
    "S05",
    Text("每人户数", "Households an officer"),
    Text("有网格的客户经理，名下户数适中", "An officer who owns grids has neither too few nor too many households"),
    households_per_officer,
)
