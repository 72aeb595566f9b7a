"""Take the visits that devices send: every one is answered, none is lost, none counts twice."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import InputError
from gridplan.model.words import Outcome
from gridplan.storage.database.visits import VisitsKept, add_visits
from gridplan.workspace.audited import audited
from gridplan.workspace.households import in_view
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
        Each with `uuid` and `device_at` of the device, `household_id`, `outcome`, and maybe `grid_id` and `device`.
    now
        The moment on the server.

    Returns
    -------
    answers
        By UUID: `stored`, `known` (sent before), `aside` (no such household among the officer's; a person looks at
        it) or `conflict` (sent before with other content, which stands).

    Raises
    ------
    AccessError
        If the scope is no officer's.
    InputError
        If a row can't be read; nothing is kept then.
    """
    scope.require(Viewer.OFFICER, task="send visits")
    if len(rows) > MOST:
        raise InputError(f"at most {MOST} visits in one message")
    visits = [_visit(scope, row) for row in rows]
    seen = in_view(scope, workspace, {visit["household_id"] for visit in visits})
    answers: dict[str, str] = {}
    with audited(scope, workspace, "visits_sent", subject=scope.officer_id or "", now=now) as act:
        for visit in visits:
            answers[visit["uuid"]] = _answer(add_visits(act.connection, [visit], now=now, only=seen))
        act.detail = {answer: list(answers.values()).count(answer) for answer in sorted(set(answers.values()))}
    return answers


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
        }
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        raise InputError(f"a visit can't be read: {type(error).__name__}") from error
    if device_at.tzinfo is None:
        raise InputError("a visit's device_at must tell its time zone")
    if any(len(str(visit[name])) > _LONGEST for name in ("household_id", "grid_id", "device")):
        raise InputError("a visit's ids are too long")
    # what officers tell of people comes from closed lists: no illness, no belief can be typed in
    if row.get("note"):
        raise InputError("a visit takes no free text")
    return visit
