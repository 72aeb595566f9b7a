"""Tables of a comparison: places with before, after and difference, whose differences add up."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from gridplan.maps.measures import MEASURES
from gridplan.model.words import Change
from gridplan.pages.frame import Frame
from gridplan.planning.comparison import Comparison

LEVELS = {"branch": "Branches", "grid": "Grids", "officer": "Officers", "unit": "Units"}
_HEIGHT = 500
_HEADS = {"households": "Households", "workload_h": "Hours a year"}
_ENDS = {"before": "before", "after": "after", "change": "difference"}


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
    table = _unit_rows(frame, units) if level == "unit" else _places(frame, told, units, level)
    columns: dict[str, Any] = {"id": frame.say(LEVELS[level]), "what": frame.say("What changed")}
    columns |= {f"{name}_{end}": _column(frame, name, end) for name in _HEADS for end in _ENDS}
    st.dataframe(table, hide_index=True, height=_HEIGHT, column_config=columns)
    sums = {name: units[f"{name}_change"].sum() for name in _HEADS}
    st.caption(
        f"{frame.say('Sum of all differences')}: {frame.say('Households')} {sums['households']:+,.0f} · "
        f"{frame.say('Hours a year')} {sums['workload_h']:+,.1f}"
    )


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
    named = rows.assign(indicator=[frame.say(MEASURES[code].name) for code in rows["indicator"]])
    ends = {
        f"value_{end}": st.column_config.NumberColumn(frame.say(text), format="%.3f") for end, text in _ENDS.items()
    }
    st.dataframe(
        named[["indicator", *ends]],
        hide_index=True,
        column_config={"indicator": st.column_config.TextColumn(frame.say("Indicator"), width="medium"), **ends},
    )


def _column(frame: Frame, name: str, end: str) -> object:
    title = f"{frame.say(_HEADS[name])} · {frame.say(_ENDS[end])}"
    return st.column_config.NumberColumn(title, format="localized")


def _of_branch(units: pd.DataFrame, branch_id: str | None) -> pd.DataFrame:
    if branch_id is None:
        return units
    return units[(units["branch_id_before"] == branch_id) | (units["branch_id_after"] == branch_id)]


def _places(frame: Frame, told: Comparison, units: pd.DataFrame, level: str) -> pd.DataFrame:
    column = {"grid": "grid_id", "officer": "officer_id", "branch": "branch_id"}[level]
    mine = {*units[f"{column}_before"], *units[f"{column}_after"]} - {""}
    table = told.totals[(told.totals["level"] == level) & told.totals["id"].isin(mine)]
    names = {"officer": frame.plan.officers, "branch": frame.plan.branches}.get(level)
    shown = table["id"] if names is None else table["id"].map(names["name"]).fillna(table["id"])
    return _largest_first(table.assign(id=shown))[["id", *_figures()]]


def _unit_rows(frame: Frame, units: pd.DataFrame) -> pd.DataFrame:
    changed = units[(units["change"] != str(Change.NONE)) | (units["households_change"] != 0)]
    said = [Change(code).label(frame.lang) for code in changed["change"]]
    ends = changed["grid_id_before"].replace("", "–") + " → " + changed["grid_id_after"].replace("", "–")
    table = changed.assign(id=changed["name"], what=[f"{a} · {b}" for a, b in zip(said, ends, strict=True)])
    return _largest_first(table)[["id", "what", *_figures()]]


def _largest_first(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(size=table["households_change"].abs()).sort_values(["size", "id"], ascending=[False, True])


def _figures() -> list[str]:
    return [f"{name}_{end}" for name in _HEADS for end in _ENDS]
