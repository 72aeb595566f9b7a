"""Single households, as far as they are in view; others answer exactly as if they did not exist."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from gridplan.access.masking import mask
from gridplan.access.reveal import record_reveal
from gridplan.access.scope import Scope, Viewer
from gridplan.errors import InputError
from gridplan.storage.database.engine import Connection
from gridplan.storage.database.holdings import households_of
from gridplan.storage.database.persons import read_persons
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace
from gridplan.workspace.persons import open_persons

#: Personal fields of a household.
FIELDS = ("holder", "id_card", "phone")


def household_list(scope: Scope, workspace: Workspace) -> pd.DataFrame:
    """
    List the households in view.

    Parameters
    ----------
    scope
        Who asks: an officer gets those of the own grids and of those covered, a branch head those of the branch.
    workspace
        The county.

    Returns
    -------
    households
        Indexed by `household_id`: `unit_id`, `grid_id`, `branch_id`.

    Raises
    ------
    AccessError
        If the scope sees totals only.
    """
    scope.require_households()
    with workspace.database.reading() as connection:
        return _held(scope, connection)


def household(scope: Scope, workspace: Workspace, household_id: str, *, now: datetime) -> dict[str, str | None] | None:
    """
    Look one household up.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.
    household_id
        The household.
    now
        The moment, for the audit of those who try.

    Returns
    -------
    household
        Where it is held, and its people masked; None for an unknown one and for one of others alike.

    Raises
    ------
    AccessError
        If the scope sees totals only.
    """
    scope.require_households()
    with workspace.database.reading() as connection:
        found = _held(scope, connection, [household_id])
        people = open_persons(scope, workspace, connection, found.index)
    if found.empty:
        _tell_refusal(scope, workspace, household_id, now)
        return None
    place = {str(name): str(value) for name, value in found.iloc[0].items()}
    return {"household_id": household_id, **place, **_masked(people, household_id)}


def reveal(
    scope: Scope, workspace: Workspace, household_id: str, field: str, reason: str, *, now: datetime
) -> str | None:
    """
    Show a personal field unmasked; that somebody saw it is written down before it is opened.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.
    household_id
        The household.
    field
        One of `FIELDS`.
    reason
        Why, in the person's words.
    now
        The moment.

    Returns
    -------
    value
        The value, which may be none; None, too, for an unknown household and for one of others.

    Raises
    ------
    AccessError
        If the scope sees totals only, or has seen too many within the hour.
    InputError
        If no reason is given, or there is no such field.
    """
    scope.require_households()
    if field not in FIELDS:
        raise InputError("choose from {options}", options=", ".join(FIELDS))
    if not in_view(scope, workspace, [household_id]):
        _tell_refusal(scope, workspace, household_id, now)
        return None
    with workspace.database.writing() as connection:
        record_reveal(connection, scope, household_id=household_id, field=field, reason=reason, now=now)
    with workspace.database.reading() as connection:
        people = open_persons(scope, workspace, connection, [household_id])
    return _plain(people, household_id, field)


def with_phone(scope: Scope, workspace: Workspace, household_ids: Iterable[str]) -> set[str]:
    """
    Pick the households in view that agreed to be called; no number is opened for it.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.
    household_ids
        Ids, known or not.

    Returns
    -------
    callable_
        Those in view with a phone and a consent that holds.

    Raises
    ------
    AccessError
        If the scope sees totals only.
    """
    seen = in_view(scope, workspace, household_ids)
    with workspace.database.reading() as connection:
        known = read_persons(connection, seen)
    agreed = known[known["consent_valid"].astype(bool) & known["phone_c"].notna()]
    return set(agreed["household_id"])


def in_view(scope: Scope, workspace: Workspace, household_ids: Iterable[str]) -> set[str]:
    """
    Pick the households that are in view.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.
    household_ids
        Ids, known or not.

    Returns
    -------
    seen
        Those in view.

    Raises
    ------
    AccessError
        If the scope sees totals only.
    """
    scope.require_households()
    with workspace.database.reading() as connection:
        return set(_held(scope, connection, household_ids).index)


def _held(scope: Scope, connection: Connection, household_ids: Iterable[str] | None = None) -> pd.DataFrame:
    """Let an officer's grids decide alone: one may cover a grid of the branch next door."""
    if scope.viewer is Viewer.OFFICER:
        return households_of(connection, officer_id=scope.officer_id, household_ids=household_ids)
    return households_of(connection, branch_ids=scope.branch_ids, household_ids=household_ids)


def _tell_refusal(scope: Scope, workspace: Workspace, household_id: str, now: datetime) -> None:
    with audited(scope, workspace, "household_refused", subject=household_id, now=now):
        pass


def _masked(people: pd.DataFrame, household_id: str) -> dict[str, str | None]:
    return {field: mask(field, _plain(people, household_id, field)) for field in FIELDS}


def _plain(people: pd.DataFrame, household_id: str, field: str) -> str | None:
    value = people[field].get(household_id)
    return None if value is None or pd.isna(value) else str(value)
