"""G13: the grids of a branch carry about the same work."""

from __future__ import annotations

import numpy as np

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.hopeless import hopeless
from gridplan.planning.rules.reading import base_grids
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def workload_balance(plan: Plan, limits: Limits) -> Judgement:
    """Hold each base grid against the mean of its branch, and the heaviest of a branch against the lightest."""
    return _within(plan, limits) + _ratio(plan, limits)


def _within(plan: Plan, limits: Limits) -> Judgement:
    grids, within = base_grids(plan), float(limits["within_share"])
    off, why = grids["deviation"].astype(float), hopeless(plan, grids, within)

    def say(grid: str) -> RuleFinding:
        return limits.finding(
            "grid", grid, off[grid], f"+-{within:.0%}",
            (f"工作量偏离本支行均值 {off[grid]:+.0%}", f"workload is {off[grid]:+.0%} off its branch's mean"),
            why.get(grids.at[grid, "branch_id"], ("在相邻网格之间调整单元", "move units between neighbouring grids")),
        )  # fmt: skip

    return each(beyond(off, -within, within), say)


def _ratio(plan: Plan, limits: Limits) -> Judgement:
    load, most = base_grids(plan).groupby("branch_id")["workload_h"], float(limits["max_min_ratio"])
    ratio = load.max() / load.min()
    ratio = ratio[np.isfinite(ratio)]

    def say(branch: str) -> RuleFinding:
        times = ratio[branch]
        return limits.finding(
            "branch", branch, times, f"<= {most:g}",
            (f"最重网格是最轻网格的 {times:.1f} 倍", f"its heaviest grid is {times:.1f} times the lightest"),
            ("重新均衡，或改变网格数", "balance again, or change the number of grids"),
        )  # fmt: skip

    return each(beyond(ratio, high=most), say)


G13 = Rule(
    "G13",
    Text("工作量均衡", "Balance of work"),
    Text(
        "同一支行各网格的工作量相近",
        "Workload stays near the branch's mean, and the heaviest grid near the lightest",
    ),
    workload_balance,
)
