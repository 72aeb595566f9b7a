"""P09: a post says which data its holder sees."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.role_views import view_of_post
from gridplan.planning.rules.rule import Judgement, Rule, each


def data_scope(plan: Plan, limits: Limits) -> Judgement:
    """Look for people whose post has no view of its own, or who are given another."""
    staff = plan.registers.office_staff
    held = pd.concat([plan.posts.set_index("officer_id")["post"], staff.set_index("staff_id")["post"]])
    held = held[~held.index.duplicated()]
    view = held.map(view_of_post())
    lacking = (view.isna() | (_written(plan).reindex(held.index).fillna(view) != view)).astype(float)

    def say(person: str) -> RuleFinding:
        return limits.finding(
            "post", person, lacking[person], "0",
            (f"数据范围与岗位“{held[person]}”不符", f"the data in view isn't that of the post {held[person]!r}"),
            ("按岗位规定数据范围", "let the post set the data scope"),
        )  # fmt: skip

    return each(lacking, say)


def _written(plan: Plan) -> pd.Series:
    """Take the scopes that stand beside the posts; plans from before there were any have none."""
    if "data_scope" not in plan.posts:
        return pd.Series(dtype=object)
    return plan.posts.drop_duplicates("officer_id").set_index("officer_id")["data_scope"]


P09 = Rule(
    "P09",
    Text("岗位定数据范围", "A post sets the data scope"),
    Text("每个岗位规定其可见数据的范围", "Every post says which data its holder sees"),
    data_scope,
    uses=("office_staff",),
)
