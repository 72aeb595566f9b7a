"""P01: who is assigned to a grid has a post with written duties."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def duties_written(plan: Plan, limits: Limits) -> Judgement:
    """Count the written duties of everybody who serves, assists, reviews or supervises a grid."""
    least = int(limits["min"])
    posts = plan.posts.drop_duplicates("officer_id").set_index("officer_id")
    written = posts["duties_zh"].fillna("").map(lambda text: len(text.split()))
    assigned = plan.assignments["officer_id"]
    known = assigned[assigned.isin(plan.officers.index) | assigned.isin(plan.registers.office_staff["staff_id"])]
    number = pd.Series(written.reindex(sorted(known.unique())).fillna(0).astype(float))

    def say(officer: str) -> RuleFinding:
        return limits.finding(
            "post", officer, number[officer], f">= {least}",
            (f"岗位职责只写了 {number[officer]:.0f} 条", f"has only {number[officer]:.0f} written duties"),
            ("在岗位职责表中补全", "write them into the table of duties"),
        )  # fmt: skip

    return each(beyond(number, low=least), say)


P01 = Rule(
    "P01",
    Text("职责成文", "Written duties"),
    Text(
        "服务、协管、评审、监督网格的人都有岗位，职责成文",
        "Who serves, assists, reviews or supervises a grid has a post with written duties",
    ),
    duties_written,
    uses=("office_staff",),
)
