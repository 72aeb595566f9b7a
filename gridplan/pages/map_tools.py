"""What the buttons for drawing on the map are given: grids with their colours, locks, what waits, what to point at."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

from gridplan.errors import InfeasibleError
from gridplan.maps.drawing import Json
from gridplan.model.words import GridType
from gridplan.pages.draft import Draft
from gridplan.pages.drawn_special import drawn_special, in_degrees
from gridplan.pages.frame import Frame
from gridplan.planning.zoning.drawing.ground import Ground
from gridplan.planning.zoning.drawing.special import draw_special

_WORDS = {
    "choose": "Choose a unit",
    "brush": "Brush: begin in a grid and spread it",
    "line": "Split a grid by a line",
    "ring": "Draw a special grid",
}
#: What is told of a grid under the brush.
_LIVE = ("Grid", "Households", "Hours a year", "Against target")
#: A ring that waits for its theme, and what is to be pointed at, in the session.
RING, POINT = "ring_drawn", "pointed_at"


def tools_for(frame: Frame, ground: Ground, colours: Mapping[str, str]) -> Json:
    """
    Put together what the buttons need.

    Parameters
    ----------
    frame
        The open plan.
    ground
        The branch as it is now.
    colours
        Colour by grid.

    Returns
    -------
    tools
        As `tools.js` reads it.
    """
    names = ground.grids
    number = {grid: n for n, grid in enumerate(names)}
    units = ground.units.sort_index()
    return {
        "names": names,
        "colours": [colours.get(grid, "#cccccc") for grid in names],
        "of": [number[grid] for grid in units["grid_id"]],
        # what a unit weighs, so that totals move under the brush
        "households": units["households"].astype(int).tolist(),
        "hours": units["workload_h"].astype(float).round(2).tolist(),
        "heads": [frame.say(text) for text in _LIVE],
        "locked": [number[grid] for grid in sorted(ground.locked) if grid in number],
        "words": {tool: frame.say(text) for tool, text in _WORDS.items()},
        "special": drawn_special(frame.plan.grids, ground),
        "pending": in_degrees(st.session_state.get(RING, []), ground.units.crs) or None,
        "point": st.session_state.get(POINT),
        "place": f"{frame.plan.meta.plan_id}|{ground.branch_id}",
    }


def point_at(units: Collection[str]) -> None:
    """
    Have the map show some units.

    Parameters
    ----------
    units
        Their ids.
    """
    before = st.session_state.get(POINT) or {"n": 0}
    st.session_state[POINT] = {"n": before["n"] + 1, "units": sorted(units)}


def ask_theme(frame: Frame, draft: Draft, ground: Ground) -> None:
    """
    Ask what a special grid that was drawn is called and made of, before it becomes a step.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.
    ground
        The branch as it is now.
    """
    if RING not in st.session_state:
        return
    with st.form("special", border=True):
        st.markdown(f"**{frame.say('A special grid was drawn')}**")
        name = st.text_input(frame.say("Theme"), max_chars=40)
        kinds = [kind for kind in GridType if kind is not GridType.MIXED]
        kind = st.selectbox(frame.say("Made of"), kinds, index=1, format_func=lambda one: one.label(frame.lang))
        with st.container(horizontal=True):
            take = st.form_submit_button(frame.say("Add it"), type="primary")
            drop = st.form_submit_button(frame.say("Drop it"))
    if take:
        _add(draft, ground, name, kind)
    if take or drop:
        if drop or "edit_refused" not in st.session_state:
            del st.session_state[RING]
        st.rerun()


def _add(draft: Draft, ground: Ground, name: str, kind: GridType) -> None:
    try:
        draft.take(draw_special(ground, st.session_state[RING], name, GridType(kind)))
    except InfeasibleError as error:
        st.session_state["edit_refused"] = error
