"""Take the visits that officers make: every one is answered, none is lost, none counts twice; and what they change."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import InputError
from gridplan.model.plan import Plan
from gridplan.model.visits import AT_THE_DOOR, standing, with_visits
from gridplan.model.words import Care, Outcome, Stage
from gridplan.storage.database.visits import VisitsKept, add_visits, visits_of
from gridplan.workspace.audited import audited
from gridplan.workspace.households import household_list, in_view
from gridplan.workspace.opening import Workspace

#: Visits in one message; a device that was away for weeks sends several.
MOST = 500
#: Signs in the name of a device or of a grid.
_LONGEST = 64


def record_visits(
    scope: Scope, workspace: Workspace, rows: Sequence[Mapping[str, Any]], *, now: datetime
) -> dict[str, str]:
    """
    Keep visits of an officer.

    Parameters
    ----------
    scope
        The officer who made them.
    workspace
        The county.
    rows
        Each with `uuid` and `device_at` of the device, `household_id`, `outcome`, and maybe `grid_id`, `device`, the
        `stage` reached, the `next_day` agreed, and the `uuid` of a visit of one's own that this one `corrects`.
    now
        The moment on the server.

    Returns
    -------
    answers
        By UUID: `stored`, `known` (sent before), `aside` (no such household among the officer's, or no such visit to
        be corrected; a person looks at it) or `conflict` (sent before with other content, which stands).

    Raises
    ------
    AccessError
        If the scope is no officer's.
    InputError
        If a row can't be read; nothing is kept then.
    """
    scope.require(Viewer.OFFICER, task="send visits")
    if len(rows) > MOST:
        raise InputError("at most {most} visits in one message", most=MOST)
    visits = [_visit(scope, row) for row in rows]
    seen = in_view(scope, workspace, {visit["household_id"] for visit in visits})
    answers: dict[str, str] = {}
    with audited(scope, workspace, "visits_sent", subject=scope.officer_id or "", now=now) as act:
        for visit in visits:
            answers[visit["uuid"]] = _answer(add_visits(act.connection, [visit], now=now, only=seen))
        act.detail = {answer: list(answers.values()).count(answer) for answer in sorted(set(answers.values()))}
    return answers


def standing_visits(scope: Scope, workspace: Workspace) -> pd.DataFrame:
    """
    List the visits to the households in view, without those that were corrected.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.

    Returns
    -------
    visits
        As `standing` gives them, in the order in which they came.

    Raises
    ------
    AccessError
        If the scope sees totals only.
    """
    scope.require_households()
    held = household_list(scope, workspace)
    with workspace.database.reading() as connection:
        made = visits_of(connection, grid_ids=held["grid_id"].unique())
    return standing(made)


def plan_with_visits(scope: Scope, plan: Plan, visits: pd.DataFrame) -> Plan:
    """
    Add the visits since to a plan, whose own figures stay those of its day.

    Parameters
    ----------
    scope
        Who asks.
    plan
        The plan in view.
    visits
        What `standing_visits` gave.

    Returns
    -------
    plan
        Its households with their stages as they are now, and with `last_visit` and `due`.

    Raises
    ------
    AccessError
        If the scope sees totals only.
    """
    scope.require_households()
    return replace(plan, households=with_visits(plan.households, visits, _every(plan)))


def _every(plan: Plan) -> dict[str, float]:
    """Take visits a year from the branches in view; plans from before they were solved have the usual ones."""
    mine = plan.branches.loc[plan.branches.index.isin(plan.households["branch_id"])]
    solved = {str(care): f"freq_{care}" for care in Care}
    if set(solved.values()) <= set(mine.columns) and len(mine):
        return {care: float(mine[column].mean()) for care, column in solved.items()}
    return dict(plan.params.frequency)


def _answer(kept: VisitsKept) -> str:
    if kept.conflicting:
        return "conflict"
    return "stored" if kept.stored else "known" if kept.known else "aside"


def _visit(scope: Scope, row: Mapping[str, Any]) -> dict[str, Any]:
    """Read what a device tells; who the officer is says the session, not the device."""
    try:
        device_at = datetime.fromisoformat(str(row["device_at"]))
        visit = {
            "uuid": str(uuid.UUID(str(row["uuid"]))),
            "household_id": str(row["household_id"]),
            "officer_id": scope.officer_id,
            "grid_id": str(row.get("grid_id", "")),
            "device_at": device_at.astimezone(UTC),
            "outcome": str(Outcome(str(row["outcome"]))),
            "note": "",
            "device": str(row.get("device", "")),
            "stage": str(Stage(str(row["stage"]))) if row.get("stage") else "",
            "next_day": date.fromisoformat(str(row["next_day"])).isoformat() if row.get("next_day") else "",
            "corrects": str(uuid.UUID(str(row["corrects"]))) if row.get("corrects") else "",
        }
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        raise InputError("a visit can't be read: {what}", what=type(error).__name__) from error
    if device_at.tzinfo is None:
        raise InputError("a visit's device_at must tell its time zone")
    if any(len(str(visit[name])) > _LONGEST for name in ("household_id", "grid_id", "device")):
        raise InputError("a visit's ids are too long")
    # what officers tell of people comes from closed lists: no illness, no belief can be typed in
    if row.get("note"):
        raise InputError("a visit takes no free text")
    _refuse_contradiction(visit)
    return visit


def _refuse_contradiction(visit: Mapping[str, Any]) -> None:
    if visit["stage"] and (visit["stage"] not in AT_THE_DOOR or visit["outcome"] != Outcome.MET):
        raise InputError("a stage is reached where somebody was met, and only by what happens at the door")
    if visit["outcome"] == Outcome.WITHDRAWN and not visit["corrects"]:
        raise InputError("what is taken back must be named")
