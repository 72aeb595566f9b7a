"""G12: a base grid isn't long and thin."""

from __future__ import annotations

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.reading import base_grids
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def compact(plan: Plan, limits: Limits) -> Judgement:
    """Hold the roundness of each base grid, 1 for a circle (Polsby & Popper 1991), against the least."""
    round_, least = base_grids(plan)["polsby_popper"].astype(float), float(limits["polsby_popper_min"])

    def say(grid: str) -> RuleFinding:
        return limits.finding(
            "grid", grid, round_[grid], f">= {least:.2f}",
            (f"形状狭长，紧凑度 {round_[grid]:.2f}", f"is long and thin: compactness {round_[grid]:.2f}"),
            ("与相邻网格互换边上的单元", "swap units at the rim with the grids next door"),
        )  # fmt: skip

    return each(beyond(round_, low=least), say)


G12 = Rule(
    "G12",
    Text("紧凑", "Compact"),
    Text("基础网格不狭长", "A base grid isn't long and thin"),
    compact,
)
