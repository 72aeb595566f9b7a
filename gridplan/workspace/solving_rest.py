"""Solve the rest of a branch around its locked grids, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from gridplan.access.scope import Scope
from gridplan.model.draft_steps import Assign, Drawn
from gridplan.planning.zoning.drawing.solving import Rest, rest_of, solve_rest
from gridplan.planning.zoning.engine.effort import Watch
from gridplan.workspace.changing import whole_plan
from gridplan.workspace.drawing import lay_ground
from gridplan.workspace.jobs import Job, JobRoom
from gridplan.workspace.opening import Workspace

_ROOM = JobRoom()


def begin_rest(scope: Scope, workspace: Workspace, plan_id: str, branch_id: str, drawn: Drawn) -> Job:
    """
    Begin to cut all grids of a branch anew that are not locked.

    Parameters
    ----------
    scope
        Who draws; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that is changed.
    branch_id
        The branch.
    drawn
        What the steps of the draft so far come to.

    Returns
    -------
    job
        Its result is a step of the draft; `about` is what was drawn when it began.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    InfeasibleError
        If everything is locked.
    LockedError
        If as many searches run as may.
    """
    scope.require_edit(branch_id)
    ground = lay_ground(scope, workspace, plan_id, branch_id, drawn)
    rest = rest_of(ground, whole_plan(scope, workspace, plan_id))
    return _ROOM.start(_key(scope, workspace, plan_id, branch_id), _solve, rest, about=drawn)


def find_rest(scope: Scope, workspace: Workspace, plan_id: str, branch_id: str) -> Job | None:
    """
    Find the search that somebody began, also from another tab or after a broken line.

    Parameters
    ----------
    scope
        Who draws.
    workspace
        The county.
    plan_id
        The version that is changed.
    branch_id
        The branch.

    Returns
    -------
    job
        The search; None where there is none.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    """
    scope.require_edit(branch_id)
    return _ROOM.of(_key(scope, workspace, plan_id, branch_id))


def drop_rest(scope: Scope, workspace: Workspace, plan_id: str, branch_id: str) -> None:
    """
    Call a search off, or forget it once its result was taken.

    Parameters
    ----------
    scope
        Who draws.
    workspace
        The county.
    plan_id
        The version that is changed.
    branch_id
        The branch.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    """
    scope.require_edit(branch_id)
    _ROOM.call_off(_key(scope, workspace, plan_id, branch_id))


def _key(scope: Scope, workspace: Workspace, plan_id: str, branch_id: str) -> Hashable:
    return str(workspace.path.resolve()), plan_id, branch_id, scope.cache_key


def _solve(rest: Rest, tell: Callable[[float], None]) -> Assign:
    return solve_rest(rest, Watch(tell=lambda progress: tell(progress.share)))
