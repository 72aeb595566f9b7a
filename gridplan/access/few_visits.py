"""Weeks to finish tell how many people nobody has visited yet: whose are shown to whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pandas as pd

from gridplan.model.plan import Plan

_WEEKS = ["weeks_to_finish", "weeks_alone"]
#: Counts the same people as the weeks: those who were visited, of the same eligible households.
_COVERAGE, _GAP = "visit_coverage", "far_reach_gap"
_FIGURES = ["value", "numerator", "denominator"]


def only_own_weeks(plan: Plan, *, branches: Collection[str], officers: Collection[str]) -> Plan:
    """
    Leave out the weeks of other branches and officers.

    Parameters
    ----------
    plan
        A plan.
    branches, officers
        Those whose weeks may be seen.

    Returns
    -------
    plan
        Weeks of all others are missing.
    """
    return _without(plan, ~plan.branches.index.isin(list(branches)), ~plan.officers.index.isin(list(officers)))


def few_first_visits(plan: Plan, *, k: int) -> Plan:
    """
    Leave out weeks that tell of fewer than k people, and with them those beside that would give them away.

    Parameters
    ----------
    plan
        A plan with all its indicators.
    k
        The smallest number of people that is shown.

    Returns
    -------
    plan
        Where a grid has fewer first visits left, no grid and no officer of its branch shows any; where a branch has,
        no branch does.
    """
    rows = plan.indicators
    mine = rows["indicator"] == _WEEKS[0]
    few = mine & ((rows["numerator"] < k) | _beside(rows, _COVERAGE))
    small = set(rows.loc[few & (rows["level"] == "grid"), "id"].map(plan.grids["branch_id"]))
    any_branch = bool((few & (rows["level"] == "branch")).any())
    in_small = (rows["level"] == "grid") & rows["id"].map(plan.grids["branch_id"]).isin(small)
    gone = mine & (few | in_small | ((rows["level"] == "branch") & any_branch))
    shown = rows.astype(dict.fromkeys(_FIGURES, float))
    shown.loc[gone, _FIGURES] = np.nan
    if "hidden" in shown:
        shown["hidden"] = shown["hidden"] | gone
    branches = pd.Series(any_branch, plan.branches.index).to_numpy()
    return _without(replace(plan, indicators=shown), branches, plan.officers["branch_id"].isin(small).to_numpy())


def few_in_a_fifth(indicators: pd.DataFrame, *, k: int) -> pd.DataFrame:
    """
    Leave out gaps between near and far that tell of fewer than k people of either fifth.

    Parameters
    ----------
    indicators
        All indicators of a plan; a gap's denominator is a fifth, its numerator the difference of two counts, which
        alone says nothing of either unless it is nearly the whole fifth.
    k
        The smallest number of people that is shown.

    Returns
    -------
    shown
        The same rows.
    """
    mine = indicators["indicator"] == _GAP
    shown = indicators.astype(dict.fromkeys(_FIGURES, float))
    gone = mine & ~(shown["numerator"].abs() <= shown["denominator"] - k)
    shown.loc[gone, _FIGURES] = np.nan
    return shown.assign(hidden=shown["hidden"] | gone) if "hidden" in shown else shown


def _beside(rows: pd.DataFrame, code: str) -> pd.Series:
    """Mark the places where another indicator, which counts the same people, shows nothing."""
    if "hidden" not in rows:
        return pd.Series(data=False, index=rows.index)
    unsaid = rows[(rows["indicator"] == code) & rows["hidden"]]
    places = pd.MultiIndex.from_frame(rows[["level", "id"]])
    return pd.Series(places.isin(pd.MultiIndex.from_frame(unsaid[["level", "id"]])), index=rows.index)


def _without(plan: Plan, branches: np.ndarray, officers: np.ndarray) -> Plan:
    """Mind plans from before weeks were forecast."""
    told = {}
    for name, mask in (("branches", branches), ("officers", officers)):
        table = getattr(plan, name)
        columns = [column for column in _WEEKS if column in table]
        told[name] = table.assign(**{column: table[column].mask(mask) for column in columns})
    return replace(plan, **told)
