"""What the rules read out of a plan: its base grids, who holds which role there, the day it speaks of."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.model.plan import Plan

#: Days of a month in the mean.
MONTH_DAYS = 30.4375


def base_grids(plan: Plan) -> gpd.GeoDataFrame:
    """
    Take the base grids of a plan.

    Parameters
    ----------
    plan
        A plan.

    Returns
    -------
    grids
        Its grids without the special ones.
    """
    return plan.base


def owners(plan: Plan) -> pd.Series:
    """
    Tell who owns each grid.

    Parameters
    ----------
    plan
        A plan.

    Returns
    -------
    owners
        Officer by grid, the first where there are several; grids without an owner are left out.
    """
    return plan.owners


def owner_of(plan: Plan, grids: pd.Series) -> pd.Series:
    """
    Name the owner of each of some grids.

    Parameters
    ----------
    plan
        A plan.
    grids
        Ids of grids.

    Returns
    -------
    owners
        Officers, "" where there is none; same index.
    """
    return grids.map(owners(plan)).astype(object).fillna("").astype(str)


def as_of(plan: Plan) -> str:
    """
    Name the day that a plan speaks of.

    Parameters
    ----------
    plan
        A plan.

    Returns
    -------
    day
        ISO.
    """
    return plan.meta.created_at[:10]


def away_on(plan: Plan, day: str) -> pd.Series:
    """
    Tell who is away on a day, and since when.

    Parameters
    ----------
    plan
        A plan.
    day
        ISO.

    Returns
    -------
    since
        First day of the leave by officer, as far as the register of leaves tells.
    """
    return plan.registers.away(day)


def lent_officers(plan: Plan) -> set[tuple[str, str]]:
    """
    Tell who is lent to which branch on the day of a plan.

    Parameters
    ----------
    plan
        A plan.

    Returns
    -------
    lent
        Officers and branches.
    """
    rows = plan.registers.lent(as_of(plan))
    return set(zip(rows["officer_id"], rows["branch_id"], strict=True))


def working_days(since: pd.Series, until: pd.Series | str) -> pd.Series:
    """
    Count the days from Monday to Friday between days; public holidays are not known here.

    Parameters
    ----------
    since, until
        ISO; the day it ends on isn't counted, an empty one gives 0.

    Returns
    -------
    days
        Same index as `since`.
    """
    ends = until if isinstance(until, pd.Series) else pd.Series(until, index=since.index)
    known = (since != "") & (ends != "")
    days = pd.Series(0.0, index=since.index)
    begun, ended = (each[known].to_numpy(dtype="datetime64[D]") for each in (since, ends))
    days[known] = np.busday_count(begun, ended).astype(float)
    return days


def months(since: pd.Series, until: pd.Series | str) -> pd.Series:
    """
    Count the months between days.

    Parameters
    ----------
    since, until
        ISO.

    Returns
    -------
    months
        Same index as `since`.
    """
    ended = pd.to_datetime(until)
    lasted: pd.Series = (ended - pd.to_datetime(since)).dt.days / MONTH_DAYS
    return lasted


def units_of(plan: Plan) -> pd.Series:
    """
    Tell in which base grid each unit lies.

    Parameters
    ----------
    plan
        A plan.

    Returns
    -------
    grids
        Grid by unit; units without one are left out.
    """
    grids: pd.Series = plan.units["grid_id"][plan.units["grid_id"].isin(base_grids(plan).index)]
    return grids
