"""Rows of a plan as a reader wants them: with names beside ids, without what only the plan reckons with."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from gridplan.model.plan import Plan
from gridplan.storage.exports.wording import readable

#: Columns that the plan reckons with and no reader asks for; the GeoPackage holds them.
_INNER = """
nearest_branch_id straight_m road_branch_id road_m own_straight_m own_reached_radius own_reached_road
area_radius_m2 area_road_m2 area_overlap_m2
""".split()
_GRID = ["grid_id", "name", "kind", "type", "branch_id", "branch_name", "owner", "backup", "households", "workload_h"]
_POST = ["branch_name", "officer_id", "officer_name", "post", "duties"]


def grid_rows(plan: Plan, lang: str) -> pd.DataFrame:
    """
    Lay the grids out.

    Parameters
    ----------
    plan
        The plan.
    lang
        `zh` or `en`.

    Returns
    -------
    rows
        One a grid, with the names of its branch, owner and backup.
    """
    table = _with(readable("grids", plan.grids, lang), "branch_id", "branch_name", plan.branches["name"])
    people = plan.officers["name"]
    table = _with(table, "primary_officer_id", "owner", people)
    return first(_with(table, "backup_officer_id", "backup", people), _GRID)


def post_rows(plan: Plan, lang: str) -> pd.DataFrame:
    """
    Lay the posts out.

    Parameters
    ----------
    plan
        The plan.
    lang
        `zh` or `en`.

    Returns
    -------
    rows
        One a post, with the names of officer and branch.
    """
    table = _with(readable("posts", plan.posts, lang), "officer_id", "officer_name", plan.officers["name"])
    if "branch_id" not in table:  # of a plan from before office staff had duties
        table = _with(table, "officer_id", "branch_id", plan.officers["branch_id"])
    return first(_with(table, "branch_id", "branch_name", plan.branches["name"]), _POST)


def duty_rows(plan: Plan, lang: str) -> pd.DataFrame:
    """
    Lay out who is responsible for which grid.

    Parameters
    ----------
    plan
        The plan.
    lang
        `zh` or `en`.

    Returns
    -------
    rows
        One an assignment, with the names of officer and grid.
    """
    duty = _with(readable("assignments", plan.assignments, lang), "officer_id", "officer_name", plan.officers["name"])
    return _with(duty, "grid_id", "grid_name", plan.grids["name"])


def unit_rows(plan: Plan, lang: str) -> pd.DataFrame:
    """
    Lay the basic units out.

    Parameters
    ----------
    plan
        The plan.
    lang
        `zh` or `en`.

    Returns
    -------
    rows
        One a unit, with the name of its branch.
    """
    units = readable("units", plan.units, lang).drop(columns=_INNER, errors="ignore")
    return _with(units, "branch_id", "branch_name", plan.branches["name"])


def household_rows(plan: Plan, lang: str) -> pd.DataFrame:
    """
    Lay the households out.

    Parameters
    ----------
    plan
        The plan, cut to what the viewer may see.
    lang
        `zh` or `en`.

    Returns
    -------
    rows
        One a household, with the name of its grid.
    """
    table = readable("households", plan.households, lang).drop(columns=_INNER, errors="ignore")
    return _with(table, "grid_id", "grid_name", plan.grids["name"])


def first(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """
    Put some columns in front.

    Parameters
    ----------
    table
        Any table.
    columns
        Which, in their order; what the table lacks is passed over.

    Returns
    -------
    table
        The same rows.
    """
    lead = [column for column in columns if column in table]
    return table[[*lead, *(column for column in table if column not in lead)]]


def _with(table: pd.DataFrame, key: str, column: str, names: pd.Series) -> pd.DataFrame:
    """Put a name right after the id that it belongs to; an id without a name leaves the cell empty."""
    if key not in table:
        return table
    place = list(table.columns).index(key) + 1
    columns = [*table.columns[:place], column, *table.columns[place:]]
    return table.assign(**{column: table[key].map(names)})[columns]
