"""The grids of a branch as a draft has them, a line each, with what the draft changes beside the stored figure."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from gridplan.maps.colours import grid_colours
from gridplan.maps.paint import short
from gridplan.maps.text import safe
from gridplan.model.plan import Plan
from gridplan.pages.frame import Frame

#: A deviation from the target beyond this stands out (rule G13).
_FAR = 0.2
_HEADS = ("Grid", "Units", "Households", "Hours a year", "Against target", "Weeks to finish")


def list_grids(frame: Frame, plan: Plan, branch_id: str, *, now: str | None, locked: Collection[str]) -> None:
    """
    List the base grids.

    Parameters
    ----------
    frame
        The open plan, as it is stored.
    plan
        The plan that the draft leads to.
    branch_id
        The branch.
    now
        The chosen grid, which is marked.
    locked
        Grids that are locked.
    """
    base = _base(plan, branch_id)
    stored, colours = _base(frame.plan, branch_id), grid_colours(plan.units, plan.adjacency)
    weeks = base["primary_officer_id"].map(plan.officers["weeks_to_finish"])
    rows = base.assign(weeks=weeks, owner=base["primary_officer_id"].map(plan.officers["name"]).fillna("–"))
    lines = [
        _line(str(grid), row, stored, colours.get(str(grid), "#fff"), now=grid == now, locked=grid in locked)
        for grid, row in zip(rows.index, rows.to_dict("records"), strict=True)
    ]
    head = "".join(f"<th>{safe(frame.say(text))}</th>" for text in _HEADS)
    gone = sorted(set(stored.index) - set(base.index))
    st.html(f"<div class='gp-wide'><table class='gp-table'><tr>{head}</tr>{''.join(lines)}</table></div>")
    if gone:
        st.caption(f"{frame.say('Grids that end')}: {', '.join(map(short, gone))}")


def _base(plan: Plan, branch_id: str) -> pd.DataFrame:
    base = (plan.grids["kind"] == "base") & (plan.grids["branch_id"] == branch_id)
    return pd.DataFrame(plan.grids[base].sort_index())


def _line(grid: str, row: Mapping[Hashable, Any], stored: pd.DataFrame, colour: str, *, now: bool, locked: bool) -> str:
    before = stored.loc[grid].to_dict() if grid in stored.index else {}
    figures = "".join(f"<td>{_figure(row, before, column)}</td>" for column in ("units_n", "households", "workload_h"))
    bad = "gp-bad" if abs(row["deviation"]) > _FAR else ""
    weeks = f"{row['weeks']:,.0f}" if np.isfinite(row["weeks"]) else "–"
    return (
        f"<tr class='{'gp-now' if now else ''}'><td><i class='gp-chip' style='background:{colour}'></i>"
        f"{safe(short(grid))}{' 🔒' if locked else ''} <small style='display:block'>{safe(row['owner'])}</small></td>"
        f"{figures}<td class='{bad}'>{row['deviation']:+.0%}</td>"
        f"<td>{weeks}</td></tr>"
    )


def _figure(row: Mapping[Hashable, Any], before: Mapping[Hashable, Any], column: str) -> str:
    """Show a figure, and small beside it by how much the draft changes it."""
    change = row[column] - before.get(column, 0.0)
    small = f" <small>{change:+,.0f}</small>" if round(change) else ""
    return f"{row[column]:,.0f}{small}"
