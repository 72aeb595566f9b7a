"""S09: nobody reviews or approves for kin, or for the own village (回避)."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.deciding import deciders
from gridplan.planning.rules.reading import units_of
from gridplan.planning.rules.rule import Judgement, Rule, each


def avoidance(plan: Plan, limits: Limits) -> Judgement | None:
    """Look for grids all of whose deciders are tied to one of their units."""
    deciding = deciders(plan, limits["roles"])
    if deciding.empty:
        return None
    tied = pd.MultiIndex.from_frame(deciding[["grid_id", "officer_id"]]).isin(_ties(plan, limits["relations"]))
    # of several people in the office, anyone who isn't tied may decide; who is named for a grid may not be tied at all
    free = deciding.assign(tied=tied).groupby(["grid_id", "named"])["tied"].agg(["all", "sum"]).reset_index()
    broken = free["sum"].where(free["named"], free["sum"].where(free["all"], 0)).astype(float)
    number = broken.groupby(free["grid_id"]).max()

    def say(grid: str) -> RuleFinding:
        return limits.finding(
            "grid", grid, number[grid], "0",
            ("评审人与本网格单元有亲属或本村关系", "who reviews or approves here has kin in it or is a native of it"),
            ("改由无关联的人员评审", "have somebody without ties review it"),
        )  # fmt: skip

    return each(number, say)


def _ties(plan: Plan, relations: list[str]) -> set[tuple[str, str]]:
    rows = plan.registers.relations
    rows = rows[rows["relation"].isin(relations)]
    grids = rows["unit_id"].map(units_of(plan))
    return set(zip(grids[grids.notna()], rows.loc[grids.notna(), "officer_id"], strict=True))


S09 = Rule(
    "S09",
    Text("回避", "Avoidance"),
    Text(
        "评审、审批人员与网格单元没有亲属或本村关系",
        "Who reviews or approves has no kin in the grid, and isn't a native of it",
    ),
    avoidance,
    needs=("relations",),
    uses=("office_staff",),
)
