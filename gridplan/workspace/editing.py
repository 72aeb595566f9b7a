"""Change the grids of a plan by hand and keep the change as a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError, InfeasibleError
from gridplan.model.plan import Plan
from gridplan.model.versions import version_id
from gridplan.planning import pipeline
from gridplan.planning.zoning.editing import move_units
from gridplan.storage.database.plan_packing import pack_plan
from gridplan.storage.database.plans import load_plan, save_plan
from gridplan.workspace.audited import audited
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
    meta = replace(
        changed.meta, plan_id=version_id(moment), created_at=moment.isoformat(timespec="seconds"), seconds={}
    )
    packed = pack_plan(replace(changed, meta=meta))
    with audited(scope, workspace, "plan_changed", subject=meta.plan_id, now=moment) as act:
        save_plan(act.connection, packed, account=scope.account, base=plan_id, now=moment)
        act.detail = {"base": plan_id, "moves": dict(moves)}
    return meta.plan_id


def _edited(scope: Scope, workspace: Workspace, plan_id: str, moves: Mapping[str, str]) -> Plan:
    plan = _whole(workspace.path.resolve(), workspace.database.url.render_as_string(), plan_id)
    for unit, grid in moves.items():
        if unit not in plan.units.index or grid not in plan.grids.index:
            raise InfeasibleError(f"there is no unit {unit} or no grid {grid} in this plan")
        branch = plan.grids.at[grid, "branch_id"]
        _require_edit(scope, workspace, str(branch), plan_id)
        if plan.units.at[unit, "branch_id"] != branch:
            raise InfeasibleError(f"unit {unit} belongs to another branch than grid {grid}")
    return pipeline.replan(plan, move_units(plan.units, plan.adjacency, moves))


def _require_edit(scope: Scope, workspace: Workspace, branch_id: str, plan_id: str) -> None:
    """Refuse, and write down who tried: no button of ours leads here."""
    try:
        scope.require_edit(branch_id)
    except AccessError:
        with audited(scope, workspace, "edit_refused", subject=plan_id, detail={"branch": branch_id}):
            pass
        raise


@lru_cache(maxsize=2)
def _whole(folder: Path, url: str, plan_id: str) -> Plan:
    """Keep the plan that is being changed, whole; what leaves this room is narrowed."""
    del url
    with Workspace.open(folder).database.reading() as connection:
        return load_plan(connection, plan_id)
