"""S01: every base grid has one owner who is at work."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Role
from gridplan.planning.rules.reading import base_grids
from gridplan.planning.rules.rule import Judgement, Rule, each


def one_owner(plan: Plan, limits: Limits) -> Judgement:
    """Count the owners at work of each base grid."""
    wanted = int(limits["owners"])
    rows = plan.assignments[plan.assignments["role"] == Role.PRIMARY]
    away = plan.officers.index[plan.officers["on_leave"].astype(bool)]
    here = rows.loc[~rows["officer_id"].isin(away), "grid_id"].value_counts()
    number = pd.Series(here.reindex(base_grids(plan).index).fillna(0).astype(float))

    def say(grid: str) -> RuleFinding:
        return limits.finding(
            "grid", grid, number[grid], f"= {wanted}",
            (f"在岗A角 {number[grid]:.0f} 人", f"{number[grid]:.0f} owners at work"),
            ("为本支行增配客户经理，或指定一名A角", "staff the branch, or name one owner"),
        )  # fmt: skip

    return each((number - wanted).abs(), say)


S01 = Rule(
    "S01",
    Text("一格一A角", "One owner"),
    Text("每个基础网格恰有一名在岗A角", "Every base grid has exactly one owner who is at work"),
    one_owner,
)
