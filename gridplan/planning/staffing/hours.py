"""How many hours and visits officers have for grids."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gridplan.model.params import PlanParams
from gridplan.planning.staffing.loans import at_branches

#: Working days of a week; `hours_week` are the hours of so many days.
WEEK_DAYS = 5.0


def with_hours(officers: pd.DataFrame, branches: pd.DataFrame, params: PlanParams) -> pd.DataFrame:
    """
    Tell how many hours and visits an officer has for grids.

    Parameters
    ----------
    officers
        Contract `OFFICERS`.
    branches
        Branches with `kind`.
    params
        Dials.

    Returns
    -------
    officers
        With `available_h` = weeks x visit days x hours a day, 0 on leave, and `quota_week`, visits a week as the
        preset of the branch asks for, but not more than the officer can make.
    """
    there = ~officers["on_leave"].astype(bool)
    available = params.weeks * officers["visit_days"] * officers["hours_week"] / WEEK_DAYS * there
    wanted = (
        officers["branch_id"]
        .map(branches["kind"])
        .map({kind: float(preset.visits_per_day) for kind, preset in params.presets.items()})
    )
    a_day = np.fmin(wanted.astype(float), officers["daily_capacity"])
    return officers.assign(available_h=available, quota_week=a_day * officers["visit_days"] * there)


def capacity(
    officers: pd.DataFrame, branches: pd.DataFrame, params: PlanParams, lent: pd.DataFrame | None = None
) -> pd.DataFrame:
    """
    Add up what the officers at work of every branch can do in a year.

    Parameters
    ----------
    officers
        Contract `OFFICERS`.
    branches
        Branches with `kind`.
    params
        Dials.
    lent
        Who is lent where, as `Registers.lent` tells; by default nobody.

    Returns
    -------
    capacity
        Index of `branches`; `hours` and `visits`, 0 where nobody is at work.
    """
    able = with_hours(officers, branches, params)
    able = able if lent is None else at_branches(able, lent)
    year = pd.DataFrame({"hours": able["available_h"], "visits": able["quota_week"] * params.weeks})
    return year.groupby(able["branch_id"]).sum().reindex(branches.index).fillna(0.0)
