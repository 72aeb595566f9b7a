"""The grids of a branch as a draft has them, a line each, with what the draft changes beside the stored figure."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from gridplan.maps.paint import short
from gridplan.maps.text import safe
from gridplan.model.plan import Plan
from gridplan.pages.figure_help import title_of
from gridplan.pages.frame import Frame

#: A deviation from the target beyond this stands out (rule G13).
_FAR = 0.2
_HEADS = ("Grid", "Units", "Households", "Hours a year", "Against target", "Weeks to finish")


@dataclass(frozen=True)
class GridLine:
    """
    One base grid.

    Attributes
    ----------
    grid
        Its id.
    colour
        Its colour on the map.
    row
        Its row of the plan, with `owner` and `weeks`.
    before
        Its row of the stored plan; empty for a new one.
    """

    grid: str
    colour: str
    row: Mapping[Hashable, Any]
    before: Mapping[Hashable, Any]


def grid_lines(plan: Plan, stored: Plan, branch_id: str, colours: Mapping[str, str]) -> list[GridLine]:
    """
    Read the base grids of a branch out of a plan.

    Parameters
    ----------
    plan
        The plan that a draft leads to.
    stored
        The plan as it is stored.
    branch_id
        The branch.
    colours
        Colour by grid.

    Returns
    -------
    lines
        By id.
    """
    base, before = base_of(plan, branch_id), base_of(stored, branch_id).to_dict("index")
    weeks = base["primary_officer_id"].map(plan.officers["weeks_to_finish"])
    rows = base.assign(weeks=weeks, owner=base["primary_officer_id"].map(plan.officers["name"]).fillna("–"))
    return [
        GridLine(str(grid), colours.get(str(grid), "#fff"), row, before.get(grid, {}))
        for grid, row in zip(rows.index, rows.to_dict("records"), strict=True)
    ]


def list_grids(frame: Frame, lines: Sequence[GridLine], gone: Sequence[str], *, now: str | None,
               locked: Collection[str]) -> None:  # fmt: skip
    """
    List the base grids.

    Parameters
    ----------
    frame
        The open plan, as it is stored.
    lines
        The grids.
    gone
        Grids of the stored plan that end.
    now
        The chosen grid, which is marked.
    locked
        Grids that are locked.
    """
    rows = "".join(_line(line, now=line.grid == now, locked=line.grid in locked) for line in lines)
    head = "".join(f"<th{title_of(frame, text)}>{safe(frame.say(text))}</th>" for text in _HEADS)
    st.html(f"<div class='gp-wide'><table class='gp-table'><tr>{head}</tr>{rows}</table></div>")
    if gone:
        st.caption(f"{frame.say('Grids that end')}: {', '.join(map(short, gone))}")


def base_of(plan: Plan, branch_id: str) -> pd.DataFrame:
    """
    Take the base grids of a branch.

    Parameters
    ----------
    plan
        A plan.
    branch_id
        The branch.

    Returns
    -------
    grids
        Without their shapes, by id.
    """
    base = (plan.grids["kind"] == "base") & (plan.grids["branch_id"] == branch_id)
    return pd.DataFrame(plan.grids[base].drop(columns=plan.grids.geometry.name)).sort_index()


def _line(line: GridLine, *, now: bool, locked: bool) -> str:
    row = line.row
    figures = "".join(f"<td>{_figure(row, line.before, each)}</td>" for each in ("units_n", "households", "workload_h"))
    bad = "gp-bad" if abs(row["deviation"]) > _FAR else ""
    weeks = f"{row['weeks']:,.0f}" if np.isfinite(row["weeks"]) else "–"
    owner = f"<small style='display:block'>{safe(row['owner'])}</small>"
    return (
        f"<tr class='{'gp-now' if now else ''}'><td><i class='gp-chip' style='background:{line.colour}'></i>"
        f"{safe(short(line.grid))}{' 🔒' if locked else ''} {owner}</td>"
        f"{figures}<td class='{bad}'>{row['deviation']:+.0%}</td>"
        f"<td>{weeks}</td></tr>"
    )


def _figure(row: Mapping[Hashable, Any], before: Mapping[Hashable, Any], column: str) -> str:
    """Show a figure, and small beside it by how much the draft changes it."""
    change = row[column] - before.get(column, 0.0)
    small = f" <small>{change:+,.0f}</small>" if round(change) else ""
    return f"{row[column]:,.0f}{small}"
