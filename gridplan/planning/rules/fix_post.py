"""Fix the post (定岗): written duties, and a quota of visits that the work fits into."""

from __future__ import annotations

from collections.abc import Iterator

from gridplan.model.findings import RuleFinding
from gridplan.model.plan import Plan
from gridplan.planning.rules.catalogue import Limits

Findings = Iterator[RuleFinding]


def duties_written(plan: Plan, limits: Limits) -> Findings:
    """P01: who serves a grid has a post with at least three written duties."""
    serving = plan.assignments["officer_id"].unique()
    number = plan.posts.set_index("officer_id")["duties_zh"].fillna("").map(lambda text: len(text.split()))
    for officer in sorted(serving):
        written = int(number.get(officer, 0))
        if written < limits["min"]:
            yield limits.finding(
                "post", officer, written, f">= {limits['min']}",
                (f"岗位职责只写了 {written} 条", f"has only {written} written duties"),
                ("在岗位职责表中补全", "write them into the table of duties"),
            )  # fmt: skip


def visit_quota(plan: Plan, limits: Limits) -> Findings:
    """P04: the visits that an officer's grids need in a year fit into the quota of the post."""
    quota = plan.posts.set_index("officer_id")["visits_week"] * plan.params.weeks
    needed = plan.officers["visits"]
    for officer, number in needed[needed > quota.reindex(needed.index).fillna(0)].items():
        has = float(quota.get(officer, 0.0))
        yield limits.finding(
            "officer", officer, number, f"<= {has:,.0f}",
            (f"每年需走访 {number:,.0f} 次，定额 {has:,.0f} 次", f"needs {number:,.0f} visits a year, has {has:,.0f}"),
            ("增加走访日比增加每日户数更有效", "another visit day helps more than more visits a day"),
        )  # fmt: skip
