"""G03: a base grid is the sum of its units."""

from __future__ import annotations

import pandas as pd
import shapely

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Declared
from gridplan.planning.rules.reading import as_of, base_grids
from gridplan.planning.rules.rule import Judgement, Rule, each


def follows_units(plan: Plan, limits: Limits) -> Judgement:
    """Measure how much of each unit lies outside of its grid; a split that is declared is meant."""
    grids = base_grids(plan)
    units = plan.units[plan.units["grid_id"].isin(grids.index)]
    units = units.drop(index=units.index.intersection(list(plan.registers.declared(Declared.SPLIT, as_of(plan)))))
    outside = shapely.difference(units.geometry.to_numpy(), grids.geometry.loc[units["grid_id"]].to_numpy())
    split = ~shapely.is_empty(shapely.buffer(outside, -float(limits["snap_m"]) / 2))
    areas = pd.Series(shapely.area(outside) * split, index=units.index, dtype=float)

    def say(unit: str) -> RuleFinding:
        grid, area = units.at[unit, "grid_id"], areas[unit]
        return limits.finding(
            "unit", unit, area, "0 m2",
            (f"单元被 {grid} 的边界切开，{area:,.0f} 平方米在格外", f"is split: {area:,.0f} m2 lie outside {grid}"),
            ("让网格边界沿单元边界走，或登记拆村", "let the grid follow the unit's border, or declare the split"),
        )  # fmt: skip

    return each(areas, say)


G03 = Rule(
    "G03",
    Text("沿单元边界", "Follows units"),
    Text(
        "基础网格由整个单元组成，拆开的单元须书面登记",
        "A base grid is the sum of whole units; a unit is split only where that is declared",
    ),
    follows_units,
    uses=("declarations",),
)
