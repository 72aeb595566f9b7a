"""S07: nobody covers more than could be carried."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Role
from gridplan.planning.rules.reading import base_grids
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def backup_roles(plan: Plan, limits: Limits) -> Judgement:
    """Count the grids that each officer covers, and what the hours would be if all their owners were away."""
    rows = plan.assignments[plan.assignments["role"] == Role.BACKUP]
    covered = rows.groupby("officer_id")["grid_id"].agg(list).reindex(plan.officers.index)
    covered = covered[covered.notna()]
    return _number(covered.map(len).astype(float), limits) + _factor(plan, covered, limits)


def _number(number: pd.Series, limits: Limits) -> Judgement:
    most = int(limits["max"])

    def say(officer: str) -> RuleFinding:
        return limits.finding(
            "officer", officer, number[officer], f"<= {most}",
            (f"担任 {number[officer]:.0f} 个网格的B角", f"is backup of {number[officer]:.0f} grids"),
            ("把部分B角分给同事", "share the covers out among colleagues"),
        )  # fmt: skip

    return each(beyond(number, high=most), say)


def _factor(plan: Plan, covered: pd.Series, limits: Limits) -> Judgement:
    most, load = float(limits["cover_load_factor_max"]), base_grids(plan)["workload_h"]
    hours = plan.officers["available_h"].astype(float)
    # of no cover at all pandas would not know that it is a number
    extra = covered.map(lambda grids: float(load.reindex(grids).sum())).astype(float)
    factor = ((plan.officers["workload_h"] + extra) / hours.where(hours > 0)).dropna()

    def say(officer: str) -> RuleFinding:
        return limits.finding(
            "officer", officer, factor[officer], f"<= {most:g}",
            (
                f"全部顶岗时工作量为工时的 {factor[officer]:.1f} 倍",
                f"would have {factor[officer]:.1f} times the hours if all owners were away",
            ),
            ("把重网格的B角分给同事", "give the cover of heavy grids to a colleague"),
        )  # fmt: skip

    return each(beyond(factor, high=most), say)


S07 = Rule(
    "S07",
    Text("B角数与顶岗负荷", "Covers an officer"),
    Text("一人担任B角的网格不多，全部顶岗时仍承担得起", "An officer covers few grids, and could carry them all"),
    backup_roles,
)
