"""Why the grids of a branch can't be balanced at all, and what would make it possible."""

from __future__ import annotations

import geopandas as gpd

from gridplan.model.plan import Plan
from gridplan.planning.zoning.refusing import obstruction

#: So many units are numbered behind one another in a mend before it is cut short.
TOLD = 2


def hopeless(plan: Plan, grids: gpd.GeoDataFrame, within: float) -> dict[str, tuple[str, str]]:
    """
    Find the branches out of balance that no cut could bring within a share of their mean.

    Parameters
    ----------
    plan
        A plan.
    grids
        Its base grids.
    within
        Share by which the workload of a grid may leave the mean of its branch.

    Returns
    -------
    mends
        By branch what stands in the way and what would mend it, in Chinese and in English.
    """
    off = grids.loc[grids["deviation"].abs() > within, "branch_id"].unique()
    return {str(branch): told for branch in off if (told := _told(plan, grids, branch, within))}


def _told(plan: Plan, grids: gpd.GeoDataFrame, branch: str, within: float) -> tuple[str, str] | None:
    mine = grids.index[grids["branch_id"] == branch]
    units = plan.units[plan.units["grid_id"].isin(mine)]
    found = obstruction(
        units, len(mine), weights=units["workload_h"].fillna(0.0), adjacency=plan.adjacency, tolerance=within
    ) if len(units) else None  # fmt: skip
    if found is None:
        return None
    zh, en = (
        found.obstacles[0].line(lang, work) + "".join(f"; {one.line(lang)}" for one in found.mends[:TOLD])
        for lang, work in (("zh", "工作量"), ("en", "workload"))
    )
    return f"怎样划都不能均衡：{zh}", f"no cut can balance it: {en}"
