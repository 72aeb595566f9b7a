"""G16: base grids lie in blocks, blocks in the areas of branches."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from gridplan.model.blocks import AREA, BASE, BLOCK
from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.reading import base_grids
from gridplan.planning.rules.rule import Judgement, Rule, each


def levels_nest(plan: Plan, limits: Limits) -> Judgement | None:
    """Measure how much of each grid and block lies outside of the one above, which must be of its branch."""
    if plan.blocks.empty:
        return None
    grids = base_grids(plan)
    if "block_id" not in grids:
        return None
    below = pd.concat([_below(grids, "block_id", BASE), _below(plan.blocks, "parent_id", BLOCK)])
    outside = _outside(below, plan.blocks, float(limits["tol_m"]))

    def say(one: str) -> RuleFinding:
        return limits.finding(
            "grid", one, outside[one], "0 m2",
            (
                f"不在上级网格之内：{outside[one]:,.0f} 平方米在外",
                f"doesn't lie in the block above: {outside[one]:,.0f} m2 are outside",
            ),
            ("重新划分片区", "draw the blocks anew"),
        )  # fmt: skip

    return each(outside, say)


def _below(table: gpd.GeoDataFrame, parent: str, level: int) -> gpd.GeoDataFrame:
    rows = table[table["level"] == level] if level == BLOCK else table
    return gpd.GeoDataFrame({"parent": rows[parent], "branch_id": rows["branch_id"], "geometry": rows.geometry})


def _outside(below: gpd.GeoDataFrame, blocks: gpd.GeoDataFrame, tol_m: float) -> pd.Series:
    """Square metres outside; the whole area where the one above isn't there or is another branch's."""
    above = blocks.reindex(below["parent"])
    fits = (above["branch_id"].to_numpy() == below["branch_id"].to_numpy()) & above["level"].isin(
        [AREA, BLOCK]
    ).to_numpy()
    shapes, room = below.geometry.to_numpy(), above.geometry.to_numpy()
    rest = shapely.difference(shapes, room)
    wide = ~shapely.is_empty(shapely.buffer(rest, -tol_m / 2))
    area = pd.Series(shapely.area(rest) * wide, index=below.index, dtype=float)
    return area.where(fits, shapely.area(shapes))


G16 = Rule(
    "G16",
    Text("分级嵌套", "Levels nest"),
    Text(
        "基础网格在片区之内，片区在支行辖区之内", "A base grid lies in a block, and a block in the area of its branch"
    ),
    levels_nest,
)
