"""What happened in the demo county before today: marks as they were in past months, and the visits of a year."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.model.bank_time import BANK_TIME
from gridplan.model.words import Outcome
from gridplan.qinghe.registers import WEEKDAYS

#: The first visit to a household lies so many months back at most, and a stage so many after the one before.
MONTHS, STAGE_MONTHS = 18.0, 0.4
#: Of all products one in so many was taken up within as many months.
PRODUCT_MONTHS = 90.0
#: Visits are kept of so many days; at so many in a hundred of the last weeks another one was agreed.
DAYS, AGREED = 365, 9
_MONTH_DAYS = 30.4
#: From nine o'clock on, for so many minutes.
_FROM_HOUR, _MINUTES = 9, 510
_WEEK = 7


def ages(number: int, seed: int) -> NDArray[np.float64]:
    """
    Draw how long ago each household was first visited.

    Parameters
    ----------
    number
        How many households.
    seed
        Seed of the random generator.

    Returns
    -------
    ages
        Months.
    """
    return np.random.default_rng([seed, 11]).uniform(0, MONTHS, number)


def funnel_before(funnel: pd.DataFrame, months: float, seed: int) -> pd.DataFrame:
    """
    Tell which stages had been reached some months ago.

    Parameters
    ----------
    funnel
        Stages reached by now, in their order.
    months
        How long ago.
    seed
        Seed of the random generator.

    Returns
    -------
    funnel
        The same households; a stage is never reached without the one before.
    """
    first = ages(len(funnel), seed)
    stages = funnel.select_dtypes("bool")
    then = {str(name): stages[name] & (first - place * STAGE_MONTHS >= months) for place, name in enumerate(stages)}
    return funnel.assign(**then)


def products_before(products: pd.DataFrame, months: float, seed: int) -> pd.DataFrame:
    """
    Tell which products were held some months ago.

    Parameters
    ----------
    products
        Products held by now.
    months
        How long ago.
    seed
        Seed of the random generator.

    Returns
    -------
    products
        The same households.
    """
    rng = np.random.default_rng([seed, 12])
    held = products.select_dtypes("bool")
    then = {str(name): held[name] & (rng.uniform(0, PRODUCT_MONTHS, len(held)) >= months) for name in held}
    return products.assign(**then)


def visits(households: pd.DataFrame, seed: int, now: datetime) -> pd.DataFrame:
    """
    Draw the visits of a year that led to the marks of today, and no others: no rate changes by them.

    Parameters
    ----------
    households
        In the order of their ids, as the funnel is: `grid_id`, `officer_id` ("" where nobody serves it), `visited`,
        and `visits`, how many a year.
    seed
        Seed of the random generator.
    now
        The present.

    Returns
    -------
    visits
        As a device tells of them, oldest first.
    """
    rng = np.random.default_rng([seed, 13])
    first = ages(len(households), seed) * _MONTH_DAYS
    served = (households["visited"] & (households["officer_id"] != "")).to_numpy(dtype=bool)
    gaps = 365 / households["visits"].clip(lower=0.1).to_numpy(dtype=float)
    rounds = [first - turn * gaps for turn in range(int((first / gaps).max()) + 1)]
    made = pd.concat([_round(households[served & (ago >= 0) & (ago < DAYS)], ago, served) for ago in rounds])
    return _told(made, rng, now)


def _round(some: pd.DataFrame, ago: NDArray[np.float64], served: NDArray[np.bool_]) -> pd.DataFrame:
    return some[["grid_id", "officer_id"]].assign(ago=ago[served & (ago >= 0) & (ago < DAYS)])


def _told(made: pd.DataFrame, rng: np.random.Generator, now: datetime) -> pd.DataFrame:
    """Put visits on visit days within hours, oldest first, and say what came of them."""
    minutes = rng.integers(0, _MINUTES, len(made))
    moments = [_moment(now, ago, minute) for ago, minute in zip(made["ago"], minutes, strict=True)]
    told = made.drop(columns="ago").rename_axis("household_id").reset_index().assign(device_at=moments)
    told = told[[moment <= now for moment in moments]].sort_values(["device_at", "household_id"], ignore_index=True)
    chance = rng.integers(0, 100, len(told))
    recent = (now - told["device_at"]).dt.days.to_numpy() < 3 * _WEEK
    later = [now.astimezone(BANK_TIME).date() + timedelta(days=int(days)) for days in rng.integers(0, 10, len(told))]
    agreed = recent & (chance < AGREED)
    return told.assign(
        uuid=[str(uuid.UUID(bytes=rng.bytes(16), version=4)) for _ in range(len(told))],
        outcome=str(Outcome.MET),
        note="",
        device="demo",
        next_day=[day.isoformat() if wanted else "" for day, wanted in zip(later, agreed, strict=True)],
    )


def _moment(now: datetime, ago: float, minute: int) -> datetime:
    day = now.astimezone(BANK_TIME).date() - timedelta(days=int(ago))
    while day.isoweekday() not in WEEKDAYS:
        day -= timedelta(days=1)
    return datetime.combine(day, time(_FROM_HOUR), BANK_TIME) + timedelta(minutes=int(minute))
