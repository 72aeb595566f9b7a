"""P06: an owner stands in the own grids every week."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def stationing(plan: Plan, limits: Limits) -> Judgement:
    """Count the weekly slots of everybody who owns grids."""
    least, owning = int(limits["min"]), plan.officers.index[plan.officers["grids_n"] > 0]
    slots = plan.registers.stations["officer_id"].value_counts()
    number = pd.Series(slots.reindex(owning).fillna(0).astype(float))

    def say(officer: str) -> RuleFinding:
        return limits.finding(
            "officer", officer, number[officer], f">= {least}",
            (f"每周驻勤 {number[officer]:.0f} 次", f"is on station {number[officer]:.0f} times a week"),
            ("每周安排一次固定驻勤", "fix a weekly hour on station"),
        )  # fmt: skip

    return each(beyond(number, low=least), say)


P06 = Rule(
    "P06",
    Text("每周驻勤", "On station every week"),
    Text("有网格的客户经理每周固定驻勤", "An officer who owns grids is on station every week"),
    stationing,
    needs=("stations",),
)
