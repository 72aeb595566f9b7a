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
from gridplan.pages.figure_help import helped
from gridplan.pages.frame import Frame

#: A base grid's figures.
Row = Mapping[Hashable, Any]
#: A deviation from the target beyond this stands out (rule G13).
_FAR = 0.2
#: Figures of a grid that a draft changes.
_FIGURES = ("units_n", "households", "workload_h")
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
        Its row of the plan.
    owner
        Name of its owner.
    weeks
        Weeks until its owner has visited everybody once; NaN where nobody does.
    before
        Its row of the stored plan; empty for a new one.
    """

    grid: str
    colour: str
    row: Row
    owner: str
    weeks: float
    before: Row


def grid_lines(plan: Plan, stored: Mapping[str, Row], branch_id: str, colours: Mapping[str, str]) -> list[GridLine]:
    """
    Read the base grids of a branch out of a plan.

    Parameters
    ----------
    plan
        The plan that a draft leads to.
    stored
        The base grids of the branch as they are stored, as `base_of` gives them.
    branch_id
        The branch.
    colours
        Colour by grid.

    Returns
    -------
    lines
        By id.
    """
    names, weeks = (plan.officers[name].to_dict() for name in ("name", "weeks_to_finish"))
    return [
        GridLine(
            grid,
            colours.get(grid, "#fff"),
            row,
            names.get(row["primary_officer_id"], "–"),
            weeks.get(row["primary_officer_id"], np.nan),
            stored.get(grid, {}),
        )
        for grid, row in base_of(plan, branch_id).items()
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
    head = "".join(f"<th>{helped(frame, text)}</th>" for text in _HEADS)
    st.html(f"<div class='gp-wide'><table class='gp-table'><tr>{head}</tr>{rows}</table></div>")
    if gone:
        st.caption(f"{frame.say('Grids that end')}: {', '.join(map(short, gone))}")


def base_of(plan: Plan, branch_id: str) -> dict[str, Row]:
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
        Rows by id, in sorted order.
    """
    base = (plan.grids["kind"] == "base") & (plan.grids["branch_id"] == branch_id)
    table = pd.DataFrame({name: plan.grids[name] for name in (*_FIGURES, "deviation", "primary_officer_id")})
    return {str(grid): row for grid, row in sorted(table[base].to_dict("index").items())}


def _line(line: GridLine, *, now: bool, locked: bool) -> str:
    row = line.row
    figures = "".join(f"<td>{_figure(row, line.before, each)}</td>" for each in _FIGURES)
    bad = "gp-bad" if abs(row["deviation"]) > _FAR else ""
    weeks = f"{line.weeks:,.0f}" if np.isfinite(line.weeks) else "–"
    owner = f"<small style='display:block'>{safe(line.owner)}</small>"
    return (
        f"<tr class='{'gp-now' if now else ''}'><td><i class='gp-chip' style='background:{line.colour}'></i>"
        f"{safe(short(line.grid))}{' 🔒' if locked else ''} {owner}</td>"
        f"{figures}<td class='{bad}'>{row['deviation']:+.0%}</td>"
        f"<td>{weeks}</td></tr>"
    )


def _figure(row: Row, before: Row, column: str) -> str:
    """Show a figure, and small beside it by how much the draft changes it."""
    change = row[column] - before.get(column, 0.0)
    small = f" <small>{change:+,.0f}</small>" if round(change) else ""
    return f"{row[column]:,.0f}{small}"
