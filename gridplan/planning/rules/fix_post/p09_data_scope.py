"""P09: a post says which data its holder sees."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.role_views import view_of_post
from gridplan.planning.rules.rule import Judgement, Rule, each


def data_scope(plan: Plan, limits: Limits) -> Judgement:
    """Look for people whose post has no view of its own."""
    staff = plan.registers.office_staff
    held = pd.concat([plan.posts.set_index("officer_id")["post"], staff.set_index("staff_id")["post"]])
    held = held[~held.index.duplicated()]

    lacking = (~held.isin(list(view_of_post()))).astype(float)

    def say(person: str) -> RuleFinding:
        return limits.finding(
            "post", person, lacking[person], "0",
            (f"岗位“{held[person]}”没有规定数据范围", f"nobody says which data the post {held[person]!r} sees"),
            ("改用六类岗位之一", "choose one of the six posts"),
        )  # fmt: skip

    return each(lacking, say)


P09 = Rule(
    "P09",
    Text("岗位定数据范围", "A post sets the data scope"),
    Text("每个岗位规定其可见数据的范围", "Every post says which data its holder sees"),
    data_scope,
    uses=("office_staff",),
)
