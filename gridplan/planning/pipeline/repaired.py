"""Follow a repair through a plan: totals, posts, rules and indicators; the people stay as the repair has them."""

from __future__ import annotations

from dataclasses import fields, replace

import geopandas as gpd
import pandas as pd

from gridplan.model.inputs import Inputs
from gridplan.model.plan import Plan
from gridplan.model.tables import UNITS
from gridplan.model.words import GridKind
from gridplan.planning.pipeline.completion import complete
from gridplan.planning.pipeline.ground import Ground, survey
from gridplan.planning.realignment import Repair
from gridplan.planning.service_areas.ways import Ways, straight_ways

#: What a survey puts on households beside their reach.
_SURVEYED = ("branch_id", "grid_id", "care")
_REACH = ("nearest_branch_id", "straight_m", "road_branch_id", "road_min", "road_m", "reached_radius", "reached_road",
          "own_straight_m", "own_road_min", "own_road_m", "own_reached_radius", "own_reached_road")  # fmt: skip


def complete_repair(before: Plan, repair: Repair, ways: Ways | None = None) -> Plan:
    """
    Complete a repaired plan.

    Parameters
    ----------
    before
        The plan that was repaired.
    repair
        Its repair.
    ways
        The road network, if there is one; asked where branches or units are other ones.

    Returns
    -------
    plan
        The whole plan, with the owners and backups of the repair.
    """
    plan = repair.plan
    ground = _as_it_was(plan) if repair.surveyed else _surveyed_anew(plan, ways)
    known = before.indicators if repair.surveyed else before.indicators.iloc[:0]
    made = complete(
        ground,
        plan.officers,
        plan.grids[plan.grids["kind"] == GridKind.SPECIAL],
        plan.layers,
        plan.params,
        plan.meta,
        registers=plan.registers,
        before=replace(before, assignments=plan.assignments, indicators=known),
        only=(),
    )
    return replace(made, worth=_worth_left(before, made))


def _as_it_was(plan: Plan) -> Ground:
    names = {"areas": "service_areas"}
    return Ground(**{each.name: getattr(plan, names.get(each.name, each.name)) for each in fields(Ground)})


def _surveyed_anew(plan: Plan, ways: Ways | None) -> Ground:
    """Measure ways and reach from the branches that there are; whose is which unit has been said."""
    units = plan.units[[name for name in [*UNITS.columns, plan.units.geometry.name] if name in plan.units]]
    people = plan.households.drop(columns=[*_REACH, *_SURVEYED], errors="ignore")
    inputs = Inputs(
        county=plan.meta.county,
        branches=plan.branches,
        units=units,
        households=people,
        officers=plan.officers,
        layers=plan.layers,
        registers=plan.registers,
    )
    ways = ways if ways is not None else straight_ways(plan.branches, plan.params)
    ground = survey(inputs, ways, plan.params, plan.meta.created_at[:10])
    grids = plan.units["grid_id"].reindex(ground.units.index)
    return replace(ground, units=gpd.GeoDataFrame(ground.units.assign(grid_id=grids), crs=plan.units.crs))


def _worth_left(before: Plan, made: Plan) -> pd.DataFrame:
    """Keep what is known of branches whose grids are the same as before."""
    one, other = (plan.units["grid_id"].reindex(before.units.index).fillna("") for plan in (before, made))
    changed = set(before.units.loc[one != other, "branch_id"]) | set(
        made.units["branch_id"].reindex(one.index[one != other])
    )
    return before.worth[~before.worth["branch_id"].isin(changed)]
