"""From units with grids to a whole plan: what the grids come to, rules, indicators."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from gridplan.model.plan import Layers, Plan, PlanMeta, PlanParams
from gridplan.model.registers import Registers
from gridplan.planning.indicators import Facts, measure
from gridplan.planning.pipeline.ground import Ground
from gridplan.planning.pipeline.tally import tally
from gridplan.planning.rules import check_rules


def complete(
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
    stage: Callable[[str], None] = lambda _: None,
) -> Plan:
    """
    Complete a plan whose grids are cut.

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
    stage
        Called with the name of each stage as it begins.

    Returns
    -------
    plan
        The plan.
    """
    stage("staff")
    told = tally(ground, officers, special, layers, params, meta, registers=registers, before=before, only=only)
    return conclude(told, before, stage=stage)


def conclude(plan: Plan, before: Plan | None = None, *, stage: Callable[[str], None] = lambda _: None) -> Plan:
    """
    Hold a plan against every rule, and measure its indicators.

    Parameters
    ----------
    plan
        A plan with grids and people.
    before
        The plan from before, when only grids were changed.
    stage
        Called with the name of each stage as it begins.

    Returns
    -------
    plan
        With findings and indicators.
    """
    stage("rules")
    plan = replace(plan, findings=check_rules(plan))
    stage("indicators")
    facts = Facts(
        plan.units, plan.households, plan.base, plan.officers, plan.branches, plan.meta.county, plan.params.met_rate
    )
    return replace(plan, indicators=measure(facts, None if before is None else before.indicators))
