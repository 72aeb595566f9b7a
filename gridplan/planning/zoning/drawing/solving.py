"""Cut the rest of a branch anew around the grids that are locked."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

import geopandas as gpd
import pandas as pd

from gridplan.errors import InfeasibleError
from gridplan.model.draft_steps import Assign, Deed
from gridplan.model.plan import Plan
from gridplan.planning.zoning.drawing.ground import Ground
from gridplan.planning.zoning.engine.effort import ALONE, Watch
from gridplan.planning.zoning.graph import connected_parts, uncut_pairs
from gridplan.planning.zoning.partition import partition

#: CPU seconds that a search may take at least, as a guide.
LEAST_EFFORT = 2.0


class Rest(NamedTuple):
    """
    What is cut anew, apart from all else, so that another process can do it.

    Attributes
    ----------
    units
        Free units with their `grid_id` of now.
    pairs
        Neighbours among them.
    fresh
        Ids for grids beyond those that there are.
    tolerance, objective, seed, effort
        Dials of the search.
    """

    units: gpd.GeoDataFrame
    pairs: pd.DataFrame
    fresh: tuple[str, ...]
    tolerance: float
    objective: str
    seed: int
    effort: float


def rest_of(ground: Ground, plan: Plan) -> Rest:
    """
    Take what isn't locked out of a branch.

    Parameters
    ----------
    ground
        The branch as it is now.
    plan
        The plan that is changed, for neighbours and dials.

    Returns
    -------
    rest
        The free units.

    Raises
    ------
    InfeasibleError
        If everything is locked.
    """
    units, pairs, params = ground.free, plan.adjacency, plan.params
    if units.empty:
        raise InfeasibleError("all grids of the branch are locked; unlock some")
    inside = pairs[pairs["unit_a"].isin(units.index) & pairs["unit_b"].isin(units.index)]
    fresh: list[str] = []
    for _ in range(len(units)):
        fresh.append(ground.new_id(taken=fresh))
    effort = max(params.effort * len(units) / 100, LEAST_EFFORT)
    kept = units[["grid_id", "workload_h", "geometry"]]
    return Rest(kept, inside, tuple(fresh), params.tolerance, params.objective, params.seed, effort)


def solve_rest(rest: Rest, watch: Watch = ALONE) -> Assign:
    """
    Cut the rest into as many grids as it has, at least one for each part that nothing joins.

    Parameters
    ----------
    rest
        The free units.
    watch
        Who may stop the search, and hears how far it is.

    Returns
    -------
    step
        The units that change their grid; a grid keeps the id of the one that it shares most work with.

    Raises
    ------
    InfeasibleError
        If the search finds no grids, or none other than there are.
    """
    units = rest.units
    parts = len(set(connected_parts(len(units), uncut_pairs(rest.pairs, units.index))))
    label = partition(
        units,
        max(units["grid_id"].nunique(), parts),
        weights=units["workload_h"],
        adjacency=rest.pairs,
        tolerance=rest.tolerance,
        objective=rest.objective,
        seed=rest.seed,
        effort=rest.effort,
        watch=watch,
    )
    grid = label.map(_names(label, units, rest.fresh))
    moved = grid != units["grid_id"]
    if not moved.any():
        raise InfeasibleError("the search found nothing better than the grids there are")
    return Assign(Deed.SOLVE, {str(unit): str(name) for unit, name in grid[moved].items()})


def _names(label: pd.Series, units: pd.DataFrame, fresh: tuple[str, ...]) -> dict[Hashable, str]:
    """Name each new grid by the old one that it shares most work with, the largest shares first."""
    shared = units["workload_h"].groupby([label, units["grid_id"]]).sum().sort_values(ascending=False, kind="stable")
    names: dict[Hashable, str] = {}
    for new, old in shared.index:
        if new not in names and old not in names.values():
            names[new] = str(old)
    left = iter(fresh)
    return {new: names.get(new) or next(left) for new in label.unique()}
