"""Tables of a comparison: places with before, after and difference, whose differences add up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from gridplan.maps.measures import MEASURES, figure
from gridplan.model.words import Change
from gridplan.pages.figure_help import help_on
from gridplan.pages.frame import Frame
from gridplan.planning.comparison import Comparison

LEVELS = {"unit": "Units", "officer": "Officers", "grid": "Grids", "branch": "Branches"}
#: Pixels of the longest table before it scrolls, and of a row.
_HEIGHT, _ROW = 500, 35
_HEADS = {"households": "Households", "workload_h": "Hours a year"}
_ENDS = {"change": "difference", "before": "before", "after": "after"}


def show_level(frame: Frame, told: Comparison, level: str, branch_id: str | None) -> None:
    """
    Show the places of a level, those that changed most first, above their sum.

    Parameters
    ----------
    frame
        The open plan.
    told
        The comparison.
    level
        One of `LEVELS`.
    branch_id
        The one branch to be shown; None shows all.
    """
    units = _of_branch(told.units, branch_id)
    table = _unit_rows(frame, told, units) if level == "unit" else _places(frame, told, units, level)
    columns: dict[str, Any] = {
        "id": frame.say(LEVELS[level]),
        "what": frame.say("What changed"),
        "old": frame.say("from"),
        "new": frame.say("to"),
        "moved": st.column_config.NumberColumn(
            frame.say("Households moved"), format="localized", help=help_on(frame, "Households moved")
        ),
    }
    columns |= {f"{name}_{end}": _column(frame, name, end) for name in _HEADS for end in _ENDS}
    if table.empty:
        st.info(frame.say("Nothing is different"))
    else:
        height = min(_HEIGHT, _ROW * (len(table) + 1) + 2)
        st.dataframe(table, hide_index=True, height=height, column_config=columns)
    sums = {name: units[f"{name}_change"].sum() for name in _HEADS}
    st.caption(
        f"{frame.say('Sum of all differences')}: {frame.say('Households')} {sums['households']:+,.0f} · "
        f"{frame.say('Hours a year')} {sums['workload_h']:+,.1f}"
    )


def only_branch(units: pd.DataFrame) -> str:
    """
    Find the branch in which everything that changed lies.

    Parameters
    ----------
    units
        Units of a comparison.

    Returns
    -------
    branch_id
        The branch; empty where several have changed, or none.
    """
    changed = units[units["change"] != str(Change.NONE)]
    branches = {*changed["branch_id_before"], *changed["branch_id_after"]} - {""}
    return str(branches.pop()) if len(branches) == 1 else ""


def show_indicators(frame: Frame, told: Comparison, branch_id: str | None) -> None:
    """
    Show the indicators of a branch, or of the county, before and after.

    Parameters
    ----------
    frame
        The open plan.
    told
        The comparison.
    branch_id
        The branch; None shows the county.
    """
    level, identity = ("branch", branch_id) if branch_id else ("county", frame.plan.meta.county)
    rows = told.indicators[(told.indicators["level"] == level) & (told.indicators["id"] == identity)]
    rows = rows[rows["indicator"].isin(list(MEASURES))]
    if rows.empty:
        return
    rows = rows.assign(size=rows["value_change"].abs()).sort_values(["size", "indicator"], ascending=[False, True])
    columns = {"indicator": frame.say("Indicator"), **{end: frame.say(text) for end, text in _ENDS.items()}}
    table = pd.DataFrame([_indicator(frame, row) for row in rows.to_dict("records")], columns=list(columns))
    st.dataframe(table, hide_index=True, column_config=columns)


def _indicator(frame: Frame, row: Mapping[Any, Any]) -> list[str]:
    measure = MEASURES[row["indicator"]]
    said = [figure(float(row[f"value_{end}"]), share=measure.share) for end in _ENDS]
    sign = "+" if row["value_change"] > 0 else ""
    return [frame.say(measure.name), sign + said[0], *said[1:]]


def _column(frame: Frame, name: str, end: str) -> object:
    title = f"{frame.say(_HEADS[name])} · {frame.say(_ENDS[end])}"
    return st.column_config.NumberColumn(title, format="localized", help=help_on(frame, _HEADS[name]))


def _of_branch(units: pd.DataFrame, branch_id: str | None) -> pd.DataFrame:
    if branch_id is None:
        return units
    return units[(units["branch_id_before"] == branch_id) | (units["branch_id_after"] == branch_id)]


def _places(frame: Frame, told: Comparison, units: pd.DataFrame, level: str) -> pd.DataFrame:
    column = {"grid": "grid_id", "officer": "officer_id", "branch": "branch_id"}[level]
    mine = {*units[f"{column}_before"], *units[f"{column}_after"]} - {""}
    table = told.totals[(told.totals["level"] == level) & told.totals["id"].isin(mine)]
    names = {"officer": told.officers, "branch": frame.plan.branches["name"]}.get(level)
    shown = table["id"] if names is None else table["id"].map(names).fillna(table["id"])
    return _largest_first(table.assign(id=shown))[["id", *_figures()]]


def _unit_rows(frame: Frame, told: Comparison, units: pd.DataFrame) -> pd.DataFrame:
    """Say of every unit that changed from whom to whom it went."""
    changed = units[(units["change"] != str(Change.NONE)) | (units["households_change"] != 0)]
    ends = {side: [_at(told, row, side) for row in changed.to_dict("records")] for side in ("before", "after")}
    said = [Change(code).label(frame.lang) for code in changed["change"]]
    table = changed.assign(id=changed["name"], what=said, old=ends["before"], new=ends["after"])
    return _largest_first(table)[["id", "old", "new", "moved", "what", *_figures()]]


def _at(told: Comparison, row: Mapping[Any, Any], side: str) -> str:
    """Name the owner, or the grid where the owner has stayed."""
    officer, grid = str(row[f"officer_id_{side}"]), str(row[f"grid_id_{side}"])
    return str(told.officers.get(officer, officer)) if row["owner_moved"] else grid


def _largest_first(table: pd.DataFrame) -> pd.DataFrame:
    size = table[[f"{name}_change" for name in _HEADS]].abs().max(axis=1)
    return table.assign(size=size).sort_values(["size", "id"], ascending=[False, True])


def _figures() -> list[str]:
    return [f"{name}_{end}" for name in _HEADS for end in _ENDS]
