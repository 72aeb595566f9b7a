"""Compare two versions of a plan by unit, grid, officer, branch, and by indicator."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gridplan.model.plan import Plan
from gridplan.model.words import Change
from gridplan.planning.comparison.figures import compare_figures
from gridplan.planning.comparison.units import MEASURES, compare_units

#: Columns that name a unit's place on each level; `all` is every unit in view.
LEVELS = {"grid": "grid_id", "officer": "officer_id", "branch": "branch_id", "town": "town"}


@dataclass(frozen=True)
class Comparison:
    """
    Two versions side by side.

    Every figure is a multiple of 1/1024, so that the sum of the differences of all units is the difference of the
    sums to the last bit, on every level.

    Attributes
    ----------
    before, after
        Ids of the versions.
    units
        One row a unit, as `compare_units` gives them.
    totals
        Columns `level` (`grid`, `officer`, `branch`, `town`, `all`), `id`, and each of `MEASURES` with `_before`,
        `_after` and `_change`.
    indicators
        Columns `level`, `id`, `indicator`, `base`, and `value`, `numerator`, `denominator` each with `_before`,
        `_after` and `_change`; missing where one of the versions has none.
    officers
        Name by officer, of those in either version.
    """

    before: str
    after: str
    units: pd.DataFrame
    totals: pd.DataFrame
    indicators: pd.DataFrame
    officers: pd.Series

    @property
    def households_by_change(self) -> dict[Change, float]:
        """
        Count the households of the units by what became of these.

        Returns
        -------
        households
            Those of the later version; of a unit that is gone, those that it had.
        """
        now = self.units["households_after"].where(self.units["stands"], self.units["households_before"])
        sums = now.groupby(self.units["change"]).sum()
        return {change: float(sums.get(str(change), 0.0)) for change in Change}

    @property
    def moved(self) -> float:
        """
        Count the households that have another owner.

        Returns
        -------
        households
            Their number.
        """
        return float(self.units["moved"].sum())

    @property
    def moved_share(self) -> float:
        """
        Hold the households that have another owner against all.

        Returns
        -------
        share
            From 0 to 1.
        """
        return self.moved / (float(self.units["households_before"].sum()) or 1.0)


def compare(before: Plan, after: Plan, branch_ids: Collection[str] | None = None) -> Comparison:
    """
    Compare two versions of a plan.

    Parameters
    ----------
    before, after
        The versions, each as far as the viewer may see it.
    branch_ids
        Compare what belongs to these branches in either version; by default all.

    Returns
    -------
    comparison
        Units, totals and indicators in both, and their differences.
    """
    units = compare_units(before, after, branch_ids)
    figures = compare_figures(before, after, units)
    officers = after.officers["name"].combine_first(before.officers["name"])
    return Comparison(before.meta.plan_id, after.meta.plan_id, units, add_up(units), figures, officers)


def add_up(units: pd.DataFrame) -> pd.DataFrame:
    """
    Add units up on every level, on the side of each version by the place that they have there.

    Parameters
    ----------
    units
        What `compare_units` gives.

    Returns
    -------
    totals
        Columns `level`, `id`, and each of `MEASURES` with `_before`, `_after` and `_change`.
    """
    parts = [_level(units, level, column) for level, column in LEVELS.items()]
    whole = {f"{name}_{part}": [units[f"{name}_{part}"].sum()] for name in MEASURES for part in ("before", "after")}
    return _with_changes(pd.concat([*parts, pd.DataFrame({"level": ["all"], "id": [""], **whole})], ignore_index=True))


def _level(units: pd.DataFrame, level: str, column: str) -> pd.DataFrame:
    sides = [
        units[units[mark]].groupby(f"{column}_{side}")[[f"{name}_{side}" for name in MEASURES]].sum()
        for side, mark in (("before", "was"), ("after", "stands"))
    ]
    table = sides[0].rename_axis("id").join(sides[1].rename_axis("id"), how="outer").fillna(0.0)
    return table.reset_index().assign(level=level)


def _with_changes(table: pd.DataFrame) -> pd.DataFrame:
    changes = {f"{name}_change": table[f"{name}_after"] - table[f"{name}_before"] for name in MEASURES}
    columns = ["level", "id", *(f"{name}_{part}" for name in MEASURES for part in ("before", "after", "change"))]
    return table.assign(**changes)[columns].astype(dict.fromkeys(columns[2:], np.float64))
