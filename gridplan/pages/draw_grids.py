"""Draw grids: give a unit to another grid by a click, and see at once what that does."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from gridplan.maps.colours import grid_colours
from gridplan.maps.drawing import View
from gridplan.maps.paint import paint, short
from gridplan.maps.text import safe
from gridplan.model.plan import Plan
from gridplan.pages.bridge import show_map
from gridplan.pages.choices import forget_choice
from gridplan.pages.draft import Draft, changes, drafted, keep, open_draft
from gridplan.pages.findings import findings_of, list_findings
from gridplan.pages.frame import Frame, open_frame, plain_errors
from gridplan.pages.roles import choose_branch
from gridplan.pages.state import show_state
from gridplan.pages.worth import show_worth
from gridplan.workspace.editing import store_plan

_LAYERS = ("units", "water", "roads", "places", "service_areas_radius", "service_areas_road_time",
           "differences", "grids", "special_grids", "branches")  # fmt: skip
_MAP_HEIGHT = 640
#: A deviation from the target beyond this stands out (rule G13).
_FAR = 0.2


def main() -> None:
    """Draw the page."""
    frame = open_frame("draw_grids")
    branch_id = choose_branch(sorted(frame.scope.branch_ids or ()), frame.plan, frame.lang)
    draft = open_draft(frame, branch_id)
    keep(frame, draft, branch_id)
    if "conflict" in st.session_state:
        st.warning(st.session_state.pop("conflict"))
    with plain_errors(frame.lang):
        plan = drafted(frame, draft)
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left:
        _steps(frame, draft)
        unit_id = _map(frame, plan, branch_id)
    with right:
        _targets(frame, plan, draft, unit_id)
        _grids(frame, plan, branch_id, unit_id)
        show_worth(frame, plan, branch_id)
        found = findings_of(frame, plan.findings, branch_id)
        st.markdown(f"**{frame.say('Findings')}** · {len(found)}")
        list_findings(frame, found, height=260)
        show_state(frame)


def _steps(frame: Frame, draft: Draft) -> None:
    """Undo, redo, save."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(frame.say("Undo"), key="undo", on_click=draft.undo, disabled=draft.done == 0)
        st.button(frame.say("Redo"), key="redo", on_click=draft.redo, disabled=draft.done == len(draft.steps))
        wanted = st.button(frame.say("Save as new version"), key="save", type="primary", disabled=not draft.moves)
        st.caption(f"{frame.say('Moves not yet saved')}: {len(draft.moves)}")
    if wanted:
        with plain_errors(frame.lang), st.spinner(frame.say("Saving")):
            version = store_plan(frame.scope, frame.workspace, frame.plan.meta.plan_id, changes(frame, draft))
        st.session_state["saved"] = version
        forget_choice("version-True")
        st.rerun()
    if "saved" in st.session_state:
        st.toast(f"{frame.say('Saved as version')} {st.session_state.pop('saved')}")


def _map(frame: Frame, plan: Plan, branch_id: str) -> str | None:
    """Show the branch; the shapes are those of the stored plan, the colours those of the draft."""
    selected = _own_unit(plan, branch_id, st.session_state.get("unit"))
    shapes = View(frame.plan, frame.lang, indicator="", branch_id=branch_id)
    colours = paint(_drafted_view(shapes, plan), selected=selected, choose=True)
    click = show_map(shapes, colours, key=f"{frame.key}|draw", height=_MAP_HEIGHT, layers=_LAYERS)
    if click.get("click") and click["click"] != st.session_state.get("click"):
        st.session_state["click"], st.session_state["unit"] = click["click"], click.get("unit")
        return _own_unit(plan, branch_id, click.get("unit"))
    return selected


def _own_unit(plan: Plan, branch_id: str, unit_id: object) -> str | None:
    """Take a unit of the branch alone; what a browser sends may be anything."""
    mine = plan.units.index[plan.units["branch_id"] == branch_id]
    return str(unit_id) if str(unit_id) in mine else None


def _drafted_view(shapes: View, plan: Plan) -> View:
    return replace(shapes, plan=plan)


def _targets(frame: Frame, plan: Plan, draft: Draft, unit_id: str | None) -> None:
    """Offer the grids that the unit could go to, neighbours first."""
    if unit_id is None:
        st.info(frame.say("Click a unit on the map to give it to another grid"))
        return
    unit = plan.units.loc[unit_id]
    text = f"{unit['name']} · {short(str(unit['grid_id']))} · {frame.say('Households')} {unit['households']:,.0f}"
    st.markdown(f"**{frame.say('Chosen unit')}**: {safe(text)}", unsafe_allow_html=True)
    near, far = targets(plan, unit_id)
    for place, grid in zip(st.columns(max(3, len(near))), near, strict=False):
        name = f"→ {short(grid)}"
        place.button(name, key=f"to-{grid}", on_click=draft.move, args=(unit_id, grid), width="stretch", type="primary")
    if not near:
        st.caption(frame.say("No other grid of the branch borders on this unit"))
    with st.expander(frame.say("Grids that do not touch it")):
        for grid in far:
            st.button(f"→ {short(grid)}", key=f"to-{grid}", on_click=draft.move, args=(unit_id, grid))


def targets(plan: Plan, unit_id: str) -> tuple[list[str], list[str]]:
    """
    List the grids of the same branch that a unit could go to.

    Parameters
    ----------
    plan
        The plan.
    unit_id
        The unit.

    Returns
    -------
    near
        Grids that it can be joined to across a passable border.
    far
        All others of the branch.
    """
    edges = plan.adjacency[~plan.adjacency["cut"].astype(bool)]
    others = pd.concat(
        [edges.loc[edges["unit_a"] == unit_id, "unit_b"], edges.loc[edges["unit_b"] == unit_id, "unit_a"]]
    )
    unit = plan.units.loc[unit_id]
    base = plan.grids[(plan.grids["kind"] == "base") & (plan.grids["branch_id"] == unit["branch_id"])]
    free = sorted(set(base.index) - {unit["grid_id"]})
    touching = set(plan.units.loc[plan.units.index.isin(others), "grid_id"])
    return [grid for grid in free if grid in touching], [grid for grid in free if grid not in touching]


def _grids(frame: Frame, plan: Plan, branch_id: str, unit_id: str | None) -> None:
    """One line a grid; the stored figure stands small beside a changed one."""
    base = plan.grids[(plan.grids["kind"] == "base") & (plan.grids["branch_id"] == branch_id)].sort_index()
    now = None if unit_id is None else plan.units.loc[unit_id, "grid_id"]
    colours = grid_colours(plan.units, plan.adjacency)
    heads = ("Grid", "Units", "Households", "Hours a year", "Against target", "Owner")
    officers = plan.officers["name"]
    lines = [
        f"<tr class='{'gp-now' if grid == now else ''}'><td>"
        f"<i class='gp-chip' style='background:{colours.get(grid, '#fff')}'></i>"
        f"{safe(short(grid))}</td><td>{row['units_n']:.0f}</td><td>{row['households']:,.0f}</td><td>{row['workload_h']:,.0f}</td>"
        f"<td class='{'gp-bad' if abs(row['deviation']) > _FAR else ''}'>{row['deviation']:+.0%}</td>"
        f"<td>{safe(officers.get(row['primary_officer_id'], '–'))}</td></tr>"
        for grid, row in base.iterrows()
    ]
    head = "".join(f"<th>{safe(frame.say(text))}</th>" for text in heads)
    st.html(f"<div class='gp-wide' tabindex='0'><table class='gp-table'><tr>{head}</tr>{''.join(lines)}</table></div>")


main()
