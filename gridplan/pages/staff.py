"""Staff: who owns and covers which grid, how full each officer's hours are, what can't be met, and what would help."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from gridplan.maps.drawing import View
from gridplan.maps.paint import paint, short
from gridplan.maps.text import safe
from gridplan.pages.bridge import show_map
from gridplan.pages.figure_help import helped
from gridplan.pages.findings import findings_of, list_findings
from gridplan.pages.frame import Frame, open_frame
from gridplan.pages.hand_staffing import show_hand_staffing
from gridplan.pages.load_bars import show_loads
from gridplan.pages.posts import show_posts
from gridplan.pages.roles import choose_branch
from gridplan.pages.state import show_state
from gridplan.pages.what_if import show_what_if
from gridplan.pages.why_not import show_why_not

#: Why an officer was chosen, as the plan has it, and how the screen says it.
WHY = {
    "locked": "Locked",
    "kept": "Owned it before",
    "only_officer": "The only officer",
    "nearest_beat": "Nearest beat",
    "evens_load": "Evens the load",
    "successor": "Covered it before",
    "handed_over": "Handed over",
    "by_hand": "Chosen by hand",
}
_LAYERS = ("units", "water", "roads", "places", "grids", "special_grids", "stations", "routes", "branches")
_MAP_HEIGHT = 460
#: Rules about people and posts begin so.
_STAFF = ("S", "P")


def main() -> None:
    """Draw the page."""
    frame = open_frame("staff")
    branches = [branch for branch in frame.plan.branches.index if frame.scope.sees_branch(str(branch))]
    branch_id = choose_branch(sorted(map(str, branches)), frame.plan, frame.lang)
    left, right = st.columns([0.56, 0.44], gap="medium")
    with left:
        view = View(frame.plan, frame.lang, indicator="", branch_id=branch_id, by_owner=True)
        show_map(view, paint(view), key=f"{frame.key}|staff", height=_MAP_HEIGHT, layers=_LAYERS)
        _grids(frame, branch_id)
        show_hand_staffing(frame, branch_id)
    with right:
        show_loads(frame, branch_id)
        found = findings_of(frame, frame.plan.findings, branch_id)
        found = found[found["rule"].str.startswith(_STAFF)]
        st.markdown(f"**{frame.say('Findings about staff and posts')}** · {len(found)}")
        list_findings(frame, found, height=260)
        show_why_not(frame, branch_id)
        show_what_if(frame, branch_id)
        show_posts(frame, branch_id)
        show_state(frame)


def _grids(frame: Frame, branch_id: str) -> None:
    """One line a grid: who owns it and why, who covers, who reviews."""
    plan = frame.plan
    base = plan.grids[(plan.grids["kind"] == "base") & (plan.grids["branch_id"] == branch_id)].sort_index()
    rows = plan.assignments.drop_duplicates(["grid_id", "role"]).set_index(["grid_id", "role"])
    heads = ("Grid", "Households", "Hours a year", "Owner", "Backup", "Why this owner")
    lines = []
    for grid, row in base.iterrows():
        staff = {role: _staff(frame, rows, str(grid), role) for role in ("primary", "backup")}
        why = str(rows["why"].get((grid, "primary"), ""))
        lines.append(
            f"<tr><td>{safe(short(str(grid)))} <small>{safe(row['name'])}</small></td><td>{row['households']:,.0f}</td>"
            f"<td>{row['workload_h']:,.0f}</td><td>{staff['primary']}</td><td>{staff['backup']}</td>"
            f"<td>{safe(frame.say(WHY[why]) if why in WHY else why or '–')}</td></tr>"
        )
    head = "".join(f"<th>{helped(frame, text)}</th>" for text in heads)
    st.html(f"<div class='gp-wide' tabindex='0'><table class='gp-table'><tr>{head}</tr>{''.join(lines)}</table></div>")


def _staff(frame: Frame, rows: pd.DataFrame, grid: str, role: str) -> str:
    officer = rows["officer_id"].get((grid, role), "")
    name = frame.plan.officers["name"].get(officer, officer)
    return safe(name) or f"<b class='gp-bad'>{safe(frame.say('nobody'))}</b>"


main()
