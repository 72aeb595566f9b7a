"""G06: a grid of villages holds a few of them."""

from __future__ import annotations

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import GridType, UnitType
from gridplan.planning.rules.reading import base_grids, units_of
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each

VILLAGES = (UnitType.VILLAGE, UnitType.NATURAL_VILLAGE)


def villages_per_grid(plan: Plan, limits: Limits) -> Judgement:
    """Count the villages of each base grid that is made of villages."""
    low, high = limits["range"]
    grids = base_grids(plan)
    grids = grids[grids["type"] == GridType.VILLAGE]
    villages = units_of(plan)[plan.units["type"].isin(list(VILLAGES))]
    number = villages.value_counts().reindex(grids.index).fillna(0).astype(float)

    def say(grid: str) -> RuleFinding:
        many = number[grid] > high
        return limits.finding(
            "grid", grid, number[grid], f"{low}-{high}",
            (f"含 {number[grid]:.0f} 个村", f"holds {number[grid]:.0f} villages"),
            ("划出一部分村", "give some villages away") if many else ("并入相邻网格", "merge it into a neighbour"),
        )  # fmt: skip

    return each(beyond(number, low, high), say)


G06 = Rule(
    "G06",
    Text("每格村数", "Villages a grid"),
    Text("村域网格含一至数个村", "A grid of villages holds one to a few of them"),
    villages_per_grid,
)
