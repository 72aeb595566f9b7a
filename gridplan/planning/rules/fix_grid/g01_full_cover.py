"""G01: the base grids cover the county."""

from __future__ import annotations

import pandas as pd
import shapely

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.reading import base_grids
from gridplan.planning.rules.rule import Judgement, Rule, each


def full_cover(plan: Plan, limits: Limits) -> Judgement:
    """Look for units without a base grid, and for a gap in the county."""
    grids = base_grids(plan)

    outside = (~plan.units["grid_id"].isin(grids.index)).astype(float)

    def say(unit: str) -> RuleFinding:
        name = plan.units.at[unit, "name"]
        return limits.finding(
            "unit", unit, outside[unit], "0", (f"{name} 不在任何基础网格内", f"{name} lies in no base grid"),
            ("在“划格”页把它划入相邻网格", "give it to a neighbouring grid on the page Draw grids"),
        )  # fmt: skip

    return _gap(plan, limits) + each(outside, say)


def _gap(plan: Plan, limits: Limits) -> Judgement:
    county, grids = plan.layers.county, base_grids(plan)
    if county is None or county.empty or grids.empty:
        return Judgement(0)
    place = shapely.union_all(shapely.make_valid(county.geometry.to_numpy()))
    share = shapely.difference(place, shapely.union_all(grids.geometry.to_numpy())).area / place.area
    most = float(limits["gap_area_share_max"])

    def say(plan_id: str) -> RuleFinding:
        return limits.finding(
            "plan", plan_id, share, f"<= {most:.1%}",
            (f"全县面积的 {share:.2%} 不在任何基础网格内", f"{share:.2%} of the county's area lies in no base grid"),
            ("检查单元图层是否铺满县界", "see whether the units cover the county's outline"),
        )  # fmt: skip

    return each(pd.Series({plan.meta.plan_id: share - most}), say)


G01 = Rule(
    "G01",
    Text("全覆盖", "Full cover"),
    Text(
        "每个单元都在一个基础网格内，网格之间不留空白",
        "Every unit lies in a base grid, and the grids leave no gap in the county",
    ),
    full_cover,
)
