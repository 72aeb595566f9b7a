"""Cut the area of every branch into base grids, and say how good that is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import geopandas as gpd
import pandas as pd

from gridplan.model.plan import PlanParams
from gridplan.model.worth import Worth, worth_table
from gridplan.planning.pipeline.ground import Ground
from gridplan.planning.zoning.graph import connected_parts, uncut_pairs
from gridplan.planning.zoning.grid_number import grids_wanted
from gridplan.planning.zoning.outline import name_grids
from gridplan.planning.zoning.partition import partition
from gridplan.planning.zoning.worth.judge import Judge

#: Metres in a kilometre.
KM = 1_000.0


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
    parts, worths = [], {}
    branches = list(ground.units.groupby("branch_id"))
    for n, (branch, units) in enumerate(branches, start=1):
        grids, worths[str(branch)] = _branch_grids(str(branch), units, ground, officers, params)
        parts.append(grids)
        advance(n / len(branches))
    return Cut(ground.units.assign(grid_id=pd.concat(parts).reindex(ground.units.index)), worth_table(worths))


def _branch_grids(
    branch: str, units: gpd.GeoDataFrame, ground: Ground, officers: pd.DataFrame, params: PlanParams
) -> tuple[pd.Series, Worth]:
    pairs = ground.adjacency
    inside = pairs[pairs["unit_a"].isin(units.index) & pairs["unit_b"].isin(units.index)]
    preset = params.presets[str(ground.branches.at[branch, "kind"])]
    here = officers[officers["branch_id"] == branch]
    pieces = connected_parts(len(units), uncut_pairs(inside, units.index))
    number = grids_wanted(
        units["households"],
        units["workload_h"],
        preset,
        officer_hours=float(here["available_h"].mean()) if len(here) else None,
        components=pieces,
        tolerance=params.tolerance,
    )
    judge = Judge()
    labels = partition(
        units,
        number,
        weights=units["workload_h"],
        adjacency=inside,
        tolerance=params.tolerance,
        objective=params.objective,
        seed=params.seed,
        effort=params.effort * len(units) / 100,
        search=judge,
    )
    hours = float(units["workload_h"].sum()) / number or 1.0
    unit = hours / KM**2 if params.objective == "moment" else 1 / KM
    return name_grids(labels, units, branch), judge.worth(unit)
