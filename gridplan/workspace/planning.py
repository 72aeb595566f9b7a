"""Make a plan of a workspace and keep it as a new version."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

from gridplan.access.scope import Scope, Viewer
from gridplan.founding.metres import in_metres
from gridplan.founding.roads import road_network
from gridplan.geo.network import RoadNetwork
from gridplan.model.bank_time import bank_moment
from gridplan.model.findings import count_findings
from gridplan.model.inputs import Inputs
from gridplan.model.plan import Plan, PlanParams
from gridplan.model.versions import version_id
from gridplan.planning import pipeline
from gridplan.storage.database.plan_packing import pack_plan
from gridplan.storage.database.plans import save_plan
from gridplan.workspace.audited import audited
from gridplan.workspace.loading import load_inputs
from gridplan.workspace.opening import Progress, Workspace


def make_plan(
    scope: Scope,
    workspace: Workspace,
    *,
    params: PlanParams | None = None,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> Plan:
    """
    Plan a county from its files and store the plan as a new, immutable version.

    Parameters
    ----------
    scope
        Who asks; the operator alone, who may import the files that it begins with.
    workspace
        The county.
    params
        Dials; by default those of the workspace.
    now
        Time of the version; by default the present.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    plan
        The stored plan.

    Raises
    ------
    AccessError
        If the scope may not.
    FindingsError
        If the files have findings of severity E.
    """
    started = time.perf_counter()
    scope.require(Viewer.OPERATOR, task="plan a county")
    inputs = in_metres(load_inputs(scope, workspace, progress=progress))
    network = road_network(inputs)
    read_s = time.perf_counter() - started
    moment = now or datetime.now(UTC)
    made = _planned(inputs, network, params or workspace.settings.params, moment, progress)
    return _store(scope, workspace, made, read_s, moment)


def _planned(
    inputs: Inputs, network: RoadNetwork | None, params: PlanParams, moment: datetime, progress: Progress | None
) -> Plan:
    return pipeline.plan(
        inputs,
        params,
        plan_id=version_id(moment),
        created_at=bank_moment(moment),
        network=network,
        clock=time.perf_counter,
        progress=progress,
    )


def _store(scope: Scope, workspace: Workspace, plan: Plan, read_s: float, moment: datetime) -> Plan:
    """Store the plan; only then is it known how long that took, so the stored one lacks that second."""
    timed = replace(plan, meta=replace(plan.meta, seconds={"read": read_s, **plan.meta.seconds}))
    started = time.perf_counter()
    # nobody has to wait while it is packed
    packed = pack_plan(timed)
    with audited(scope, workspace, "plan_made", subject=plan.meta.plan_id, now=moment) as act:
        save_plan(act.connection, packed, account=scope.account, now=moment)
        act.detail = {"grids": len(plan.grids), "findings": count_findings(plan.findings)}
    seconds = {**timed.meta.seconds, "store": time.perf_counter() - started}
    return replace(timed, meta=replace(timed.meta, seconds=seconds))
