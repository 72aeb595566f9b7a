"""What needs a person today, as far as the open plan does not tell it: plans that wait, visits of late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from gridplan.access.aggregates import K_SCREEN
from gridplan.access.scope import Scope, Viewer
from gridplan.model.bank_time import BANK_TIME
from gridplan.model.words import Outcome, PlanState
from gridplan.planning.indicators.concentration import gini
from gridplan.storage.database.plan_states import RETURNED, open_plans
from gridplan.storage.database.plans import list_plans
from gridplan.storage.database.visit_counts import visits_since, visits_spread
from gridplan.workspace.opening import Workspace

#: The cherry-pick index counts the visits of a quarter.
QUARTER = timedelta(weeks=13)
_TOTALS = (Viewer.REGIONAL_MANAGER, Viewer.BRANCH_HEAD, Viewer.OPERATOR)


@dataclass(frozen=True)
class Week:
    """
    An officer's visits since Monday.

    Attributes
    ----------
    since
        When the week began.
    visits_n
        Visits that arrived here.
    met_n
        Those at which somebody was met.
    """

    since: datetime
    visits_n: int
    met_n: int


def plans_waiting(scope: Scope, workspace: Workspace) -> pd.DataFrame:
    """
    List the plan versions that wait for this person.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.

    Returns
    -------
    plans
        Rows of `open_plans`, newest first: those that somebody else submitted and those that were approved, for who may
        approve and publish.

    Raises
    ------
    AccessError
        If the scope approves no plans.
    """
    scope.require(Viewer.REGIONAL_MANAGER, Viewer.OPERATOR, task="approve plans")
    with workspace.database.reading() as connection:
        plans, versions = open_plans(connection), list_plans(connection).set_index("plan_id")
    mine = plans["plan_id"].map((versions["account"] == scope.account) | (versions["checked_by"] == scope.account))
    submitted = (plans["state"] == str(PlanState.CHECKED)) & ~mine.astype(bool)
    return plans[submitted | (plans["state"] == str(PlanState.APPROVED))].reset_index(drop=True)


def plans_under_way(scope: Scope, workspace: Workspace) -> pd.DataFrame:
    """
    List the plan versions of a branch head that are not in force yet, those that were returned first.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.

    Returns
    -------
    plans
        Rows of `open_plans` that this person had a hand in.

    Raises
    ------
    AccessError
        If the scope draws no plans.
    """
    scope.require(Viewer.BRANCH_HEAD, Viewer.OPERATOR, task="submit plans")
    with workspace.database.reading() as connection:
        plans = open_plans(connection)
    # a list of no answers would pick no columns instead of no rows
    own = plans[plans["accounts"].map(lambda accounts: scope.account in accounts).astype(bool)]
    return own.sort_values("what", key=lambda what: what != RETURNED, kind="stable").reset_index(drop=True)


def week_so_far(scope: Scope, workspace: Workspace, *, now: datetime) -> Week:
    """
    Count an officer's visits of this week.

    Parameters
    ----------
    scope
        The officer.
    workspace
        The county.
    now
        The moment.

    Returns
    -------
    week
        The visits since Monday.

    Raises
    ------
    AccessError
        If the scope is no officer's.
    """
    scope.require(Viewer.OFFICER, task="see the own week")
    today = now.astimezone(BANK_TIME).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    with workspace.database.reading() as connection:
        counts = visits_since(connection, officer_id=str(scope.officer_id), since=monday)
    return Week(monday, sum(counts.values()), counts.get(str(Outcome.MET), 0))


def cherry_picking(scope: Scope, workspace: Workspace, *, now: datetime, k: int = K_SCREEN) -> pd.DataFrame:
    """
    Measure how far the visits of a quarter went to a few of the eligible households again and again.

    Parameters
    ----------
    scope
        Who asks; a branch head gets the own branches alone.
    workspace
        The county.
    now
        The moment.
    k
        The smallest number of people of whom those who see totals only are told anything; the settings may ask for
        more.

    Returns
    -------
    table
        Index `branch_id`, and `""` for all in view: `index` (Gini coefficient, missing where nobody was met or too
        few), `met_n` households and `households_n`.

    Raises
    ------
    AccessError
        If the scope sees no totals.
    """
    scope.require(*_TOTALS, task="see how visits are spread")
    with workspace.database.reading() as connection:
        spread = visits_spread(connection, since=now - QUARTER, branch_ids=scope.branch_ids)
    least = 0 if scope.sees_households else max(k, workspace.settings.k)
    places = {"": spread, **{str(branch): rows for branch, rows in spread.groupby("branch_id")}}
    return pd.DataFrame({place: _index(rows, least) for place, rows in places.items()}).T.rename_axis("branch_id")


def _index(spread: pd.DataFrame, least: int) -> dict[str, float]:
    everybody = float(spread["households_n"].sum())
    met = float(spread.loc[spread["visits_n"] > 0, "households_n"].sum())
    if min(met, everybody - met) < least:
        return {"index": np.nan, "met_n": np.nan, "households_n": everybody}
    return {"index": gini(spread["visits_n"], spread["households_n"]), "met_n": met, "households_n": everybody}
