"""Ask why a branch can't be staffed within all hard rules, and what would mend it."""

from __future__ import annotations

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError
from gridplan.model.conflict import StaffConflict
from gridplan.planning.staffing.conflicts.why_not import why_not
from gridplan.storage.database.plans import load_plan
from gridplan.workspace.opening import Workspace


def ask_why_not(scope: Scope, workspace: Workspace, plan_id: str, branch_id: str) -> StaffConflict | None:
    """
    Say which rules of a branch can't be met together.

    Parameters
    ----------
    scope
        Who asks: the branch head or the operator, for the answer tells of ties and absences.
    workspace
        The county.
    plan_id
        The version.
    branch_id
        The branch.

    Returns
    -------
    conflict
        The rules, why, and repairs that were tried; None where all can be met.

    Raises
    ------
    AccessError
        If the scope may not ask, or not for that branch.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="ask why not")
    if not scope.sees_branch(branch_id):
        raise AccessError("{viewer} may not ask why not for {branch}", viewer=scope.viewer, branch=branch_id)
    with workspace.database.reading() as connection:
        return why_not(load_plan(connection, plan_id, grids=()), branch_id)
