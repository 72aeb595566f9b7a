"""From units with grids to what these come to: grid table, staff, posts. Nothing is judged or measured yet."""

from __future__ import annotations

from collections.abc import Collection

import geopandas as gpd
import pandas as pd

from gridplan.model.findings import rule_findings_table
from gridplan.model.plan import Layers, Plan, PlanMeta, PlanParams, former_table
from gridplan.model.registers import Registers
from gridplan.model.words import Declared
from gridplan.planning.indicators.indicator import COLUMNS
from gridplan.planning.pipeline.grid_table import base_grid_table, branch_totals, keeping_names
from gridplan.planning.pipeline.ground import Ground
from gridplan.planning.pipeline.staffed import Kept, staff_grids, with_load, with_staff
from gridplan.planning.staffing.forecast import first_visits, forecast
from gridplan.planning.staffing.loans import at_branches
from gridplan.planning.staffing.post_holders import with_post_holders
from gridplan.planning.staffing.posts import posts
from gridplan.planning.zoning.blocks import blocks
from gridplan.planning.zoning.special_grids import over_base


def tally(
    ground: Ground,
    officers: pd.DataFrame,
    special: gpd.GeoDataFrame,
    layers: Layers,
    params: PlanParams,
    meta: PlanMeta,
    *,
    registers: Registers | None = None,
    before: Plan | None = None,
    only: Collection[str] | None = None,
) -> Plan:
    """
    Add up the grids that were cut, and put people on them.

    Parameters
    ----------
    ground
        The surveyed county; its units have `grid_id`.
    officers
        Officers with `available_h` and `quota_week`.
    special
        Special grids, which lie over the base grids.
    layers
        The geography that the plan is drawn on.
    params
        Dials.
    meta
        What the plan says of itself.
    registers
        What the bank writes down beside its tables; by default what the plan from before has, or nothing.
    before
        The plan from before, when only grids were changed.
    only
        Branches whose grids were changed; the others keep their people.

    Returns
    -------
    plan
        The plan without findings and indicators.
    """
    base = keeping_names(base_grid_table(ground.units, ground.adjacency), before)
    previous = None if before is None else before.assignments
    written = _registers(registers, before)
    kept = Kept(written, ground.units["grid_id"], meta.created_at[:10])
    staffed = staff_grids(base, officers, ground.branches, params, kept=kept, previous=previous, only=only)
    base = with_staff(base, staffed.assignments)
    above = special if before is None else over_base(special, ground.units)
    grids = gpd.GeoDataFrame(pd.concat([base, above.reindex(columns=base.columns)]), crs=base.crs)
    officers = with_load(officers, base)
    teams = at_branches(officers, written.lent(kept.day))
    branches = branch_totals(ground.branches, base, teams)
    households = ground.households.assign(grid_id=ground.households["unit_id"].map(ground.units["grid_id"]).fillna(""))
    ahead = forecast(base, officers, branches, first_visits(households), params.met_rate, teams)
    officers = officers.assign(weeks_to_finish=ahead.officers["weeks"])
    branches = branches.assign(weeks_to_finish=ahead.branches["weeks"], weeks_alone=ahead.branches["weeks_alone"])
    branches = branches.assign(staff_gap=_gaps(staffed.gaps, before, branches.index))
    levels = blocks(ground.units, branches, written.office_staff)
    assignments = with_post_holders(
        staffed.assignments,
        base,
        officers,
        branches,
        written,
        units=ground.units["grid_id"],
        heads=base["block_id"].map(levels["owner_id"]).fillna("").astype(str),
        day=kept.day,
        former=previous,
    )
    return Plan(
        meta=meta,
        params=params,
        branches=branches,
        service_areas=ground.areas,
        differences=ground.differences,
        units=ground.units,
        adjacency=ground.adjacency,
        grids=grids.rename_axis("grid_id"),
        households=households,
        assignments=assignments,
        officers=officers,
        posts=posts(officers, branches, assignments, params, written.office_staff),
        findings=rule_findings_table(()),
        indicators=pd.DataFrame(columns=COLUMNS),
        layers=layers,
        former=former_table() if before is None else _former(before, meta.created_at[:10]),
        registers=written,
        blocks=levels,
    )


def _former(before: Plan, day: str) -> pd.DataFrame:
    locks = set(before.registers.declared(Declared.LOCK, day))
    return former_table(before.units, before.grids["primary_officer_id"], locks)


def _registers(given: Registers | None, before: Plan | None) -> Registers:
    if given is not None:
        return given
    return Registers() if before is None else before.registers


def _gaps(found: pd.Series, before: Plan | None, branches: pd.Index) -> pd.Series:
    """Keep the gap of a branch that kept its people."""
    gaps = found.reindex(branches)
    if before is not None and "staff_gap" in before.branches:
        gaps = gaps.fillna(before.branches["staff_gap"].reindex(branches))
    return gaps
