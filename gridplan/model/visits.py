"""Visits that stand, and what they say of a household: the stages it has reached, and when it is wanted again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

import pandas as pd

from gridplan.model.bank_time import BANK_TIME
from gridplan.model.eligibility import is_eligible, to_be_visited
from gridplan.model.words import Outcome, Stage

Table = TypeVar("Table", bound=pd.DataFrame)
#: What an officer sees happen at the door; to rate and to grant is for others (rule P03).
AT_THE_DOOR = (Stage.FILED, Stage.NOTIFIED, Stage.SIGNED, Stage.DRAWN)
#: From this day on a household is wanted that nobody wants again.
NEVER = "9999-12-31"
_YEAR_DAYS = 365


def standing(visits: pd.DataFrame) -> pd.DataFrame:
    """
    Keep the visits that no later entry corrects; a row is never changed, so that a correction is a row of its own.

    Parameters
    ----------
    visits
        In the order in which they came: `uuid`, `household_id`, `device_at`, `outcome`, `corrects`, `stage`,
        `next_day`.

    Returns
    -------
    standing
        Those that were neither corrected nor taken back, with `day`, the bank's day of the visit as ISO text.
    """
    gone = visits["uuid"].isin(visits["corrects"]) | (visits["outcome"] == Outcome.WITHDRAWN)
    kept = visits[~gone]
    at = pd.to_datetime(kept["device_at"], utc=True, format="ISO8601").dt.tz_convert(BANK_TIME)
    return kept.assign(day=at.dt.strftime("%Y-%m-%d"))


def reportable(household: Mapping[str, object]) -> list[Stage]:
    """
    List the stages that an officer may report of a household at its door.

    Parameters
    ----------
    household
        A mark a stage.

    Returns
    -------
    stages
        In the order of the funnel; those after the credit only where it has been granted.
    """
    granted = bool(household.get(str(Stage.GRANTED)))
    left = [stage for stage in AT_THE_DOOR if not household.get(str(stage))]
    return [stage for stage in left if granted or stage is Stage.FILED]


def with_visits(households: Table, visits: pd.DataFrame, every: Mapping[str, float]) -> Table:
    """
    Add what visits say to households that were read earlier.

    Parameters
    ----------
    households
        With `care` and a mark a stage.
    visits
        What `standing` gave.
    every
        Visits a year by care class.

    Returns
    -------
    households
        With the stages as they are now, `last_visit` and `due`: ISO days, "" where there was no visit yet. A household
        that was met is due on the day agreed or when its care class says, one that was not at home on the next day,
        one that has moved away never.
    """
    last = visits.drop_duplicates("household_id", keep="last").set_index("household_id")
    last = last[last.index.isin(households.index)]
    due = [_due(row, every.get(str(households.at[place, "care"]), 0.0)) for place, row in last.iterrows()]
    days = pd.DataFrame({"last_visit": last["day"], "due": pd.Series(due, last.index, dtype=str)}, dtype=str)
    return households.assign(**_marks(households, visits), **days.reindex(households.index).fillna(""))


def funnel_with_visits(funnel: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """
    Add what visits say to the funnel that was imported, for a plan that is made anew.

    Parameters
    ----------
    funnel
        Contract `FUNNEL`.
    visits
        What `standing` gave.

    Returns
    -------
    funnel
        With the stages as they are now; a county that keeps no funnel gets none, for its shares would count nobody
        but those visited.
    """
    return funnel if funnel.empty or visits.empty else funnel.assign(**_marks(funnel, visits))


def _due(visit: pd.Series, times_a_year: float) -> str:
    if visit["next_day"]:
        return str(visit["next_day"])
    if visit["outcome"] == Outcome.MOVED:
        return NEVER
    if visit["outcome"] == Outcome.NOT_HOME:
        return _later(visit["day"], 1)
    return _later(visit["day"], round(_YEAR_DAYS / times_a_year)) if times_a_year > 0 else NEVER


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _marks(households: pd.DataFrame, visits: pd.DataFrame) -> dict[str, pd.Series]:
    met = visits[visits["outcome"] == Outcome.MET]
    known = {stage: households.get(str(stage), pd.Series(data=False, index=households.index)) for stage in Stage}
    marks = {stage: known[stage].astype(bool) for stage in Stage}
    marks[Stage.VISITED] |= households.index.isin(met["household_id"])
    marks[Stage.FILED] |= households.index.isin(met.loc[met["stage"] == Stage.FILED, "household_id"])
    after = AT_THE_DOOR[1:]
    for place, stage in enumerate(after):
        # who has signed has been told, and who draws has signed
        told = met.loc[met["stage"].isin([str(one) for one in after[place:]]), "household_id"]
        marks[stage] |= marks[Stage.GRANTED] & households.index.isin(told)
    return {str(stage): mark for stage, mark in marks.items()}


def own_rates(households: pd.DataFrame) -> dict[Stage, tuple[float, float]]:
    """
    Count how far first visits and filing have come.

    Parameters
    ----------
    households
        With `households_n` and a mark a stage.

    Returns
    -------
    rates
        Households that have reached the stage, and all that are counted: the eligible; for visits the residents where
        nobody has been screened yet.
    """
    bases = {Stage.VISITED: to_be_visited(households)[1], Stage.FILED: is_eligible(households)}
    doors = households["households_n"].astype(float)
    return {
        stage: (float(doors[base & households[str(stage)].astype(bool)].sum()), float(doors[base].sum()))
        for stage, base in bases.items()
    }


def next_step(households: pd.DataFrame) -> pd.Series:
    """
    Find the first stage of the funnel that a household has not reached.

    Parameters
    ----------
    households
        Households with a column a stage.

    Returns
    -------
    steps
        Code of the stage; empty where all are done.
    """
    stages = [str(stage) for stage in Stage if str(stage) in households]
    open_ = ~households[stages].astype(bool)
    return open_.idxmax(axis=1).where(open_.any(axis=1), "") if stages else pd.Series("", households.index)
