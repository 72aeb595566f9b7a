"""Cut the area of every branch into base grids, and say how good that is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import geopandas as gpd
import pandas as pd

from gridplan.model.plan import PlanParams
from gridplan.model.worth import worth_table
from gridplan.planning.pipeline.branch import BranchTask
from gridplan.planning.pipeline.ground import Ground
from gridplan.planning.pipeline.side_by_side import cut_branches


class Cut(NamedTuple):
    """The units with `grid_id`, and by branch how good its grids are, as `Plan` has them."""

    units: gpd.GeoDataFrame
    worth: pd.DataFrame


def cut_grids(ground: Ground, officers: pd.DataFrame, params: PlanParams, advance: Callable[[float], None]) -> Cut:
    """
    Give every unit a base grid of its branch.

    Parameters
    ----------
    ground
        The surveyed county.
    officers
        Officers with `branch_id` and `available_h`.
    params
        Dials.
    advance
        Called with the share of branches done.

    Returns
    -------
    cut
        The units with their grids, and how good these are.
    """
    tasks = [_task(str(branch), units, ground, officers, params) for branch, units in ground.units.groupby("branch_id")]
    cuts = cut_branches(tasks, advance=advance)
    grid_id = pd.concat([cut.grid_id for cut in cuts]).reindex(ground.units.index)
    worths = {task.branch_id: cut.worth for task, cut in zip(tasks, cuts, strict=True)}
    return Cut(ground.units.assign(grid_id=grid_id), worth_table(worths))


def _task(
    branch: str, units: gpd.GeoDataFrame, ground: Ground, officers: pd.DataFrame, params: PlanParams
) -> BranchTask:
    pairs = ground.adjacency
    inside = pairs[pairs["unit_a"].isin(units.index) & pairs["unit_b"].isin(units.index)]
    here = officers[officers["branch_id"] == branch]
    hours = float(here["available_h"].mean()) if len(here) else None
    return BranchTask(branch, str(ground.branches.at[branch, "kind"]), units, inside, hours, params)
