"""P07: the quota of filings suits the place."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import BranchKind
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each

#: Column of the posts with the quota of households that are filed in a week.
QUOTA = "filings_week"


def filings_quota(plan: Plan, limits: Limits) -> Judgement | None:
    """Hold the quota of filings of everybody who owns grids against what suits flat land or mountains."""
    if QUOTA not in plan.posts:
        return None
    quota = plan.posts.drop_duplicates("officer_id").set_index("officer_id")[QUOTA].astype(float)
    owning = plan.officers[plan.officers["grids_n"] > 0]
    number = pd.Series(quota.reindex(owning.index).fillna(0.0))
    steep = owning["branch_id"].map(plan.branches["kind"]) == BranchKind.MOUNTAIN
    low, high = (steep.map({True: limits["mountain"][end], False: limits["flat"][end]}).astype(float) for end in (0, 1))

    def say(officer: str) -> RuleFinding:
        return limits.finding(
            "post", officer, number[officer], f"{low[officer]:.0f}-{high[officer]:.0f}",
            (f"每周建档定额 {number[officer]:.0f} 户", f"is to file {number[officer]:.0f} households a week"),
            ("按地形调整建档定额", "set a quota that suits the land"),
        )  # fmt: skip

    return each(beyond(number, low, high), say)


P07 = Rule(
    "P07",
    Text("建档定额", "Quota of filings"),
    Text("每周建档定额与地形相称", "The weekly quota of filings suits flat land or mountains"),
    filings_quota,
)
