"""Carry a draft over to another version of the plan, where it goes on; where it was drawn it can be taken again."""

from __future__ import annotations

from datetime import UTC, datetime

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import ConflictError
from gridplan.model.draft_steps import Drawn, read_step, write_step
from gridplan.planning.zoning.drawing.carrying import Carried, carry
from gridplan.storage.database.drafts import StoredDraft, draft_of, save_draft
from gridplan.storage.database.engine import Connection
from gridplan.workspace.audited import audited
from gridplan.workspace.drawn_branch import open_branch
from gridplan.workspace.opening import Workspace

__all__ = ["Carried", "carry_draft"]


def carry_draft(
    scope: Scope, workspace: Workspace, draft: StoredDraft, plan_id: str, *, now: datetime | None = None
) -> tuple[str, Carried]:
    """
    Take the steps of a draft again on another version of the plan.

    On the version that they were drawn on they count as taken back, so that nobody carries them over twice.

    Parameters
    ----------
    scope
        Who carries; the branch head or the operator.
    workspace
        The county.
    draft
        The draft as it was seen.
    plan_id
        The other version.
    now
        The moment; by default the present.

    Returns
    -------
    name
        What the draft is called on the other version: its name, or one of its own where another draft has that.
    carried
        The steps there, and what does not fit; where none fits, all stays as it is.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    ConflictError
        If somebody has saved the draft in the meantime.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="carry a draft over")
    old = open_branch(scope, workspace, draft.plan_id, draft.branch_id, Drawn())
    new = open_branch(scope, workspace, plan_id, draft.branch_id, Drawn())
    moment = now or datetime.now(UTC)
    steps = [read_step(said) for said in draft.steps[: draft.done]]
    carried = carry(steps, old, new, draft.branch_id, moment.date().isoformat())
    if not carried.steps:
        return draft.name, carried
    with audited(scope, workspace, "draft_carried", subject=plan_id, now=moment) as act:
        name = _put(act.connection, draft, plan_id, carried, scope.account, moment)
        said = {"branch": draft.branch_id, "from": draft.plan_id, "name": name}
        act.detail = {**said, "done": len(carried.steps), "left": len(carried.left)}
    return name, carried


def _put(
    connection: Connection, draft: StoredDraft, plan_id: str, carried: Carried, account: str, now: datetime
) -> str:
    seen = draft_of(connection, draft.plan_id, draft.branch_id, draft.name)
    if seen is None or seen.version != draft.version:
        raise ConflictError(
            "the draft of {branch} was saved or renamed by somebody else; open it again", branch=draft.branch_id
        )
    there = draft_of(connection, plan_id, draft.branch_id, draft.name)
    name = f"{account} {now:%m-%d %H:%M:%S}" if there is not None and there.done else draft.name
    beneath = there.version if there is not None and name == draft.name else 0
    steps = [write_step(step) for step in carried.steps]
    for place, all_steps, done, version, called in (
        (plan_id, steps, len(steps), beneath, name),
        (draft.plan_id, draft.steps, 0, draft.version, draft.name),
    ):
        save_draft(connection, place, draft.branch_id, steps=all_steps, done=done, account=account,
                   expected_version=version, now=now, name=called)  # fmt: skip
    return name
