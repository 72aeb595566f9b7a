"""Single households, as far as they are in view; others answer exactly as if they did not exist."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from gridplan.access.scope import Scope, Viewer
from gridplan.storage.database.holdings import Holding, households_of
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace


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
        return households_of(connection, branch_ids=_branches(scope), officer_id=_officer(scope))


def household(scope: Scope, workspace: Workspace, household_id: str, *, now: datetime) -> Holding | None:
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
    holding
        Where it is held; None for an unknown one and for one of others alike.

    Raises
    ------
    AccessError
        If the scope sees totals only.
    """
    scope.require_households()
    with workspace.database.reading() as connection:
        found = households_of(
            connection, branch_ids=_branches(scope), officer_id=_officer(scope), household_ids=[household_id]
        )
    if not found.empty:
        return Holding(household_id, *found.iloc[0][["unit_id", "grid_id", "branch_id"]])
    with audited(scope, workspace, "household_refused", subject=household_id, now=now):
        return None


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
        found = households_of(
            connection, branch_ids=_branches(scope), officer_id=_officer(scope), household_ids=household_ids
        )
    return set(found.index)


def _branches(scope: Scope) -> frozenset[str] | None:
    """Let an officer's grids decide alone: one may cover a grid of the branch next door."""
    return None if scope.viewer is Viewer.OFFICER else scope.branch_ids


def _officer(scope: Scope) -> str | None:
    return scope.officer_id if scope.viewer is Viewer.OFFICER else None
