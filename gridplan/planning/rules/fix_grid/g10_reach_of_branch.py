"""G10: a base grid lies within reach of its branch."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.reading import base_grids
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each

NEARER = (
    "设服务点或每周驻点，或划给更近的网点",
    "set up a service point or a weekly station, or give it to a nearer branch",
)


def reach_of_branch(plan: Plan, limits: Limits) -> Judgement:
    """Ask the road where one is known, and the circle where none is."""
    grids = base_grids(plan).join(plan.branches[["drive_min", "coverage_radius_m"]], on="branch_id")
    by_road = np.isfinite(grids["road_min"])
    return _by_road(grids[by_road], limits) + _straight(grids[~by_road], limits)


def _by_road(grids: gpd.GeoDataFrame, limits: Limits) -> Judgement:
    def say(grid: str) -> RuleFinding:
        least, most = grids.at[grid, "road_min"], grids.at[grid, "drive_min"]
        return limits.finding(
            "grid", grid, least, f"<= {most:.0f} min",
            (f"距网点 {least:.0f} 分钟车程", f"{least:.0f} minutes by road from its branch"), NEARER,
        )  # fmt: skip

    return each(beyond(grids["road_min"], high=grids["drive_min"]), say)


def _straight(grids: gpd.GeoDataFrame, limits: Limits) -> Judgement:
    def say(grid: str) -> RuleFinding:
        metres, most = grids.at[grid, "straight_m"], grids.at[grid, "coverage_radius_m"]
        km = metres / 1_000
        return limits.finding(
            "grid", grid, metres, f"<= {most:.0f} m",
            (f"距网点 {km:.1f} 公里，道路不通或未知", f"{km:.1f} km from its branch, no road known"), NEARER,
        )  # fmt: skip

    return each(beyond(grids["straight_m"], high=grids["coverage_radius_m"]), say)


G10 = Rule(
    "G10",
    Text("网点可达", "Within reach of its branch"),
    Text(
        "基础网格在网点的车程之内；道路未知时在覆盖半径之内",
        "A base grid lies within its branch's minutes by road; where no road is known, within its radius",
    ),
    reach_of_branch,
)
