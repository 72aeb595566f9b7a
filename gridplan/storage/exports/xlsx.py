"""A plan as a workbook: what it is, grids, people, findings, indicators, units, branches."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from gridplan.model.plan import Plan
from gridplan.storage.atomic import replacing
from gridplan.storage.exports.about import about_rows
from gridplan.storage.exports.sheets import FIGURE, PERCENT, WHOLE, write_sheet
from gridplan.storage.exports.wording import SYNTHETIC, name, readable

#: More households than this are for the map and the GeoPackage, not for a spreadsheet.
MOST_HOUSEHOLDS = 20_000
#: Columns that the plan reckons with and no reader asks for; the GeoPackage holds them.
_INNER = """
nearest_branch_id straight_m road_branch_id road_m own_straight_m own_reached_radius own_reached_road
area_radius_m2 area_road_m2 area_overlap_m2
""".split()
#: Indicators that are no share of anything.
_RATIOS = {"balance_cv"}
_PERCENTS = "deviation utilisation".split()
_WHOLES = """
workload_h target_h available_h overload_h households visits registered_hh resident_hh population quota_week
coverage_radius_m own_road_m straight_m area_m2
""".split()
_FIGURES = "figure numerator denominator road_min own_road_min pass_weeks polsby_popper".split()
_FORMATS = {
    **dict.fromkeys(_PERCENTS, PERCENT),
    **dict.fromkeys(_WHOLES, WHOLE),
    **dict.fromkeys(_FIGURES, FIGURE),
}


def export(plan: Plan, path: Path, lang: str) -> None:
    """
    Write a plan as .xlsx.

    Parameters
    ----------
    plan
        The plan, cut to what the viewer may see.
    path
        The file.
    lang
        Language of headers, words and messages, `zh` or `en`.

    Raises
    ------
    StorageError
        If the disk fails; an older file stands.
    """
    # laid out before the first row is written, so that no half-written sheet stays open
    tables = list(sheets(plan, lang))
    book = Workbook(write_only=True)
    label = SYNTHETIC if plan.meta.synthetic else ""
    for title, table in tables:
        formats: dict[str, str | list[str]] = {name(column, lang): form for column, form in _FORMATS.items()}
        if title == "indicators":
            formats[name("value", lang)] = [
                FIGURE if code in _RATIOS else PERCENT for code in plan.indicators["indicator"]
            ]
        headed = table.rename(columns=lambda column: name(str(column), lang))
        write_sheet(book, name(title, lang), headed, formats, label=label)
    # zipfile complains aloud when the disk fills up below it; memory does not fill up
    packed = BytesIO()
    book.save(packed)
    with replacing(path) as beside:
        beside.write_bytes(packed.getvalue())


def sheets(plan: Plan, lang: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """
    Lay the tables of a plan out as sheets.

    Parameters
    ----------
    plan
        The plan.
    lang
        `zh` or `en`.

    Yields
    ------
    title, table
        Code of the sheet and its rows; columns by code.
    """
    yield "about", pd.DataFrame(about_rows(plan, lang), columns=["item", "content"])
    people, places, grids = plan.officers["name"], plan.branches["name"], plan.grids["name"]
    yield "grids", _grids(plan, lang)
    yield "posts", _posts(plan, lang)
    duty = _with(readable("assignments", plan.assignments, lang), "officer_id", "officer_name", people)
    yield "assignments", _with(duty, "grid_id", "grid_name", grids)
    yield "findings", _first(readable("findings", plan.findings, lang), _FINDING)
    yield "indicators", readable("indicators", plan.indicators, lang)
    units = readable("units", plan.units, lang).drop(columns=_INNER, errors="ignore")
    yield "units", _with(units, "branch_id", "branch_name", places)
    yield "branches", readable("branches", plan.branches, lang)
    if 0 < len(plan.households) <= MOST_HOUSEHOLDS:
        yield "household_rows", readable("households", plan.households, lang).drop(columns=_INNER, errors="ignore")


_GRID = ["grid_id", "name", "kind", "type", "branch_id", "branch_name", "owner", "backup", "households", "workload_h"]
_FINDING = ["severity", "rule", "object_type", "object_id", "message", "mend", "figure", "limit"]
_POST = ["branch_name", "officer_id", "officer_name", "post", "duties"]


def _grids(plan: Plan, lang: str) -> pd.DataFrame:
    table = _with(readable("grids", plan.grids, lang), "branch_id", "branch_name", plan.branches["name"])
    people = plan.officers["name"]
    table = _with(table, "primary_officer_id", "owner", people)
    return _first(_with(table, "backup_officer_id", "backup", people), _GRID)


def _posts(plan: Plan, lang: str) -> pd.DataFrame:
    table = _with(readable("posts", plan.posts, lang), "officer_id", "officer_name", plan.officers["name"])
    branches = plan.officers["branch_id"].map(plan.branches["name"])
    return _first(_with(table, "officer_id", "branch_name", branches), _POST)


def _with(table: pd.DataFrame, key: str, column: str, names: pd.Series) -> pd.DataFrame:
    """Put a name right after the id that it belongs to; an id without a name leaves the cell empty."""
    if key not in table:
        return table
    place = list(table.columns).index(key) + 1
    columns = [*table.columns[:place], column, *table.columns[place:]]
    return table.assign(**{column: table[key].map(names)})[columns]


def _first(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    lead = [column for column in columns if column in table]
    return table[[*lead, *(column for column in table if column not in lead)]]
