"""Draw grids: by click, brush, line and free hand, with what every step does to each grid beside the map."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from gridplan.maps.drawing import Json, View
from gridplan.maps.paint import paint
from gridplan.model.plan import Plan
from gridplan.pages.bridge import show_map, told_before
from gridplan.pages.draft import catch_up, keep, open_draft
from gridplan.pages.draft_choice import open_name, show_comparison
from gridplan.pages.draft_conflict import show_conflict
from gridplan.pages.draft_names import show_naming
from gridplan.pages.draft_plan import drafted
from gridplan.pages.draft_submission import show_submission
from gridplan.pages.draft_targets import show_targets
from gridplan.pages.draft_tools import show_deeds, show_steps
from gridplan.pages.drawn_edits import work_off
from gridplan.pages.findings import findings_of
from gridplan.pages.findings_beside import show_beside
from gridplan.pages.findings_told import tell
from gridplan.pages.frame import Frame, open_frame, plain_errors
from gridplan.pages.grid_list import list_grids
from gridplan.pages.map_tools import ask_theme, tools_for
from gridplan.pages.progress import at_work
from gridplan.pages.roles import choose_branch
from gridplan.pages.solving_rest import show_solving
from gridplan.pages.worth import show_worth
from gridplan.planning.zoning.contiguity import neighbouring_grids
from gridplan.planning.zoning.drawing.ground import Ground
from gridplan.workspace.drafts import list_drafts
from gridplan.workspace.drawing import lay_ground

_LAYERS = ("units", "water", "roads", "places", "service_areas_radius", "service_areas_road_time",
           "differences", "grids", "special_grids", "branches")  # fmt: skip
_MAP_HEIGHT = 640


def main() -> None:
    """Draw the page."""
    frame = open_frame("draw_grids")
    branch_id = choose_branch(sorted(frame.scope.branch_ids or ()), frame.plan, frame.lang)
    stored = list_drafts(frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id)
    draft = open_draft(frame, branch_id, stored, open_name(stored))
    shapes = View(frame.plan, frame.lang, indicator="", branch_id=branch_id)
    answer = told_before(shapes, key=_key(frame), layers=_LAYERS)
    # what was done here comes first: on top of a save that was not seen it is a conflict, and not for us to settle
    if not work_off(frame, draft, branch_id, answer):
        catch_up(draft, stored)
    theirs = keep(frame, draft, branch_id)
    if theirs is not None:
        show_conflict(frame, draft, theirs)
        return
    with plain_errors(frame.lang), at_work(frame.say("Laying out the branch")):
        ground = lay_ground(frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id, draft.drawn)
        plan = drafted(frame, draft, branch_id)
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left:
        show_steps(frame, draft, branch_id, stored)
        unit_id = _own_unit(ground, _clicked(answer))
        _map(frame, plan, ground, shapes, unit_id)
        show_comparison(frame, draft, branch_id)
    with right:
        show_submission(frame, draft, branch_id, plan)
        grid_id = None if unit_id is None else str(ground.units.at[unit_id, "grid_id"])
        ask_theme(frame, draft, ground)
        show_targets(frame, plan, draft, ground, unit_id)
        near = [] if grid_id is None else neighbouring_grids(ground.units, _pairs(plan, ground), grid_id)
        show_deeds(frame, draft, ground, grid_id, near)
        show_naming(frame, draft, ground, plan, grid_id)
        show_solving(frame, draft, ground)
        list_grids(frame, plan, branch_id, now=grid_id, locked=ground.locked)
        show_worth(frame, plan, branch_id)
        found = findings_of(frame, plan.findings, branch_id)
        st.markdown(f"**{frame.say('Findings')}** · {len(found)}")
        with st.container(height=300):
            show_beside(frame, tell(found, plan, branch_id, frame.lang))


def _key(frame: Frame) -> str:
    return f"{frame.key}|draw"


def _map(frame: Frame, plan: Plan, ground: Ground, shapes: View, selected: str | None) -> None:
    """Show the branch; the shapes are those of the stored plan, the colours those of the draft."""
    colours = paint(replace(shapes, plan=plan), selected=selected, choose=True)
    tools = tools_for(frame, plan, ground)
    show_map(shapes, colours, key=_key(frame), height=_MAP_HEIGHT, layers=_LAYERS, tools=tools)


def _clicked(answer: Json) -> object:
    """Go on with the unit that was clicked last, on this map or before it."""
    if answer.get("click") and answer["click"] != st.session_state.get("click"):
        st.session_state["click"], st.session_state["unit"] = answer["click"], answer.get("unit")
    return st.session_state.get("unit")


def _own_unit(ground: Ground, unit_id: object) -> str | None:
    """Take a unit of the branch alone; what a browser sends may be anything."""
    return str(unit_id) if str(unit_id) in ground.units.index else None


def _pairs(plan: Plan, ground: Ground) -> pd.DataFrame:
    pairs = plan.adjacency
    return pairs[pairs["unit_a"].isin(ground.units.index) & pairs["unit_b"].isin(ground.units.index)]


main()
