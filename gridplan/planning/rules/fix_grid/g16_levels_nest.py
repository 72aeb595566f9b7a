"""G16: base grids lie in blocks, blocks in the areas of branches."""

from __future__ import annotations

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gridplan.model.blocks import AREA, BLOCK
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
    blocks = plan.blocks[plan.blocks["level"] == BLOCK]
    below = _Below._make(map(np.concatenate, zip(_below(grids, "block_id"), _below(blocks, "parent_id"), strict=True)))
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


class _Below(NamedTuple):
    """Grids and blocks with the block or area that each says it lies in."""

    ids: NDArray[np.object_]
    parents: NDArray[np.object_]
    branches: NDArray[np.object_]
    shapes: NDArray[np.object_]


def _below(table: gpd.GeoDataFrame, parent: str) -> _Below:
    parents, branches = (table[name].to_numpy(dtype=object) for name in (parent, "branch_id"))
    return _Below(table.index.to_numpy(dtype=object), parents, branches, np.asarray(table.geometry))


def _outside(below: _Below, blocks: gpd.GeoDataFrame, tol_m: float) -> pd.Series:
    """Square metres outside; the whole area where the one above isn't there or is another branch's."""
    above = blocks.reindex(below.parents)
    fits = (above["branch_id"].to_numpy(dtype=object) == below.branches) & above["level"].isin([AREA, BLOCK]).to_numpy()
    rest = shapely.difference(below.shapes, np.asarray(above.geometry))
    wide = ~shapely.is_empty(shapely.buffer(rest, -tol_m / 2))
    area = np.where(fits, shapely.area(rest) * wide, shapely.area(below.shapes))
    return pd.Series(area, index=below.ids, dtype=float)


G16 = Rule(
    "G16",
    Text("分级嵌套", "Levels nest"),
    Text(
        "基础网格在片区之内，片区在支行辖区之内", "A base grid lies in a block, and a block in the area of its branch"
    ),
    levels_nest,
)
