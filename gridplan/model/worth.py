"""How good a plan is: by how much it breaks its limits, what it costs, and what the best plan must cost at least."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import pandas as pd

#: Columns of the table by branch.
COLUMNS = ["branch_id", "excess", "value", "bound", "gap"]
#: A gap below this is rounding.
SAME = 2e-6
#: A branch this near to the best possible counts as near.
NEAR = 0.01


@dataclass(frozen=True, slots=True)
class Worth:
    """
    What is known of how good a plan is.

    Attributes
    ----------
    excess
        What the grids are above or below their limits, all together, in mean grids; 0 where they keep them.
    value
        What the plan costs, as its objective counts: to the central unit of each grid.
    bound
        No plan with as little excess costs less; NaN where that is not known.
    """

    excess: float
    value: float
    bound: float = math.nan

    @property
    def gap(self) -> float:
        """
        Hold the cost against the bound.

        Returns
        -------
        gap
            At most by this share could the best plan be cheaper than this one costs; NaN without a bound.
        """
        if self.value <= self.bound * (1 + SAME):
            return 0.0
        return (self.value - self.bound) / self.bound if self.bound > 0 else math.nan

    def words(self, lang: str) -> str:
        """
        Say how good the plan is.

        Parameters
        ----------
        lang
            `zh` or `en`.

        Returns
        -------
        words
            Such as "within 0.4% of the best possible"; "no bound" where nothing is known.
        """
        return in_words(self.gap, lang)


def in_words(gap: float, lang: str) -> str:
    """
    Say how far at most a plan is from the best.

    Parameters
    ----------
    gap
        As a share; NaN where there is no bound.
    lang
        `zh` or `en`.

    Returns
    -------
    words
        Rounded up, so that they never promise too much.
    """
    zh = lang == "zh"
    if math.isnan(gap):
        return "无最优性界限" if zh else "no bound"
    if gap <= 0:
        return "已证明为最优" if zh else "the best possible, proved"
    tenths = math.ceil(gap * 1000 - 1e-9) / 10
    return f"与最优相差不超过 {tenths:.1f}%" if zh else f"within {tenths:.1f}% of the best possible"


def worth_table(worths: Mapping[str, Worth]) -> pd.DataFrame:
    """
    Lay out how good the plans of branches are.

    Parameters
    ----------
    worths
        By branch.

    Returns
    -------
    table
        Columns `COLUMNS`; `bound` and `gap` are missing where nothing is known.
    """
    rows = [{"branch_id": branch, **asdict(worth), "gap": worth.gap} for branch, worth in worths.items()]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({name: str if name == "branch_id" else float for name in COLUMNS})


def sum_up(table: pd.DataFrame, branches: int, lang: str) -> str:
    """
    Say how good the grids of a county are.

    Parameters
    ----------
    table
        As `worth_table` gives it.
    branches
        How many branches the county has.
    lang
        `zh` or `en`.

    Returns
    -------
    words
        How many branches are how near to the best; of one branch, how near it is.
    """
    if branches == 1:
        return in_words(float(table["gap"].iloc[0]) if len(table) else math.nan, lang)
    near, proved = int((table["gap"] <= NEAR).sum()), int((table["gap"] <= 0).sum())
    if lang == "zh":
        return f"{branches} 个网点中 {near} 个与最优相差不超过 {NEAR:.0%}（{proved} 个已证明为最优）"
    return f"{near} of {branches} branches within {NEAR:.0%} of the best possible ({proved} proved)"
