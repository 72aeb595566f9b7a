"""Change the grids of a plan by hand and keep the change as a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from gridplan.access.scope import Scope
from gridplan.errors import AccessError, InfeasibleError
from gridplan.model.plan import Plan
from gridplan.model.versions import version_id
from gridplan.planning import pipeline
from gridplan.planning.zoning.editing import move_units
from gridplan.storage.plans import save_plan
from gridplan.workspace.opening import Workspace


def edit_plan(scope: Scope, plan: Plan, moves: Mapping[str, str]) -> Plan:
    """
    Give units to other grids of the same branch; totals, staff, findings and indicators follow.

    Parameters
    ----------
    scope
        Who changes; the branch head or the operator.
    plan
        The whole plan that is changed.
    moves
        Grid id by unit id.

    Returns
    -------
    plan
        The changed plan, not stored.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    InfeasibleError
        If a unit or grid is unknown or they belong to different branches.
    """
    for unit, grid in moves.items():
        if unit not in plan.units.index or grid not in plan.grids.index:
            raise InfeasibleError(f"there is no unit {unit} or no grid {grid} in this plan")
        branch = plan.grids.at[grid, "branch_id"]
        scope.require_edit(str(branch))
        if plan.units.at[unit, "branch_id"] != branch:
            raise InfeasibleError(f"unit {unit} belongs to another branch than grid {grid}")
    return pipeline.replan(plan, move_units(plan.units, plan.adjacency, moves))


def store_plan(scope: Scope, workspace: Workspace, plan: Plan, *, now: datetime | None = None) -> str:
    """
    Keep a changed plan as a new version; the one it came from stays as it is.

    Parameters
    ----------
    scope
        Who stores; the branch head or the operator.
    workspace
        The county.
    plan
        The changed plan.
    now
        Time of the version; by default the present.

    Returns
    -------
    plan_id
        Id of the new version.

    Raises
    ------
    AccessError
        If the scope may change no branch.
    """
    if not any(_may_edit(scope, branch) for branch in plan.branches.index):
        raise AccessError(f"{scope.viewer} may not store a plan")
    moment = now or datetime.now(UTC)
    meta = replace(plan.meta, plan_id=version_id(moment), created_at=moment.isoformat(timespec="seconds"), seconds={})
    save_plan(replace(plan, meta=meta), workspace.path)
    return meta.plan_id


def _may_edit(scope: Scope, branch: str) -> bool:
    try:
        scope.require_edit(branch)
    except AccessError:
        return False
    return True
