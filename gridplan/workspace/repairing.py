"""Repair a plan after an event, and keep the repair as a new version."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import NamedTuple

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError
from gridplan.geo.network import RoadNetwork
from gridplan.model.bank_time import bank_day
from gridplan.model.plan import Plan
from gridplan.planning.pipeline.repaired import complete_repair
from gridplan.planning.realignment import Close, Event, Open, Repair, branches_concerned, repair
from gridplan.planning.service_areas.ways import Ways
from gridplan.storage.database.holdings import current_plan
from gridplan.storage.database.plans import load_plan
from gridplan.workspace.audited import audited
from gridplan.workspace.changing import keep_version
from gridplan.workspace.opening import Workspace


class Repaired(NamedTuple):
    """The id of the new version, the one it was made of, and the repair as the scope may see it."""

    plan_id: str
    base: str
    repair: Repair


def repair_plan(
    scope: Scope, workspace: Workspace, event: Event, *, plan_id: str = "", now: datetime | None = None
) -> Repaired:
    """
    Find the smallest repair of a plan after an event and store the result as a draft; the plan itself stays.

    Parameters
    ----------
    scope
        Who asks: the operator, the branch head of the branch concerned, the regional manager where a branch opens or
        closes.
    workspace
        The county.
    event
        What happened.
    plan_id
        The version to repair; by default the one in use.
    now
        Time of the repair; by default the present.

    Returns
    -------
    repaired
        The new version and the repair; who sees totals only is not told of single households.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    InfeasibleError
        If the event speaks of somebody or something that the plan doesn't have.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, Viewer.REGIONAL_MANAGER, task="repair a plan")
    moment = now or datetime.now(UTC)
    base, plan = _whole(workspace, plan_id)
    _require(scope, workspace, plan, event)
    ways = _ways(plan)
    found = repair(plan, event, day=bank_day(moment).isoformat(), ways=ways)
    made = complete_repair(plan, found, ways)
    told = {"event": type(event).__name__, **asdict(event), "households": found.moved}
    new = keep_version(scope, workspace, made, base=base, action="plan_repaired", detail=told, now=moment)
    return Repaired(new, base, _narrowed(scope, found))


def _whole(workspace: Workspace, plan_id: str) -> tuple[str, Plan]:
    with workspace.database.reading() as connection:
        plan = load_plan(connection, plan_id or current_plan(connection))
    return plan.meta.plan_id, plan


def _require(scope: Scope, workspace: Workspace, plan: Plan, event: Event) -> None:
    """Refuse, and write down who tried."""
    try:
        _refuse(scope, plan, event)
    except AccessError:
        with audited(scope, workspace, "edit_refused", subject=plan.meta.plan_id, detail=asdict(event)):
            pass
        raise


def _refuse(scope: Scope, plan: Plan, event: Event) -> None:
    if isinstance(event, Open | Close):
        scope.require(Viewer.OPERATOR, Viewer.REGIONAL_MANAGER, task="open or close a branch")
        return
    for branch in branches_concerned(plan, event):
        scope.require_edit(branch)


def _ways(plan: Plan) -> Ways | None:
    roads = plan.layers.roads
    return None if roads is None or roads.empty else RoadNetwork.from_roads(roads)


def _narrowed(scope: Scope, found: Repair) -> Repair:
    return found if scope.sees_households else replace(found, handover=found.handover.assign(introduce=""))
