"""G09: every grid is of a known type."""

from __future__ import annotations

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import GridType
from gridplan.planning.rules.rule import Judgement, Rule, each


def type_in_set(plan: Plan, limits: Limits) -> Judgement:
    """Look for grids whose type is none of the eight."""
    known = sorted(str(kind) for kind in GridType)
    types = plan.grids["type"]
    strange = (~types.isin(known)).astype(float)

    def say(grid: str) -> RuleFinding:
        return limits.finding(
            "grid", grid, strange[grid], ", ".join(known),
            (f"网格类型“{types[grid]}”不在规定的八类之内", f"type {types[grid]!r} is none of the eight"),
            ("改用八类之一", "choose one of the eight"),
        )  # fmt: skip

    return each(strange, say)


G09 = Rule(
    "G09",
    Text("网格类型", "Type of grid"),
    Text("每个网格属于八类之一", "Every grid is of one of the eight types"),
    type_in_set,
)
