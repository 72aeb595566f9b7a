"""Make a plan of a workspace and keep it as a new version."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from gridplan.access.scope import Scope
from gridplan.model.plan import Plan, PlanParams
from gridplan.planning import pipeline
from gridplan.workspace.opening import Workspace
from gridplan.workspace.roads import road_network

Progress = Callable[[str, float], None]


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
        Who asks; must be allowed to change every branch.
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
    FindingsError
        If the files have findings of severity E.
    """
    for branch in scope.branch_ids or ():
        scope.require_edit(branch)
    started = time.perf_counter()
    inputs = load_inputs(workspace)
    network = road_network(workspace, inputs)
    read_s = time.perf_counter() - started
    moment = now or datetime.now(UTC)
    plan = pipeline.plan(
        inputs,
        params or workspace.settings.params,
        plan_id=version_id(moment),
        created_at=moment.isoformat(timespec="seconds"),
        network=network,
        clock=time.perf_counter,
        progress=progress,
    )
    return _store(workspace, plan, read_s)
