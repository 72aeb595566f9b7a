"""A version of the plan that somebody made of the one that is open, and whether it leaves a branch as it was."""

from __future__ import annotations

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import ConflictError
from gridplan.model.draft_steps import Drawn
from gridplan.model.plan import Plan
from gridplan.planning.zoning.drawing.unchanged import is_unchanged
from gridplan.storage.database.plan_descent import Made, newest_made_of
from gridplan.workspace.changing import whole_plan
from gridplan.workspace.drawn_branch import open_branch
from gridplan.workspace.opening import Workspace

__all__ = ["Made", "newer_version", "newest_with"]


def newer_version(scope: Scope, workspace: Workspace, plan_id: str) -> Made | None:
    """
    Find the newest version that was made of another.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.
    plan_id
        The version that is open.

    Returns
    -------
    made
        Its id, who made it and when; None where nobody made any.

    Raises
    ------
    AccessError
        If the scope draws no plans.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="draw grids")
    with workspace.database.reading() as connection:
        return newest_made_of(connection, plan_id)


def newest_with(scope: Scope, workspace: Workspace, plan_id: str, branch_id: str) -> Plan:
    """
    Open the newest version that has a branch as an older one has it; what is shown of it has to be narrowed.

    Parameters
    ----------
    scope
        Who draws; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version on which the branch was drawn.
    branch_id
        The branch.

    Returns
    -------
    plan
        All of the version that was made of it last, or of itself where none was.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    ConflictError
        If the branch was changed since; says who did and in which version.
    """
    drawn_on = open_branch(scope, workspace, plan_id, branch_id, Drawn())
    made = newer_version(scope, workspace, plan_id)
    if made is None:
        return whole_plan(scope, workspace, plan_id)
    newest = whole_plan(scope, workspace, made.plan_id)
    if is_unchanged(drawn_on, newest, branch_id):
        return newest
    text = "{account} made plan {plan} in the meantime, and {branch} is changed there"
    raise ConflictError(text, account=made.account, plan=made.plan_id, branch=branch_id)
