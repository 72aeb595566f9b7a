"""Verify a plan from its units and assignments alone: what it says of itself is reckoned again, then the rules."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.model.findings import rule_findings_table
from gridplan.model.plan import Plan
from gridplan.model.words import Role
from gridplan.planning.certificate.consistency import doubled, inconsistencies
from gridplan.planning.rules import check_rules
from gridplan.planning.rules.reading import base_grids
from gridplan.planning.zoning.contiguity import contiguous_parts

SUMS = ["households", "workload_h"]


def verify_plan(plan: Plan) -> Plan:
    """
    Reckon a plan's figures and findings again.

    Parameters
    ----------
    plan
        A plan.

    Returns
    -------
    plan
        With figures of grids and officers as its units and assignments give them; its findings are those of every
        rule, and of every figure that it had stated wrong (`C01` to `C03`).
    """
    once = _once(plan)
    sound = reckoned(once)
    wrong = rule_findings_table([*doubled(plan), *inconsistencies(once, sound)])
    told = [table for table in (wrong, check_rules(sound)) if len(table)] or [wrong]
    findings = pd.concat(told, ignore_index=True)
    grave = findings["severity"].map({"E": 0, "W": 1, "I": 2})
    order = findings.assign(grave=grave).sort_values(["grave", "rule", "object_id"], kind="stable").index
    return replace(sound, findings=findings.loc[order].reset_index(drop=True))


def _once(plan: Plan) -> Plan:
    """Keep one row an id, so that the rest can be looked at all the same."""
    tables = {name: getattr(plan, name) for name in ("units", "grids", "officers")}
    single = {name: table[~table.index.duplicated()] for name, table in tables.items()}
    return replace(plan, **single, assignments=plan.assignments.reset_index(drop=True))


def reckoned(plan: Plan) -> Plan:
    """
    Reckon what a plan derives from its units and assignments.

    Parameters
    ----------
    plan
        A plan whose ids stand once.

    Returns
    -------
    plan
        The same with those columns of grids and officers.
    """
    grids = plan.grids
    base = _summed(plan, base_grids(plan))
    whole = grids.assign(**{name: base[name].reindex(grids.index).fillna(grids[name]) for name in base.columns})
    return replace(plan, grids=whole, officers=_loaded(plan, base))


def _summed(plan: Plan, grids: gpd.GeoDataFrame) -> pd.DataFrame:
    units = plan.units[plan.units["grid_id"].isin(grids.index)]
    sums = units.groupby("grid_id")[SUMS].sum().reindex(grids.index).fillna(0.0)
    mean = sums["workload_h"].groupby(grids["branch_id"]).transform("mean")
    summed: pd.DataFrame = sums.assign(
        units_n=units.groupby("grid_id").size().reindex(grids.index).fillna(0.0),
        parts=contiguous_parts(units, plan.adjacency).reindex(grids.index).fillna(0.0),
        deviation=(sums["workload_h"] / mean - 1).where(mean > 0, 0.0),
        primary_officer_id=_first(plan, Role.PRIMARY, grids.index),
        backup_officer_id=_first(plan, Role.BACKUP, grids.index),
    )
    return summed


def _first(plan: Plan, role: Role, grids: pd.Index) -> pd.Series:
    rows = plan.assignments[plan.assignments["role"] == role].drop_duplicates("grid_id")
    return rows.set_index("grid_id")["officer_id"].reindex(grids).fillna("")


def _loaded(plan: Plan, grids: pd.DataFrame) -> pd.DataFrame:
    owned = grids.groupby("primary_officer_id")
    people = plan.officers
    sums = owned[SUMS].sum().reindex(people.index).fillna(0.0)
    hours = people["available_h"]
    loaded: pd.DataFrame = people.assign(
        **{name: sums[name] for name in SUMS},
        grids_n=owned.size().reindex(people.index).fillna(0).astype(int),
        covers_n=grids.groupby("backup_officer_id").size().reindex(people.index).fillna(0).astype(int),
        utilisation=(sums["workload_h"] / hours.where(hours > 0)).fillna(0.0),
        overload_h=np.clip(sums["workload_h"] - hours, 0.0, None),
    )
    return loaded
