"""Make a plan of a workspace and keep it as a new version."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from gridplan.access.scope import Scope
from gridplan.geo.crs import to_work, work_crs_of
from gridplan.geo.network import RoadNetwork
from gridplan.model.inputs import Inputs
from gridplan.model.plan import Plan, PlanParams
from gridplan.planning import pipeline
from gridplan.storage.plans import save_plan
from gridplan.workspace.loading import load_inputs
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
    started = time.perf_counter()
    inputs = in_metres(load_inputs(workspace))
    for branch in inputs.branches.index:
        scope.require_edit(str(branch))
    network = road_network(inputs)
    read_s = time.perf_counter() - started
    moment = now or datetime.now(UTC)
    made = plan_inputs(inputs, network, params or workspace.settings.params, moment=moment, progress=progress)
    return _store(workspace, made, read_s)


def plan_inputs(
    inputs: Inputs,
    network: RoadNetwork | None,
    params: PlanParams,
    *,
    moment: datetime,
    progress: Progress | None = None,
) -> Plan:
    """
    Plan a county that is open.

    Parameters
    ----------
    inputs
        Tables and layers in the work CRS.
    network
        Its roads, or None.
    params
        Dials.
    moment
        Time of the version.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    plan
        The plan, not stored.
    """
    return pipeline.plan(
        inputs,
        params,
        plan_id=version_id(moment),
        created_at=moment.isoformat(timespec="seconds"),
        network=network,
        clock=time.perf_counter,
        progress=progress,
    )


def in_metres(inputs: Inputs) -> Inputs:
    """
    Bring a county to its work CRS.

    Parameters
    ----------
    inputs
        Tables and layers in any one CRS.

    Returns
    -------
    inputs
        The same in metres; the zone fits the middle of the units.
    """
    crs = work_crs_of(inputs.units)
    return inputs.map_spatial(lambda table: to_work(table, crs))


def version_id(moment: datetime) -> str:
    """
    Name a plan version by its time.

    Parameters
    ----------
    moment
        The time.

    Returns
    -------
    plan_id
        Such as `20261125-093012-481`, in UTC, with milliseconds.
    """
    at = moment.astimezone(UTC)
    return f"{at:%Y%m%d-%H%M%S}-{at.microsecond // 1_000:03d}"


def _store(workspace: Workspace, plan: Plan, read_s: float) -> Plan:
    """Store the plan; only then is it known how long that took, so the stored one lacks that second."""
    timed = replace(plan, meta=replace(plan.meta, seconds={"read": read_s, **plan.meta.seconds}))
    started = time.perf_counter()
    save_plan(timed, workspace.path)
    seconds = {**timed.meta.seconds, "store": time.perf_counter() - started}
    return replace(timed, meta=replace(timed.meta, seconds=seconds))
