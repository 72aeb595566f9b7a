"""When what moves: no more households a quarter than may without an approval (rule G15)."""

from __future__ import annotations

from datetime import date

import pandas as pd

#: Share of the county's households that may have another owner within a quarter (rule G15).
QUARTER_SHARE = 0.10
#: Months of a quarter, and of a year.
_QUARTER, _YEAR = 3, 12


def in_quarters(steps: pd.DataFrame, households: float, day: str, share: float = QUARTER_SHARE) -> pd.DataFrame:
    """
    Put the steps into quarters.

    Grids that make room for others go first, then those whose new owner is a stranger; a grid whose backup takes over
    can wait longest, for the backup stands in until then. What is too large for any quarter has one of its own.

    Parameters
    ----------
    steps
        One row a changed post: `grid_id`, `role`, `households`, `reason`.
    households
        All households of the county.
    day
        When the first quarter begins, ISO.
    share
        How many of them may move a quarter.

    Returns
    -------
    steps
        With `quarter`, from 1, and `since`, the day on which it begins; all steps of a grid in one quarter.
    """
    if steps.empty:
        return steps.assign(quarter=pd.Series(dtype=int), since=pd.Series(dtype=str))
    moved = steps.groupby("grid_id")["households"].sum()
    reasons = steps.groupby("grid_id")["reason"].agg(set)
    order = sorted(moved.index, key=lambda grid: (_rank(reasons[grid]), -moved[grid], grid))
    quarter, filled, of_grid = 1, 0.0, {}
    for grid in order:
        if filled > 0 and moved[grid] > 0 and filled + moved[grid] > share * households:
            quarter, filled = quarter + 1, 0.0
        filled += moved[grid]
        of_grid[grid] = quarter if moved[grid] > 0 else 1
    at = steps["grid_id"].map(of_grid)
    return steps.assign(quarter=at, since=[_begin(day, number) for number in at])


def _rank(reasons: set[str]) -> int:
    if "makes_room" in reasons:
        return 0
    return 2 if "successor" in reasons else 1


def _begin(day: str, quarter: int) -> str:
    """Count quarters of three months on from a day; a day that a month lacks becomes its 28th."""
    start = date.fromisoformat(day)
    month = start.month - 1 + _QUARTER * (quarter - 1)
    year, month = start.year + month // _YEAR, month % _YEAR + 1
    try:
        return start.replace(year=year, month=month).isoformat()
    except ValueError:
        return start.replace(year=year, month=month, day=28).isoformat()
