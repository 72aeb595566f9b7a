"""Plan a county whose tables were brought, in a process of its own, so that nobody need go to the command line."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import ConflictError
from gridplan.model.plan import Plan
from gridplan.workspace.jobs import Job, JobRoom
from gridplan.workspace.opening import Progress, Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.tables import stored_tables
from gridplan.workspace.viewing import plan_in_use

_ROOM = JobRoom(most=1)
_MAY = (Viewer.OPERATOR, Viewer.BRANCH_HEAD, Viewer.REGIONAL_MANAGER)
#: Share of the time that reading takes before the planning begins.
READING = 0.15
#: With this stage the planning begins.
_FIRST_STAGE = "service areas"


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
        If there is a plan; the next one is made of it, or planned anew.
    FindingsError
        If files have findings of severity E.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="make the first plan")
    if plan_in_use(scope, workspace):
        raise ConflictError("there is a plan already")
    return make_plan(_planner(scope, workspace), workspace, progress=progress)


def begin_planning(scope: Scope, workspace: Workspace) -> Job:
    """
    Begin to plan a county from its tables, whether it has a plan or not.

    Parameters
    ----------
    scope
        Who asks: the regional manager, and whoever may import the tables of all branches.
    workspace
        The county.

    Returns
    -------
    job
        Its result is the id of the new version, a draft.

    Raises
    ------
    AccessError
        If the scope may not.
    LockedError
        If somebody plans already.
    """
    scope.require(*_MAY, task="plan a county")
    return _ROOM.start(_key(scope, workspace), _plan, _planner(scope, workspace), workspace)


def find_planning(scope: Scope, workspace: Workspace) -> Job | None:
    """
    Find the planning that somebody began, also from another tab or after a broken line.

    Parameters
    ----------
    scope
        Who began it.
    workspace
        The county.

    Returns
    -------
    job
        The planning; None where there is none.

    Raises
    ------
    AccessError
        If the scope may plan no county.
    """
    scope.require(*_MAY, task="plan a county")
    return _ROOM.of(_key(scope, workspace))


def drop_planning(scope: Scope, workspace: Workspace) -> None:
    """
    Call a planning off, or forget it once it was seen; a plan that was stored stays.

    Parameters
    ----------
    scope
        Who began it.
    workspace
        The county.

    Raises
    ------
    AccessError
        If the scope may plan no county.
    """
    scope.require(*_MAY, task="plan a county")
    _ROOM.call_off(_key(scope, workspace))


def _planner(scope: Scope, workspace: Workspace) -> Scope:
    """Let a manager plan for all, and a head where no branch is another's."""
    if scope.viewer is Viewer.REGIONAL_MANAGER:
        return replace(OPERATOR, account=scope.account)
    stored = stored_tables(replace(OPERATOR, account=scope.account), workspace)
    return scope.as_importer([] if stored is None or scope.viewer is Viewer.OPERATOR else stored.branches.index)


def _key(scope: Scope, workspace: Workspace) -> Hashable:
    return str(workspace.path.resolve()), scope.cache_key


def _plan(planner: Scope, workspace: Workspace, tell: Callable[[float], None]) -> str:
    return make_plan(planner, workspace, progress=_on_the_way(tell)).meta.plan_id


def _on_the_way(tell: Callable[[float], None]) -> Progress:
    """Make one way of reading and planning, each of which tells its own share."""
    told = 0.0
    planning = False

    def progress(stage: str, share: float) -> None:
        nonlocal told, planning
        planning = planning or stage == _FIRST_STAGE
        told = max(told, READING + (1 - READING) * share if planning else READING * share)
        tell(told)

    return progress
