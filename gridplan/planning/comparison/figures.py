"""Indicators of two versions and their differences, whose parts add up from units to the county."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from gridplan.model.plan import Plan
from gridplan.planning.comparison.exact import exact

_KEYS = ["level", "id", "indicator", "base"]
_PARTS = ["numerator", "denominator"]
#: Columns of the compared units that name a place on each level.
_PLACES = {"grid": "grid_id", "town": "town", "branch": "branch_id"}


def compare_figures(before: Plan, after: Plan, units: pd.DataFrame) -> pd.DataFrame:
    """
    Put the indicators of two versions side by side.

    Parameters
    ----------
    before, after
        The versions.
    units
        Their units, as `compare_units` gives them; figures of other units, and of the grids and branches that have
        none of these, are left out.

    Returns
    -------
    indicators
        Columns `level`, `id`, `indicator`, `base`, and `value`, `numerator`, `denominator` each with `_before`,
        `_after` and `_change`. Where every unit's parts are known, those of its places are their sums.
    """
    sides = [
        _added(plan, units, side).set_index(_KEYS).add_suffix(f"_{side}")
        for plan, side in ((before, "before"), (after, "after"))
    ]
    table = sides[0].join(sides[1], how="outer")
    for part, side in product(_PARTS, (0, 1)):
        # what a version doesn't have counts nothing; what it doesn't tell stays unknown
        column = f"{part}_{('before', 'after')[side]}"
        table[column] = table[column].where(table.index.isin(sides[side].index), 0.0)
    for name in ("value", *_PARTS):
        table[f"{name}_change"] = table[f"{name}_after"] - table[f"{name}_before"]
    columns = [f"{name}_{part}" for name in ("value", *_PARTS) for part in ("before", "after", "change")]
    return table[columns].reset_index()


def _added(plan: Plan, units: pd.DataFrame, side: str) -> pd.DataFrame:
    table = plan.indicators[[*_KEYS, *_PARTS, "value"]]
    table = table.assign(**{name: exact(table[name]) for name in _PARTS})
    of_units = table[(table["level"] == "unit") & table["id"].isin(units.index)]
    known = of_units[_PARTS].notna().all(axis=1).groupby(of_units["indicator"]).all()
    summed = of_units[of_units["indicator"].map(known).astype(bool)]
    whole = len(units) >= len(plan.units)
    sums = pd.concat([summed, *_sums(summed, units, side, plan.meta.county if whole else "")], ignore_index=True)
    places = {level: set(units[f"{column}_{side}"]) for level, column in _PLACES.items()} | {"unit": set(units.index)}
    mine = [
        identity in places[level] if level in places else whole
        for level, identity in zip(table["level"], table["id"], strict=True)
    ]
    stated = table[pd.Series(mine, index=table.index) & ~table["indicator"].isin(summed["indicator"])]
    return pd.concat([sums, stated], ignore_index=True)


def _sums(of_units: pd.DataFrame, units: pd.DataFrame, side: str, county: str) -> list[pd.DataFrame]:
    levels = {level: of_units["id"].map(units[f"{column}_{side}"]) for level, column in _PLACES.items()}
    if county:
        levels["county"] = pd.Series(county, index=of_units.index)
    return [_sum(of_units.assign(level=level, id=place)) for level, place in levels.items()]


def _sum(rows: pd.DataFrame) -> pd.DataFrame:
    sums = rows[rows["id"] != ""].groupby(_KEYS)[_PARTS].sum().reset_index()
    below = sums["denominator"].to_numpy()
    return sums.assign(value=np.divide(sums["numerator"], below, out=np.full(len(sums), np.nan), where=below > 0))
