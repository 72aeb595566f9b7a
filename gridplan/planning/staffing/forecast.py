"""In how many weeks everybody who may be offered credit has been visited once, at the pace of the officers at work."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.model.eligibility import to_be_visited
from gridplan.model.words import Stage

Floats = NDArray[np.float64]
#: The chance that somebody has not been met yet is followed until it is as small as this.
NEGLIGIBLE = 1e-9


class Forecast(NamedTuple):
    """`first_visits` left and `weeks` until none is, by grid, officer and branch; a branch also `weeks_alone`."""

    grids: pd.DataFrame
    officers: pd.DataFrame
    branches: pd.DataFrame


def first_visits(households: pd.DataFrame) -> pd.Series:
    """
    Count the eligible households that nobody has visited yet.

    Without a funnel table nobody is known to have been visited; where nobody was screened, residents are counted.

    Parameters
    ----------
    households
        Households of a plan with `grid_id`, `households_n` and, where known, `visited`.

    Returns
    -------
    first_visits
        By grid.
    """
    visited = households.get(str(Stage.VISITED), pd.Series(data=False, index=households.index)).astype(bool)
    left = households["households_n"].astype(float) * (to_be_visited(households)[1] & ~visited)
    return left.groupby(households["grid_id"].to_numpy(dtype=object)).sum().rename("first_visits")


def season_weeks(first: Floats, visits_week: Floats, days_week: Floats, met_rate: float) -> Floats:
    """
    Expect the weeks of a season in which households that aren't met are tried again on a later visit day.

    While more households are left than a day has visits, a day meets `visits x met_rate` of them. After that every
    household that is left is tried every day, and the last of n is met after the largest of n geometric numbers of
    days, on average `sum over k >= 0 of 1 - (1 - (1 - met_rate)^k)^n`.

    Parameters
    ----------
    first
        Households to be met.
    visits_week, days_week
        Visits, and days with visits, a week.
    met_rate
        Share of visits at which somebody is met.

    Returns
    -------
    weeks
        0 where nobody is left, NaN where nobody visits.
    """
    able = (visits_week > 0) & (days_week > 0)
    a_day = np.where(able, visits_week / np.where(able, days_week, 1.0), 1.0)
    many = first > a_day
    bulk = np.where(many, (first - a_day) / (a_day * met_rate) + 0.5, 0.0)
    days = bulk + _last_met(np.where(many, a_day * (1 - met_rate / 2), first), met_rate)
    return np.where(first <= 0, 0.0, np.where(able, days / np.where(able, days_week, 1.0), np.nan))


def _last_met(number: Floats, met_rate: float) -> Floats:
    """Say on which day the last of some households is met when all that are left are tried daily."""
    most = max(float(number.max(initial=0.0)), 1.0)
    days = 1 if met_rate >= 1 else int(np.ceil(np.log(NEGLIGIBLE / most) / np.log1p(-met_rate))) + 1
    away = (1 - met_rate) ** np.arange(days)
    return np.asarray((1 - (1 - away[None, :]) ** number[:, None]).sum(axis=1), dtype=float)


def forecast(
    grids: pd.DataFrame,
    officers: pd.DataFrame,
    branches: pd.DataFrame,
    first: pd.Series,
    met_rate: float,
    teams: pd.DataFrame | None = None,
) -> Forecast:
    """
    Forecast when every grid, officer and branch has finished its first visits.

    An officer's visits are shared out over the own grids by the first visits left there. In a branch those who have
    finished help the others; `weeks_alone` is when the last would finish without help.

    Parameters
    ----------
    grids
        Base grids with `branch_id` and `primary_officer_id`.
    officers
        Officers with `branch_id`, `quota_week` and `visit_days`.
    branches
        Branches.
    first
        First visits left by grid.
    met_rate
        Share of visits at which somebody is met.
    teams
        Officers by the branch they work at, where some are lent; by default each works at home.

    Returns
    -------
    forecast
        NaN where nobody visits.
    """
    left = first.reindex(grids.index).fillna(0.0).astype(float)
    own = grids["primary_officer_id"].fillna("").astype(str)
    pace = officers[["quota_week", "visit_days"]].astype(float)
    of_officer = _weeks(left.groupby(own).sum().reindex(officers.index).fillna(0.0), pace, met_rate)
    whole = own.map(of_officer["first_visits"]).astype(float)
    shared = pace.reindex(own).set_axis(grids.index).fillna(0.0)
    shared["quota_week"] *= (left / whole.where(whole > 0)).fillna(0.0)
    of_grid = _weeks(left, shared, met_rate)
    here = officers if teams is None else teams
    here = here.assign(days=here["quota_week"].astype(float) / here["visit_days"].astype(float))
    team = here.groupby("branch_id")[["quota_week", "days"]].sum().reindex(branches.index).fillna(0.0)
    team["visit_days"] = (team["quota_week"] / team["days"].where(team["days"] > 0)).fillna(0.0)
    of_branch = _weeks(left.groupby(grids["branch_id"]).sum().reindex(branches.index).fillna(0.0), team, met_rate)
    alone = of_grid["weeks"].fillna(np.inf).groupby(grids["branch_id"]).max().reindex(branches.index)
    owners = of_officer["weeks"].groupby(officers["branch_id"]).max().reindex(branches.index)
    last = alone.where(np.isinf(alone), owners).replace(np.inf, np.nan)
    return Forecast(of_grid, of_officer, of_branch.assign(weeks_alone=last))


def _weeks(left: pd.Series, pace: pd.DataFrame, met_rate: float) -> pd.DataFrame:
    first, visits, days = (one.to_numpy(dtype=float) for one in (left, pace["quota_week"], pace["visit_days"]))
    return pd.DataFrame({"first_visits": left, "weeks": season_weeks(first, visits, days, met_rate)}, index=left.index)
