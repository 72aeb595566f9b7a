"""Drafts of changed grids, by branch and name: a save names the version that it saw, so that none is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from gridplan.errors import ConflictError
from gridplan.model.bank_time import bank_clock
from gridplan.model.draft_steps import Json, read_step, sum_up
from gridplan.storage.database.schema import DRAFT, DRAFT_EVENT
from gridplan.storage.database.upsert import insert_new

_KEY = ("plan_id", "branch_id", "name")
_COLUMNS = ("plan_id", "branch_id", "version", "steps", "done", "account", "at", "name")


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
    name
        Its name; "" is the first one of a branch.
    """

    plan_id: str
    branch_id: str
    version: int
    steps: list[Json]
    done: int
    account: str
    at: datetime
    name: str = ""


def draft_of(connection: Connection, plan_id: str, branch_id: str, name: str = "") -> StoredDraft | None:
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
    name
        Its name.

    Returns
    -------
    draft
        The last save; None before the first.
    """
    return next((draft for draft in drafts_of(connection, plan_id, branch_id) if draft.name == name), None)


def drafts_of(connection: Connection, plan_id: str, branch_id: str) -> list[StoredDraft]:
    """
    Open all drafts of a branch.

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
    drafts
        The last save of each, by name.
    """
    query = select(*(DRAFT.c[column] for column in _COLUMNS)).order_by(DRAFT.c.name)
    rows = connection.execute(query.where(DRAFT.c.plan_id == plan_id, DRAFT.c.branch_id == branch_id))
    return [StoredDraft(*row) for row in rows]


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
    name: str = "",
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
    name
        Name of the draft.

    Returns
    -------
    version
        The new version.

    Raises
    ------
    ConflictError
        If somebody else saved in the meantime; says who, when and what differs.
    """
    # a name that was given away goes on counting where it stopped
    version = 1 + (expected_version or _last(connection, plan_id, branch_id, name))
    row: dict[str, Any] = {
        "plan_id": plan_id,
        "branch_id": branch_id,
        "version": version,
        "steps": [list(step) if isinstance(step, tuple) else step for step in steps],
        "done": done,
        "account": account,
        "at": now,
        "name": name,
    }
    if not _put(connection, row, expected_version):
        raise _differs(draft_of(connection, plan_id, branch_id, name), row)
    connection.execute(insert(DRAFT_EVENT).values(row))
    return version


def rename_draft(
    connection: Connection,
    plan_id: str,
    branch_id: str,
    *,
    name: str,
    to: str,
    account: str,
    expected_version: int,
    now: datetime,
) -> int:
    """
    Give a draft another name; its history stays under the names that it had.

    Parameters
    ----------
    connection
        A connection that writes.
    plan_id
        The plan that is changed.
    branch_id
        The branch.
    name, to
        Its name so far and the new one.
    account
        Who renames.
    expected_version
        The version that was seen.
    now
        The present.

    Returns
    -------
    version
        The new version.

    Raises
    ------
    ConflictError
        If there is a draft of that name, or somebody else saved in the meantime.
    """
    draft = draft_of(connection, plan_id, branch_id, name)
    if draft is None or draft.version != expected_version:
        raise ConflictError(
            "the draft of {branch} was saved or renamed by somebody else; open it again", branch=branch_id
        )
    if draft_of(connection, plan_id, branch_id, to) is not None:
        raise ConflictError("there is a draft {name} of {branch} already", name=to, branch=branch_id)
    version = 1 + max(expected_version, _last(connection, plan_id, branch_id, to))
    key = [DRAFT.c[column] == value for column, value in zip(_KEY, (plan_id, branch_id, name), strict=True)]
    told = {"name": to, "version": version, "account": account, "at": now}
    connection.execute(update(DRAFT).where(*key).values(told))
    row = {"plan_id": plan_id, "branch_id": branch_id, "steps": draft.steps, "done": draft.done, **told}
    connection.execute(insert(DRAFT_EVENT).values(row))
    return version


def _last(connection: Connection, plan_id: str, branch_id: str, name: str) -> int:
    event = DRAFT_EVENT.c
    query = select(func.max(event.version)).where(
        event.plan_id == plan_id, event.branch_id == branch_id, event.name == name
    )
    return int(connection.execute(query).scalar() or 0)


def draft_history(connection: Connection, plan_id: str, branch_id: str, name: str = "") -> list[StoredDraft]:
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
    name
        Its name.

    Returns
    -------
    saves
        The first one first.
    """
    event = DRAFT_EVENT.c
    mine = (event.plan_id == plan_id, event.branch_id == branch_id, event.name == name)
    query = select(*(event[column] for column in _COLUMNS)).where(*mine).order_by(DRAFT_EVENT.c.seq)
    return [StoredDraft(*row) for row in connection.execute(query)]


def _put(connection: Connection, row: dict[str, Any], expected: int) -> bool:
    if expected == 0:
        return insert_new(connection, DRAFT, row)
    key = [DRAFT.c[column] == row[column] for column in _KEY]
    seen = update(DRAFT).where(*key, DRAFT.c.version == expected)
    return connection.execute(seen.values(row)).rowcount == 1


def _differs(theirs: StoredDraft | None, ours: dict[str, Any]) -> ConflictError:
    branch = ours["branch_id"]
    if theirs is None:
        return ConflictError("there is no draft of {branch} to go on with; begin a new one", branch=branch)
    left, right = (
        sum_up(map(read_step, steps[:done])).grid_of
        for steps, done in ((theirs.steps, theirs.done), (ours["steps"], ours["done"]))
    )
    units = sorted(unit for unit in left.keys() | right.keys() if left.get(unit) != right.get(unit))
    what = ", ".join(f"{unit}: {left.get(unit, '-')} / {right.get(unit, '-')}" for unit in units[:5]) or "nothing"
    more = f" and {len(units) - 5} more" if len(units) > 5 else ""  # noqa: PLR2004 # as many as are named
    return ConflictError(
        "{account} saved the draft of {branch} at {at} (version {version}); "
        "theirs / yours: {units}; open it and make your change again",
        account=theirs.account,
        branch=branch,
        at=bank_clock(theirs.at),
        version=theirs.version,
        units=what + more,
    )
