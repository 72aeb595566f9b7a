"""Drafts of changed grids on the server: a closed browser loses nothing, and nobody overwrites somebody else's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gridplan.access.scope import Scope
from gridplan.model.draft_steps import Json
from gridplan.storage.database import drafts as table
from gridplan.storage.database.drafts import StoredDraft, draft_of, drafts_of, save_draft
from gridplan.storage.database.drafts_waiting import drafts_waiting
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace

__all__ = ["StoredDraft", "find_draft", "keep_draft", "list_drafts", "rename_draft", "waiting_drafts"]


def find_draft(
    scope: Scope, workspace: Workspace, plan_id: str, branch_id: str, *, name: str = ""
) -> StoredDraft | None:
    """
    Find the draft of a branch.

    Parameters
    ----------
    scope
        Who asks; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that is changed.
    branch_id
        The branch.
    name
        Its name; a branch can have several.

    Returns
    -------
    draft
        The last save; None before the first.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    """
    scope.require_edit(branch_id)
    with workspace.database.reading() as connection:
        return draft_of(connection, plan_id, branch_id, name)


def list_drafts(scope: Scope, workspace: Workspace, plan_id: str, branch_id: str) -> list[StoredDraft]:
    """
    List the drafts of a branch.

    Parameters
    ----------
    scope
        Who asks; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that is changed.
    branch_id
        The branch.

    Returns
    -------
    drafts
        The last save of each, by name.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    """
    scope.require_edit(branch_id)
    with workspace.database.reading() as connection:
        return drafts_of(connection, plan_id, branch_id)


def waiting_drafts(scope: Scope, workspace: Workspace, branch_id: str) -> list[StoredDraft]:
    """
    List the drafts of a branch that became no version yet, on whichever version of the plan they were drawn.

    Parameters
    ----------
    scope
        Who asks; the branch head or the operator.
    workspace
        The county.
    branch_id
        The branch.

    Returns
    -------
    drafts
        The last save of each, the latest first.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    """
    scope.require_edit(branch_id)
    with workspace.database.reading() as connection:
        return drafts_waiting(connection, branch_id)


def keep_draft(
    scope: Scope,
    workspace: Workspace,
    plan_id: str,
    branch_id: str,
    *,
    steps: Sequence[Json],
    done: int,
    expected_version: int,
    name: str = "",
    now: datetime | None = None,
) -> int:
    """
    Save the draft of a branch; every save stays in its history and in the audit.

    Parameters
    ----------
    scope
        Who saves; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that is changed.
    branch_id
        The branch.
    steps
        All steps as `write_step` lays them out, those that were taken back included.
    done
        How many of them count.
    expected_version
        The save that this one goes on from; 0 for the first.
    name
        Name of the draft.
    now
        The moment; by default the present.

    Returns
    -------
    version
        Number of this save.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    ConflictError
        If somebody else saved in the meantime; says who, when and what differs.
    """
    scope.require_edit(branch_id)
    with audited(scope, workspace, "draft_kept", subject=plan_id, now=now) as act:
        version = save_draft(
            act.connection,
            plan_id,
            branch_id,
            steps=steps,
            done=done,
            account=scope.account,
            expected_version=expected_version,
            name=name,
            now=act.now,
        )
        act.detail = {"branch": branch_id, "name": name, "version": version, "done": done}
    return version


def rename_draft(
    scope: Scope,
    workspace: Workspace,
    plan_id: str,
    branch_id: str,
    *,
    name: str,
    to: str,
    expected_version: int,
    now: datetime | None = None,
) -> int:
    """
    Give a draft of a branch another name.

    Parameters
    ----------
    scope
        Who renames; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that is changed.
    branch_id
        The branch.
    name, to
        Its name so far and the new one.
    expected_version
        The save that was seen.
    now
        The moment; by default the present.

    Returns
    -------
    version
        Number of this save.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    ConflictError
        If there is a draft of that name, or somebody else saved in the meantime.
    """
    scope.require_edit(branch_id)
    to = to.strip()
    with audited(scope, workspace, "draft_renamed", subject=plan_id, now=now) as act:
        version = table.rename_draft(
            act.connection,
            plan_id,
            branch_id,
            name=name,
            to=to,
            account=scope.account,
            expected_version=expected_version,
            now=act.now,
        )
        act.detail = {"branch": branch_id, "name": name, "to": to, "version": version}
    return version
