"""Drafts of changed grids, one a branch: a save names the version that it saw, so that no change is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from gridplan.errors import ConflictError
from gridplan.model.draft_steps import Json, read_step, sum_up
from gridplan.storage.database.schema import DRAFT, DRAFT_EVENT
from gridplan.storage.database.upsert import insert_new

_COLUMNS = ("plan_id", "branch_id", "version", "steps", "done", "account", "at")


@dataclass(frozen=True)
class StoredDraft:
    """
    A draft as somebody left it.

    Attributes
    ----------
    plan_id
        The plan that is changed.
    branch_id
        The branch whose grids are changed.
    version
        Counts the saves; 0 before the first.
    steps
        All steps, those that were taken back included.
    done
        How many of them count.
    account
        Who saved it.
    at
        When.
    """

    plan_id: str
    branch_id: str
    version: int
    steps: list[Json]
    done: int
    account: str
    at: datetime


def draft_of(connection: Connection, plan_id: str, branch_id: str) -> StoredDraft | None:
    """
    Open a draft.

    Parameters
    ----------
    connection
        Any connection.
    plan_id
        The plan that is changed.
    branch_id
        The branch.

    Returns
    -------
    draft
        The last save; None before the first.
    """
    query = select(*(DRAFT.c[name] for name in _COLUMNS))
    row = connection.execute(query.where(DRAFT.c.plan_id == plan_id, DRAFT.c.branch_id == branch_id)).one_or_none()
    return None if row is None else StoredDraft(*row)


def save_draft(
    connection: Connection,
    plan_id: str,
    branch_id: str,
    *,
    steps: Sequence[Json],
    done: int,
    account: str,
    expected_version: int,
    now: datetime,
) -> int:
    """
    Save a draft.

    Parameters
    ----------
    connection
        A connection that writes.
    plan_id
        The plan that is changed; it is stored.
    branch_id
        The branch.
    steps
        All steps, as `write_step` lays them out.
    done
        How many of them count.
    account
        Who saves.
    expected_version
        The version that the change was made on; 0 for a new draft.
    now
        The present.

    Returns
    -------
    version
        The new version.

    Raises
    ------
    ConflictError
        If somebody else saved in the meantime; says who, when and what differs.
    """
    row: dict[str, Any] = {
        "plan_id": plan_id,
        "branch_id": branch_id,
        "version": expected_version + 1,
        "steps": [list(step) if isinstance(step, tuple) else step for step in steps],
        "done": done,
        "account": account,
        "at": now,
    }
    if not _put(connection, row, expected_version):
        raise ConflictError(_differs(draft_of(connection, plan_id, branch_id), row))
    connection.execute(insert(DRAFT_EVENT).values(row))
    return expected_version + 1


def draft_history(connection: Connection, plan_id: str, branch_id: str) -> list[StoredDraft]:
    """
    List all saves of a draft.

    Parameters
    ----------
    connection
        Any connection.
    plan_id
        The plan that is changed.
    branch_id
        The branch.

    Returns
    -------
    saves
        The first one first.
    """
    mine = (DRAFT_EVENT.c.plan_id == plan_id, DRAFT_EVENT.c.branch_id == branch_id)
    query = select(*(DRAFT_EVENT.c[name] for name in _COLUMNS)).where(*mine).order_by(DRAFT_EVENT.c.seq)
    return [StoredDraft(*row) for row in connection.execute(query)]


def _put(connection: Connection, row: dict[str, Any], expected: int) -> bool:
    if expected == 0:
        return insert_new(connection, DRAFT, row)
    seen = (DRAFT.c.plan_id == row["plan_id"], DRAFT.c.branch_id == row["branch_id"], DRAFT.c.version == expected)
    return connection.execute(update(DRAFT).where(*seen).values(row)).rowcount == 1


def _differs(theirs: StoredDraft | None, ours: dict[str, Any]) -> str:
    branch = ours["branch_id"]
    if theirs is None:
        return f"there is no draft of {branch} to go on with; begin a new one"
    left, right = (
        sum_up(map(read_step, steps[:done])).grid_of
        for steps, done in ((theirs.steps, theirs.done), (ours["steps"], ours["done"]))
    )
    units = sorted(unit for unit in left.keys() | right.keys() if left.get(unit) != right.get(unit))
    what = ", ".join(f"{unit}: {left.get(unit, '-')} / {right.get(unit, '-')}" for unit in units[:5]) or "nothing"
    more = f" and {len(units) - 5} more" if len(units) > 5 else ""  # noqa: PLR2004 # as many as are named
    return (
        f"{theirs.account} saved the draft of {branch} at {theirs.at:%Y-%m-%d %H:%M} UTC (version {theirs.version}); "
        f"theirs / yours: {what}{more}; open it and make your change again"
    )
