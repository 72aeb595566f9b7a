"""Month against month: of those who count today, how many had been reached by the end of each month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pandas as pd

from gridplan.model.bank_time import BANK_TIME

#: Comes after every month.
_NEVER = "never"
#: Levels, and the column of the units that names their places.
LEVELS = {"unit": None, "grid": "grid_id", "town": "town", "branch": "branch_id", "county": None}


def month_names(now: datetime, n: int) -> list[str]:
    """
    Name the last months, the present one included.

    Parameters
    ----------
    now
        The moment.
    n
        How many.

    Returns
    -------
    months
        Such as `2026-11`, oldest first.
    """
    present = pd.Period(now.astimezone(BANK_TIME).strftime("%Y-%m"), "M")
    return [str(present - back) for back in range(n - 1, -1, -1)]


def month_of(since: pd.Series) -> pd.Series:
    """
    Tell the month there of moments.

    Parameters
    ----------
    since
        ISO times that know their zone.

    Returns
    -------
    months
        Same index, such as `2026-11`.
    """
    return pd.to_datetime(since, utc=True, format="ISO8601").dt.tz_convert(BANK_TIME).dt.strftime("%Y-%m")


def monthly(
    counted: pd.DataFrame, reached: pd.Series, units: pd.DataFrame, county: str, months: Sequence[str]
) -> pd.DataFrame:
    """
    Count by the end of each month.

    Parameters
    ----------
    counted
        Who counts today: indexed by household, with `unit_id` and `households_n`.
    reached
        Month in which each was reached, by household; others were not.
    units
        Units with `grid_id`, `branch_id`, `town`.
    county
        Name of the county.
    months
        Months, oldest first; whoever was reached earlier counts in all.

    Returns
    -------
    table
        Columns `level`, `id`, `month`, `numerator`, `denominator`; the denominator is the same in all months.
    """
    month = reached.astype(object).reindex(counted.index).fillna(_NEVER)
    below = _by_unit(counted["households_n"], counted["unit_id"], units.index)
    parts = []
    for name in months:
        by_then = counted["households_n"].where(month <= name, 0.0)
        above = _by_unit(by_then, counted["unit_id"], units.index)
        parts.append(
            _levels(pd.DataFrame({"numerator": above, "denominator": below}), units, county).assign(month=name)
        )
    return pd.concat(parts, ignore_index=True)[["level", "id", "month", "numerator", "denominator"]]


def _by_unit(weights: pd.Series, unit: pd.Series, units: pd.Index) -> pd.Series:
    return weights.groupby(unit.to_numpy()).sum().reindex(units, fill_value=0.0)


def _levels(parts: pd.DataFrame, units: pd.DataFrame, county: str) -> pd.DataFrame:
    places = {
        level: np.full(len(units), county) if level == "county" else units.index if column is None else units[column]
        for level, column in LEVELS.items()
    }
    sums = [parts.groupby(np.asarray(ids, dtype=object)).sum().assign(level=level) for level, ids in places.items()]
    table = pd.concat(sums).rename_axis("id").reset_index()
    return table[table["id"].astype(str) != ""]
