"""Take away what is past its time, and the people of a household who ask for it; shown before it is done."""

from __future__ import annotations

from datetime import datetime

from gridplan.access.retention import Retention, purge, purge_household, purgeable
from gridplan.access.scope import Scope, Viewer
from gridplan.access.tombstones import FORGOTTEN, tombstone
from gridplan.storage.database.columns import moment_text
from gridplan.storage.database.engine import Connection
from gridplan.storage.database.persons import purge_persons, read_persons
from gridplan.storage.database.visit_purge import purge_visits, visits_before
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace


def due_for_purge(scope: Scope, workspace: Workspace, *, now: datetime) -> dict[str, int]:
    """
    Count what a purge would take away.

    Parameters
    ----------
    scope
        Who asks; the administrator or the operator.
    workspace
        The county.
    now
        The moment of the purge.

    Returns
    -------
    rows
        Number by table.
    """
    _require(scope)
    with workspace.database.reading() as connection:
        rows = purgeable(connection, Retention(), now=now) | visits_before(connection, _before("visit", now))
        return {**rows, "person": len(_unconsented(connection, now))}


def carry_out_purge(scope: Scope, workspace: Workspace, *, now: datetime) -> dict[str, int]:
    """
    Take away what is past its time.

    Parameters
    ----------
    scope
        Who acts; the administrator or the operator.
    workspace
        The county.
    now
        The moment.

    Returns
    -------
    rows
        Number by table.
    """
    _require(scope)
    with audited(scope, workspace, "purged", now=now) as act:
        rows = purge(act.connection, Retention(), now=now) | purge_visits(act.connection, _before("visit", now))
        rows["person"] = purge_persons(act.connection, _unconsented(act.connection, now))
        act.detail = dict(rows)
    return rows


def forget_people(scope: Scope, workspace: Workspace, household_id: str, *, now: datetime) -> int:
    """
    Take away for good what identifies the people of one household, past rows and reasons of reveals included.

    Parameters
    ----------
    scope
        Who acts; the administrator or the operator.
    workspace
        The county.
    household_id
        The household; it stays as a number, in the audit, too.
    now
        The moment.

    Returns
    -------
    rows
        How many rows were taken away.
    """
    _require(scope)
    with audited(scope, workspace, FORGOTTEN, subject=household_id, now=now) as act:
        rows = purge_persons(act.connection, [household_id]) + purge_household(act.connection, household_id)
        act.detail = {"rows": rows, "household": tombstone(household_id)}
    return rows


def _require(scope: Scope) -> None:
    scope.require(Viewer.ADMINISTRATOR, Viewer.OPERATOR, task="purge")


def _before(rule: str, now: datetime) -> datetime:
    return Retention().cutoffs(now)[rule]


def _unconsented(connection: Connection, now: datetime) -> list[str]:
    """List households whose people have not agreed, or agree no longer, and have been kept long enough to ask them."""
    persons = read_persons(connection)
    before = moment_text(_before("unconsented", now))
    past = ~persons["consent_valid"].astype(bool) & (persons["valid_from"].astype(str) < before)
    return persons.loc[past, "household_id"].tolist()
