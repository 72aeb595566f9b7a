"""Figures month by month for those who see totals only: what changed may tell of few people where no total does."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gridplan.access.withholding import withhold

_PARTS = ["numerator", "denominator"]


def withhold_months(table: pd.DataFrame, places: pd.DataFrame, *, k: int) -> pd.DataFrame:
    """
    Leave out months that, alone or held against the next one, tell of fewer than k people.

    Where fewer than k were reached in a month, the month before is left out, and with it those that equal it; what is
    left out is chosen so that no sum over places gives it away either.

    Parameters
    ----------
    table
        Columns `level`, `id`, `month`, `numerator`, `denominator`; numerators never fall from month to month.
    places
        Where each unit lies: indexed by `unit_id`, with `grid_id`, `branch_id` and `town`.
    k
        The smallest number of people that is shown.

    Returns
    -------
    shown
        The same rows with `hidden`; numerator and denominator are missing there.
    """
    ordered = table.sort_values(["level", "id", "month"], kind="stable").reset_index(drop=True)
    by_place = ordered.groupby(["level", "id"])["numerator"]
    new = by_place.diff().fillna(ordered["numerator"])
    few = _few(ordered, ordered["numerator"], places, k)
    change = _few(ordered, new, places, k) & by_place.cumcount().gt(0)
    hidden = few.to_numpy().copy()
    same = ordered["level"].eq(ordered["level"].shift()) & ordered["id"].eq(ordered["id"].shift())
    for row in range(len(ordered) - 1, 0, -1):
        if same[row] and (change[row] or (hidden[row] and new[row] == 0)):
            hidden[row - 1] = True
    shown = ordered.assign(hidden=hidden)
    shown.loc[hidden, _PARTS] = np.nan
    return shown


def _few(table: pd.DataFrame, counts: pd.Series, places: pd.DataFrame, k: int) -> pd.Series:
    """Ask of every month's counts as of an indicator of its own."""
    asked = table.assign(indicator=table["month"], numerator=counts, value=0.0, base="")
    hidden: pd.Series = withhold(asked, places, k=k)["hidden"]
    return hidden
