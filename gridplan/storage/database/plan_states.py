"""The way of a plan: draft, checked, approved by a second person, active, retired; or back to the one who made it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import Connection, Row, insert, select, update

from gridplan.errors import AccessError, ConflictError, StorageError
from gridplan.model.bank_time import bank_clock
from gridplan.model.words import PlanState
from gridplan.storage.database.holdings import current_plan, keep_holdings
from gridplan.storage.database.locks import hold
from gridplan.storage.database.plan_packing import HOUSEHOLDS, holdings_in
from gridplan.storage.database.schema import PLAN_BLOB, PLAN_EVENT, PLAN_PART, PLAN_VERSION

STATES = ("draft", "checked", "approved", "active", "retired")
_BEFORE = {
    "draft": ("checked", "approved"),
    "checked": ("draft",),
    "approved": ("checked",),
    "active": ("approved",),
    "retired": STATES[:-1],
}
#: What the way of a plan calls a step back.
RETURNED = "returned"


def set_state(
    connection: Connection, plan_id: str, state: str, *, account: str, now: datetime, reason: str = ""
) -> None:
    """
    Take a plan one step on, back, or out of use; one plan at a time is active, the former one retires.

    Parameters
    ----------
    connection
        A connection that writes.
    plan_id
        The version.
    state
        `checked`, `approved`, `active` or `retired`; `draft` takes it back.
    account
        Who does it.
    now
        The present.
    reason
        Why; kept beside the step.

    Raises
    ------
    AccessError
        If a plan would be approved by the one who made or checked it.
    ConflictError
        If the plan stands elsewhere on its way.
    StorageError
        If there is no such plan or state.
    """
    hold(connection, "plans")
    version = connection.execute(select(PLAN_VERSION).where(PLAN_VERSION.c.plan_id == plan_id)).one_or_none()
    if version is None or state not in _BEFORE:
        raise StorageError("there is no plan {plan}, or no state {state} to give it", plan=plan_id, state=state)
    _refuse_disorder(version, state)
    if state == "approved" and account in {version.account, version.checked_by}:
        told = "plan {plan} must be approved by a second person, not by {account}"
        raise AccessError(told, plan=plan_id, account=account)
    if state == "active":
        _retire_active(connection, account, now)
    _step(connection, plan_id, state, account=account, now=now, reason=reason)
    _follow(connection)


class PlanEvent(NamedTuple):
    """A step of a plan version: what became of it, by whom, when and why."""

    what: str
    account: str
    at: datetime
    reason: str = ""


def plan_events(connection: Connection, plan_id: str) -> list[PlanEvent]:
    """
    Tell the way of a plan so far.

    Parameters
    ----------
    connection
        Any connection.
    plan_id
        The version.

    Returns
    -------
    events
        From `draft` on, in their order; moments in UTC.
    """
    query = select(PLAN_EVENT).where(PLAN_EVENT.c.plan_id == plan_id).order_by(PLAN_EVENT.c.seq)
    return [PlanEvent(row.what, row.account, row.at, row.reason) for row in connection.execute(query)]


def open_plans(connection: Connection) -> pd.DataFrame:
    """
    List the plans that are on their way: neither in force nor out of use; of drafts those that none was made of.

    Parameters
    ----------
    connection
        Any connection.

    Returns
    -------
    plans
        Newest first: `plan_id`, `state`, the last step `what`, `by`, `at` and `reason`, and `accounts`, a set of all
        who had a hand in it.
    """
    followed = select(PLAN_VERSION.c.base_plan_id).where(
        PLAN_VERSION.c.base_plan_id.is_not(None), PLAN_VERSION.c.state != "retired"
    )
    last = (PLAN_VERSION.c.state == "draft") & PLAN_VERSION.c.plan_id.not_in(followed)
    query = (
        select(PLAN_VERSION.c.plan_id, PLAN_VERSION.c.state)
        .where(last | PLAN_VERSION.c.state.in_(["checked", "approved"]))
        .order_by(PLAN_VERSION.c.seq.desc())
    )
    rows = [_under_way(connection, plan_id, state) for plan_id, state in connection.execute(query).all()]
    return pd.DataFrame(rows, columns=["plan_id", "state", "what", "by", "at", "reason", "accounts"])


def _under_way(connection: Connection, plan_id: str, state: str) -> dict[str, Any]:
    events = plan_events(connection, plan_id)
    last = events[-1]
    told = {"what": last.what, "by": last.account, "at": last.at, "reason": last.reason}
    return {"plan_id": plan_id, "state": state, **told, "accounts": {one.account for one in events}}


def _refuse_disorder(version: Row[Any], state: str) -> None:
    if version.state not in _BEFORE[state]:
        raise ConflictError(
            "plan {plan} is {state} since {at}, so it can't become {wanted} now",
            plan=version.plan_id,
            state=PlanState(version.state),
            at=bank_clock(version.state_at),
            wanted=PlanState(state),
        )


def _retire_active(connection: Connection, account: str, now: datetime) -> None:
    active = select(PLAN_VERSION.c.plan_id).where(PLAN_VERSION.c.state == "active")
    for former in connection.execute(active).scalars().all():
        _step(connection, former, "retired", account=account, now=now)


def _step(connection: Connection, plan_id: str, state: str, *, account: str, now: datetime, reason: str = "") -> None:
    signs: dict[str, dict[str, str | None]] = {
        "draft": {"checked_by": None, "approved_by": None},
        "checked": {"checked_by": account},
        "approved": {"approved_by": account},
    }
    change = update(PLAN_VERSION).where(PLAN_VERSION.c.plan_id == plan_id)
    connection.execute(change.values(state=state, state_at=now, **signs.get(state, {})))
    what = RETURNED if state == "draft" else state
    connection.execute(insert(PLAN_EVENT).values(plan_id=plan_id, at=now, account=account, what=what, reason=reason))


def _follow(connection: Connection) -> None:
    """Let holdings follow the active plan; where none is, the one in force stays until another becomes active."""
    active = connection.execute(select(PLAN_VERSION.c.plan_id).where(PLAN_VERSION.c.state == "active")).scalar()
    if active is not None and active != current_plan(connection):
        keep_holdings(connection, active, _holdings(connection, active))


def _holdings(connection: Connection, plan_id: str) -> pd.DataFrame:
    query = (
        select(PLAN_BLOB.c.parquet)
        .join(PLAN_PART, PLAN_BLOB.c.sha256 == PLAN_PART.c.sha256)
        .where(PLAN_PART.c.plan_id == plan_id, PLAN_PART.c.name == HOUSEHOLDS)
    )
    columns = ["unit_id", "grid_id", "branch_id"]
    parts = [pd.read_parquet(BytesIO(part), columns=columns) for part in connection.execute(query).scalars()]
    return holdings_in(pd.concat(parts)) if parts else pd.DataFrame(columns=["household_id", *columns], dtype=object)
