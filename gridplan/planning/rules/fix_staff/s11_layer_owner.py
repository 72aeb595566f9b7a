"""S11: every level of grids has somebody who answers for it."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.reading import base_grids, owner_of
from gridplan.planning.rules.rule import Judgement, Rule, each


def layer_owner(plan: Plan, limits: Limits) -> Judgement | None:
    """Look for areas, blocks and base grids that nobody answers for."""
    if plan.blocks.empty:
        return None
    grids = base_grids(plan)
    owner = pd.concat([plan.blocks["owner_id"], owner_of(plan, grids.index.to_series())])
    lacking = (owner == "").astype(float)
    name = pd.concat([plan.blocks["name"], grids["name"]])

    def say(one: str) -> RuleFinding:
        return limits.finding(
            "grid", one, lacking[one], "0", (f"{name[one]} 没有负责人", f"nobody answers for {name[one]}"),
            ("登记支行行长或片区负责人", "write down the head of the branch or of the block"),
        )  # fmt: skip

    return each(lacking, say)


S11 = Rule(
    "S11",
    Text("分级负责人", "Owner of each level"),
    Text(
        "一级网格、片区与基础网格各有负责人",
        "The area of a branch, its blocks and its base grids each have somebody who answers for them",
    ),
    layer_owner,
    needs=("office_staff",),
)
