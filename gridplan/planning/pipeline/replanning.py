"""Follow a change of grids through a plan: totals and staff, rules and indicators; nothing is surveyed anew."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd

from gridplan.model.plan import Plan
from gridplan.model.words import GridKind
from gridplan.planning.pipeline.completion import conclude
from gridplan.planning.pipeline.ground import Ground
from gridplan.planning.pipeline.tally import tally


def replan(plan: Plan, units: gpd.GeoDataFrame, *, special: gpd.GeoDataFrame | None = None) -> Plan:
    """
    Complete a plan whose units were given other grids.

    Only branches whose grids have changed are staffed anew, and there a change of owner has a price.

    Parameters
    ----------
    plan
        The plan from before.
    units
        Its units with another `grid_id`.
    special
        Its special grids; by default those that it has.

    Returns
    -------
    plan
        The changed plan; its own ways, service areas and households stay.
    """
    return conclude(regrid(plan, units, special=special), plan)


def regrid(plan: Plan, units: gpd.GeoDataFrame, *, special: gpd.GeoDataFrame | None = None) -> Plan:
    """
    Follow a change of grids as far as totals and staff, which is half of the way.

    Parameters
    ----------
    plan
        The plan from before.
    units
        Its units with another `grid_id`.
    special
        Its special grids; by default those that it has.

    Returns
    -------
    plan
        The changed plan without findings and indicators.
    """
    moved = units["grid_id"] != plan.units["grid_id"]
    changed = frozenset(units.loc[moved, "branch_id"])
    ground = Ground(plan.branches, units, plan.households, plan.adjacency, plan.service_areas, plan.differences)
    told = tally(
        ground,
        plan.officers,
        plan.grids[plan.grids["kind"] == GridKind.SPECIAL] if special is None else special,
        plan.layers,
        plan.params,
        plan.meta,
        before=plan,
        only=changed,
    )
    # the bound was for grids that are no more
    return replace(told, worth=plan.worth[~plan.worth["branch_id"].isin(changed)])
