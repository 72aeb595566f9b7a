"""Plan a county whose tables were just brought, so that its first person need not go to the command line."""

from __future__ import annotations

from dataclasses import replace

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import ConflictError
from gridplan.model.plan import Plan
from gridplan.workspace.opening import Progress, Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.tables import stored_tables
from gridplan.workspace.viewing import plan_in_use


def make_first_plan(scope: Scope, workspace: Workspace, *, progress: Progress | None = None) -> Plan:
    """
    Plan a county that has no plan yet.

    Parameters
    ----------
    scope
        Who asks; whoever may import its tables.
    workspace
        The county.
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
    ConflictError
        If there is a plan; the next one is made of it, or at the command line.
    FindingsError
        If files have findings of severity E.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="make the first plan")
    if plan_in_use(scope, workspace):
        raise ConflictError("there is a plan already")
    stored = stored_tables(replace(OPERATOR, account=scope.account), workspace)
    planner = scope.as_importer([] if stored is None or scope.viewer is Viewer.OPERATOR else stored.branches.index)
    return make_plan(planner, workspace, progress=progress)
