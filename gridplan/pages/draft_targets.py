"""The grids that the chosen unit could go to."""

from __future__ import annotations

import streamlit as st

from gridplan.errors import InfeasibleError
from gridplan.maps.paint import short
from gridplan.maps.text import safe
from gridplan.model.draft_steps import Assign, Deed
from gridplan.model.plan import Plan
from gridplan.pages.draft import Draft
from gridplan.pages.frame import Frame
from gridplan.planning.zoning.drawing.ground import Ground
from gridplan.planning.zoning.drawing.moving import move


def show_targets(frame: Frame, plan: Plan, draft: Draft, ground: Ground, unit_id: str | None) -> None:
    """
    Offer the grids that the chosen unit could go to, neighbours first.

    Parameters
    ----------
    frame
        The open plan, as it is stored.
    plan
        The plan that the draft leads to.
    draft
        The draft.
    ground
        The branch as it is now.
    unit_id
        The chosen unit; None before one is.
    """
    if unit_id is None:
        st.info(frame.say("Click a unit on the map to give it to another grid"))
        return
    unit = plan.units.loc[unit_id]
    text = f"{unit['name']} · {short(str(unit['grid_id']))} · {frame.say('Households')} {unit['households']:,.0f}"
    st.markdown(f"**{frame.say('Chosen unit')}**: {safe(text)}", unsafe_allow_html=True)
    if unit["grid_id"] in ground.locked:
        st.caption(frame.say("Its grid is locked"))
        return
    near, far = ([grid for grid in grids if grid not in ground.locked] for grids in targets(plan, unit_id))
    for place, grid in zip(st.columns(max(3, len(near))), near, strict=False):
        told = (draft, ground, unit_id, grid)
        place.button(f"→ {short(grid)}", key=f"to-{grid}", on_click=_give, args=told, width="stretch", type="primary")
    if not near:
        st.caption(frame.say("No other grid of the branch borders on this unit"))
    with st.expander(frame.say("Grids that do not touch it")):
        for grid in far:
            st.button(f"→ {short(grid)}", key=f"to-{grid}", on_click=_give, args=(draft, ground, unit_id, grid))
        if (ground.units["grid_id"] == unit["grid_id"]).sum() > 1:
            alone = Assign(Deed.SPLIT, {unit_id: ground.new_id()})
            st.button(f"→ {frame.say('A grid of its own')}", key="to-own", on_click=draft.take, args=(alone,))


def _give(draft: Draft, ground: Ground, unit_id: str, grid: str) -> None:
    try:
        draft.take(move(ground, [unit_id], grid))
    except InfeasibleError as error:
        st.session_state["edit_refused"] = error


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
    edges, units = plan.adjacency, plan.units
    sides = ((edges["unit_a"], edges["unit_b"]), (edges["unit_b"], edges["unit_a"]))
    open_ = ~edges["cut"].to_numpy(dtype=bool)
    others = {other for one, two in sides for other in two[(one == unit_id).to_numpy() & open_]}
    branch, own = str(units.at[unit_id, "branch_id"]), str(units.at[unit_id, "grid_id"])
    base = (plan.grids["kind"] == "base") & (plan.grids["branch_id"] == branch)
    free = sorted(set(plan.grids.index[base]) - {own})
    touching = {units.at[other, "grid_id"] for other in others if other in units.index}
    return [grid for grid in free if grid in touching], [grid for grid in free if grid not in touching]
