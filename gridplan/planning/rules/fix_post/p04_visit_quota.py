"""P04: the visits of an officer fit into the quota of the post."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def visit_quota(plan: Plan, limits: Limits) -> Judgement:
    """Hold the visits that the grids of an officer need in a year against the quota."""
    quota = plan.posts.drop_duplicates("officer_id").set_index("officer_id")["visits_week"] * plan.params.weeks
    needed = plan.officers["visits"].astype(float)
    has = pd.Series(quota.reindex(needed.index).fillna(0.0))

    def say(officer: str) -> RuleFinding:
        need, most = needed[officer], has[officer]
        return limits.finding(
            "officer", officer, need, f"<= {most:,.0f}",
            (f"每年需走访 {need:,.0f} 次，定额 {most:,.0f} 次", f"needs {need:,.0f} visits a year, has {most:,.0f}"),
            ("增加走访日比增加每日户数更有效", "another visit day helps more than more visits a day"),
        )  # fmt: skip

    return each(beyond(needed, high=has), say)


P04 = Rule(
    "P04",
    Text("走访定额", "Quota of visits"),
    Text(
        "名下网格一年所需的走访不超过岗位定额",
        "The visits that an officer's grids need in a year fit into the quota of the post",
    ),
    visit_quota,
)
