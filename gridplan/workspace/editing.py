"""Change the grids of a plan by hand and keep the change as a new version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import InfeasibleError
from gridplan.model.plan import Plan
from gridplan.planning import pipeline
from gridplan.planning.zoning.editing import move_units
from gridplan.workspace.changing import keep_version, require_edit, whole_plan
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import narrow


def edit_plan(scope: Scope, workspace: Workspace, plan_id: str, moves: Mapping[str, str]) -> Plan:
    """
    Give units to other grids of the same branch; totals, staff, findings and indicators follow.

    Parameters
    ----------
    scope
        Who changes; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that is changed.
    moves
        Grid id by unit id.

    Returns
    -------
    plan
        The changed plan as the scope may see it, not stored.

    Raises
    ------
    AccessError
        If the scope may change no grids, or not those of that branch.
    InfeasibleError
        If a unit or grid is unknown or they belong to different branches.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="change grids")
    return narrow(scope, _edited(scope, workspace, plan_id, moves))


def store_plan(
    scope: Scope, workspace: Workspace, plan_id: str, moves: Mapping[str, str], *, now: datetime | None = None
) -> str:
    """
    Keep a change as a new version; the one it came from stays as it is.

    Parameters
    ----------
    scope
        Who stores; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that was changed.
    moves
        Grid id by unit id.
    now
        Time of the version; by default the present.

    Returns
    -------
    plan_id
        Id of the new version.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    InfeasibleError
        If the change makes no sense.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="store a plan")
    changed = _edited(scope, workspace, plan_id, moves)
    moment = now or datetime.now(UTC)
    told = {"moves": dict(moves)}
    return keep_version(scope, workspace, changed, base=plan_id, action="plan_changed", detail=told, now=moment)


def _edited(scope: Scope, workspace: Workspace, plan_id: str, moves: Mapping[str, str]) -> Plan:
    plan = whole_plan(scope, workspace, plan_id)
    for unit, grid in moves.items():
        if unit not in plan.units.index or grid not in plan.grids.index:
            raise InfeasibleError(f"there is no unit {unit} or no grid {grid} in this plan")
        branch = plan.grids.at[grid, "branch_id"]
        require_edit(scope, workspace, str(branch), plan_id)
        if plan.units.at[unit, "branch_id"] != branch:
            raise InfeasibleError(f"unit {unit} belongs to another branch than grid {grid}")
    return pipeline.replan(plan, move_units(plan.units, plan.adjacency, moves))
