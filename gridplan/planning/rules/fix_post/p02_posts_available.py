"""P02: a branch has all posts."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Post
from gridplan.planning.rules.rule import Judgement, Rule, each


def posts_available(plan: Plan, limits: Limits) -> Judgement:
    """Look for posts that nobody of a branch holds."""
    held, lacking = _held(plan), {}
    for branch in plan.branches.index:
        lacking[branch] = [Post(post) for post in limits["set"] if (branch, post) not in held]

    def say(branch: str) -> RuleFinding:
        zh, en = "、".join(post.zh for post in lacking[branch]), ", ".join(post.en for post in lacking[branch])
        return limits.finding(
            "branch", branch, len(lacking[branch]), "0", (f"缺少岗位：{zh}", f"has nobody for: {en}"),
            ("指定专人或兼任", "name somebody, be it beside another post"),
        )  # fmt: skip

    return each(pd.Series({branch: float(len(posts)) for branch, posts in lacking.items()}, dtype=float), say)


def _held(plan: Plan) -> set[tuple[str, str]]:
    branches = plan.posts["officer_id"].map(plan.officers["branch_id"])
    staff = plan.registers.office_staff
    return {*zip(branches, plan.posts["post"], strict=True), *zip(staff["branch_id"], staff["post"], strict=True)}


P02 = Rule(
    "P02",
    Text("岗位齐备", "All posts held"),
    Text("每个支行的各类岗位都有人", "Every branch has somebody for each of the posts"),
    posts_available,
    needs=("office_staff",),
)
