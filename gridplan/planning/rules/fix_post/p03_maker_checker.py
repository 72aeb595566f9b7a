"""P03: nobody checks the own work."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Role
from gridplan.planning.rules.deciding import deciders
from gridplan.planning.rules.reading import base_grids
from gridplan.planning.rules.rule import Judgement, Rule, each

SERVING = (Role.PRIMARY, Role.BACKUP, Role.ASSISTANT)


def maker_checker(plan: Plan, limits: Limits) -> Judgement:
    """Look for base grids that nobody reviews but those who serve them, or that one of them is named to review."""
    rows = plan.assignments[plan.assignments["role"].isin(list(SERVING))]
    deciding = deciders(plan, [str(Role.REVIEWER)])
    pairs = pd.MultiIndex.from_frame(deciding[["grid_id", "officer_id"]])
    own = pairs.isin(pd.MultiIndex.from_frame(rows[["grid_id", "officer_id"]]))
    named_own = deciding.loc[own & deciding["named"].to_numpy(dtype=bool), "grid_id"]
    checked = set(deciding.loc[~own, "grid_id"]) - set(named_own)
    grids = base_grids(plan).index
    unchecked = pd.Series((~grids.isin(checked)).astype(float), index=grids)

    def say(grid: str) -> RuleFinding:
        return limits.finding(
            "grid", grid, unchecked[grid], "0",
            ("没有经办人以外的评审人", "nobody reviews it but who serves it"),
            ("指定不经办本网格的风险评审员", "name a risk reviewer who doesn't serve it"),
        )  # fmt: skip

    return each(unchecked, say)


P03 = Rule(
    "P03",
    Text("经办与复核分离", "Maker and checker"),
    Text("网格的评审人不是经办人", "Who reviews a grid doesn't serve it"),
    maker_checker,
    needs=("office_staff",),
)
