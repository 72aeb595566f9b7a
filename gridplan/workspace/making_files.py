"""Make files that take long in a process of its own, with the share done; nobody else waits for them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Hashable

from gridplan.access.scope import Scope
from gridplan.workspace.exporting import MAY
from gridplan.workspace.jobs import MOST, Job, JobRoom
from gridplan.workspace.opening import Workspace
from gridplan.workspace.ordered_file import OrderedFile

#: Forms that take seconds; to start a process takes longer than the others.
LONG = frozenset({"notice", "xlsx", "gpkg"})
_ROOM = JobRoom(most=max(2, MOST))


def begin_file(scope: Scope, workspace: Workspace, order: OrderedFile) -> str:
    """
    Begin to make a file.

    Parameters
    ----------
    scope
        Who takes it away.
    workspace
        The county.
    order
        What was allowed.

    Returns
    -------
    name
        Under which it is found again, by the same viewer alone.

    Raises
    ------
    AccessError
        If the scope may take no plan away.
    LockedError
        If as many files are made as may.
    """
    scope.require(*MAY, task="take a plan away")
    name = uuid.uuid4().hex
    _ROOM.start(_key(scope, workspace, name), _made, order)
    return name


def find_file(scope: Scope, workspace: Workspace, name: str) -> Job | None:
    """
    Find a file that is being made.

    Parameters
    ----------
    scope
        Who takes it away.
    workspace
        The county.
    name
        What `begin_file` gave.

    Returns
    -------
    job
        Its result is what is in the file; None where there is none.

    Raises
    ------
    AccessError
        If the scope may take no plan away.
    """
    scope.require(*MAY, task="take a plan away")
    return _ROOM.of(_key(scope, workspace, name))


def drop_file(scope: Scope, workspace: Workspace, name: str) -> None:
    """
    Call a file off, or forget it once it was fetched.

    Parameters
    ----------
    scope
        Who takes it away.
    workspace
        The county.
    name
        What `begin_file` gave.

    Raises
    ------
    AccessError
        If the scope may take no plan away.
    """
    scope.require(*MAY, task="take a plan away")
    _ROOM.call_off(_key(scope, workspace, name))


def _key(scope: Scope, workspace: Workspace, name: str) -> Hashable:
    return str(workspace.path.resolve()), scope.cache_key, name


def _made(order: OrderedFile, tell: Callable[[float], None]) -> bytes:
    return order.content(tell)
