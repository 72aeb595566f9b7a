"""What every change of a plan by hand shares: the whole plan, who may change it, and the new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError
from gridplan.model.bank_time import bank_moment
from gridplan.model.plan import Plan
from gridplan.model.versions import version_id
from gridplan.storage.database.plan_packing import pack_plan
from gridplan.storage.database.plans import load_plan, save_plan
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace


def whole_plan(scope: Scope, workspace: Workspace, plan_id: str) -> Plan:
    """
    Open a version whole, to change it; what is shown of it has to be narrowed.

    Parameters
    ----------
    scope
        Who changes.
    workspace
        The county.
    plan_id
        The version.

    Returns
    -------
    plan
        All of it.

    Raises
    ------
    AccessError
        If the scope may change no plan.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="change a plan")
    return _whole(workspace.path.resolve(), workspace.database.url.render_as_string(), plan_id)


@lru_cache(maxsize=2)
def _whole(folder: Path, url: str, plan_id: str) -> Plan:
    """Keep the plan that is being changed, for a change has many steps."""
    del url
    with Workspace.open(folder).database.reading() as connection:
        return load_plan(connection, plan_id)


def require_edit(scope: Scope, workspace: Workspace, branch_id: str, plan_id: str) -> None:
    """
    Refuse who may not change a branch, and write down who tried: no button of ours leads here.

    Parameters
    ----------
    scope
        Who changes.
    workspace
        The county.
    branch_id
        The branch.
    plan_id
        The version.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    """
    try:
        scope.require_edit(branch_id)
    except AccessError:
        with audited(scope, workspace, "edit_refused", subject=plan_id, detail={"branch": branch_id}):
            pass
        raise


def keep_version(
    scope: Scope,
    workspace: Workspace,
    changed: Plan,
    *,
    base: str,
    action: str,
    detail: Mapping[str, Any],
    now: datetime,
) -> str:
    """
    Store a plan as a version made of another, and write down who did it.

    Parameters
    ----------
    scope
        Who stores; what may be changed has been asked before.
    workspace
        The county.
    changed
        The whole plan.
    base
        The version that it was made of.
    action
        What the audit calls it.
    detail
        What the audit keeps of it.
    now
        Time of the version.

    Returns
    -------
    plan_id
        Id of the new version.

    Raises
    ------
    AccessError
        If the scope may store no plan.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, Viewer.REGIONAL_MANAGER, task="store a plan")
    meta = replace(changed.meta, plan_id=version_id(now), created_at=bank_moment(now), seconds={})
    packed = pack_plan(replace(changed, meta=meta))
    with audited(scope, workspace, action, subject=meta.plan_id, now=now) as act:
        save_plan(act.connection, packed, account=scope.account, base=base, now=now)
        act.detail = {"base": base, **detail}
    return meta.plan_id
