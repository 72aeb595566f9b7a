"""When what moves: no more households a quarter than may without an approval (rule G15)."""

from __future__ import annotations

from datetime import date
from math import inf

import pandas as pd

#: Months of a quarter, and of a year.
_QUARTER, _YEAR = 3, 12


def in_quarters(steps: pd.DataFrame, households: pd.Series, day: str, share: float) -> pd.DataFrame:
    """
    Put the steps into quarters, branch by branch.

    Grids that make room for others go first, then those whose new owner is a stranger; a grid whose backup takes over
    can wait longest, for the backup stands in until then. What is too large for any quarter has one of its own.

    Parameters
    ----------
    steps
        One row a changed post: `grid_id`, `branch_id`, `role`, `households`, `reason`.
    households
        Households by branch; one that is not among them may move all at once.
    day
        When the first quarter begins, ISO.
    share
        How many of them may move a quarter.

    Returns
    -------
    steps
        With `quarter`, from 1, and `since`, the day on which it begins; all steps of a grid in one quarter.
    """
    of_grid = dict[str, int]()
    for branch, rows in steps.groupby("branch_id"):
        of_grid |= _numbered(rows, share * float(households.get(branch, inf)))
    at = steps["grid_id"].map(of_grid).astype(int)
    return steps.assign(quarter=at, since=[_begin(day, number) for number in at])


def _numbered(steps: pd.DataFrame, most: float) -> dict[str, int]:
    moved = steps.groupby("grid_id")["households"].sum()
    reasons = steps.groupby("grid_id")["reason"].agg(set)
    quarter, filled, of_grid = 1, 0.0, dict[str, int]()
    for grid in sorted(moved.index, key=lambda grid: (_rank(reasons[grid]), -moved[grid], grid)):
        if filled > 0 and moved[grid] > 0 and filled + moved[grid] > most:
            quarter, filled = quarter + 1, 0.0
        filled += moved[grid]
        of_grid[str(grid)] = quarter if moved[grid] > 0 else 1
    return of_grid


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
