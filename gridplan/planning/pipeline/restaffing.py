"""Follow a choice of people through a plan: somebody named owner and backup of grids, and all else stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from gridplan.errors import InfeasibleError
from gridplan.model.plan import Plan
from gridplan.model.words import GridKind, Role
from gridplan.planning.pipeline.completion import complete
from gridplan.planning.pipeline.ground import Ground

#: Why somebody serves a grid that a person, not the model, gave to them.
BY_HAND = "by_hand"


class Pair(NamedTuple):
    """Owner and backup of one grid, ids of officers."""

    primary: str
    backup: str


def restaff(plan: Plan, wanted: Mapping[str, Pair]) -> Plan:
    """
    Give grids the owner and the backup that a person chose.

    Rules that the choice breaks become findings, as they do for any plan; only what makes no sense is refused.

    Parameters
    ----------
    plan
        The plan from before.
    wanted
        Owner and backup by grid.

    Returns
    -------
    plan
        The changed plan; grids and all other people are as before, and the branches concerned have no proved gap.

    Raises
    ------
    InfeasibleError
        If a grid or an officer is unknown, or one person would be both owner and backup.
    """
    for grid, pair in wanted.items():
        _require_sense(plan, grid, pair)
    changed = plan.grids["branch_id"].reindex(list(wanted)).unique()
    branches = plan.branches
    if "staff_gap" in branches:
        branches = branches.assign(staff_gap=branches["staff_gap"].mask(branches.index.isin(changed), np.nan))
    before = replace(plan, branches=branches, assignments=_assigned(plan.assignments, wanted))
    ground = Ground(branches, plan.units, plan.households, plan.adjacency, plan.service_areas, plan.differences)
    special = plan.grids[plan.grids["kind"] == GridKind.SPECIAL]
    made = complete(ground, plan.officers, special, plan.layers, plan.params, plan.meta, before=before, only=())
    return replace(made, worth=plan.worth)


def _require_sense(plan: Plan, grid: str, pair: Pair) -> None:
    if grid not in plan.grids.index or plan.grids.at[grid, "kind"] != GridKind.BASE:
        raise InfeasibleError(f"there is no base grid {grid} in this plan")
    for officer in pair:
        if officer not in plan.officers.index:
            raise InfeasibleError(f"there is no officer {officer} in this plan")
    if pair.primary == pair.backup:
        raise InfeasibleError(f"owner and backup of grid {grid} must be two people")


def _assigned(assignments: pd.DataFrame, wanted: Mapping[str, Pair]) -> pd.DataFrame:
    """Put in the people who were chosen; who stays in a role keeps the reason for it."""
    rows = assignments[["grid_id", "role", "officer_id"]].astype(str).itertuples(index=False, name=None)
    had = {(grid, role): officer for grid, role, officer in rows}
    new = [
        (grid, officer, str(role))
        for grid, pair in wanted.items()
        for role, officer in zip((Role.PRIMARY, Role.BACKUP), pair, strict=True)
        if had.get((grid, str(role))) != officer
    ]
    gone = pd.MultiIndex.from_tuples([(grid, role) for grid, _, role in new], names=["grid_id", "role"])
    kept = assignments[~pd.MultiIndex.from_frame(assignments[["grid_id", "role"]]).isin(gone)] if new else assignments
    added = pd.DataFrame(new, columns=["grid_id", "officer_id", "role"]).assign(why=BY_HAND)
    return pd.concat([kept, added.reindex(columns=assignments.columns, fill_value="")], ignore_index=True)
