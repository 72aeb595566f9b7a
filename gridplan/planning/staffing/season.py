"""A season of first visits drawn day by day, to hold forecasts against."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.int64]
#: A season that lasts longer than so many weeks has no end.
MOST_WEEKS = 2_000
_DAYS = 7


def draw_season(
    first: pd.Series,
    officers: pd.DataFrame,
    met: Mapping[str, float],
    times: Mapping[str, float],
    rng: np.random.Generator,
) -> float:
    """
    Draw the season of one branch: its officers visit on their days, meet some, and try the others again.

    Every officer visits those left of the own households, each at most once a day; visits left over go to the
    colleague who has most left. Whether somebody is met depends on the time of the visit.

    Parameters
    ----------
    first
        First visits left by officer who owns them; those of nobody bear another name than any officer's.
    officers
        The officers of the branch with `quota_week` and `visit_days`.
    met
        Share of visits at which somebody is met, by time of visit.
    times
        How many visits are made at each time, as weights.
    rng
        Draws.

    Returns
    -------
    weeks
        Weeks until the last household has been met; infinite where nobody visits.
    """
    left = first.reindex(officers.index).fillna(0.0).round().to_numpy(dtype=np.int64)
    orphans = round(float(first.drop(officers.index, errors="ignore").sum()))
    left = np.append(left, orphans)
    days = np.append(officers["visit_days"].to_numpy(dtype=float), 0.0)
    a_day = np.append(officers["quota_week"].to_numpy(dtype=float), 0.0) / np.where(days > 0, days, 1.0)
    chances = np.array([met[time] for time in times]), np.array(list(times.values())) / sum(times.values())
    spare = np.zeros(len(left))
    for day in range(MOST_WEEKS * _DAYS):
        if not left.any():
            return day / _DAYS
        works = np.floor((day + 1) * days / _DAYS) > np.floor(day * days / _DAYS)
        spare += a_day * works
        visits = spare.astype(np.int64)
        spare -= visits
        left = left - _met(_tried(left, visits), *chances, rng)
    return float("inf")


def _tried(left: Ints, visits: Ints) -> Ints:
    """Share the visits of a day out: own households first, then those of the colleague with most left."""
    tried = np.minimum(left, visits)
    over = int((visits - tried).sum())
    while over and (left > tried).any():
        most = int(np.argmax(left - tried))
        more = min(over, int((left - tried)[most]))
        tried[most] += more
        over -= more
    return tried


def _met(tried: Ints, met: NDArray[np.float64], share: NDArray[np.float64], rng: np.random.Generator) -> Ints:
    at_times = rng.multinomial(tried, share)
    return np.asarray(rng.binomial(at_times, met).sum(axis=1), dtype=np.int64)
