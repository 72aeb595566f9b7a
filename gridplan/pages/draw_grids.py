"""Draw grids: by click, brush, line and free hand, with what every step does to each grid beside the map."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from gridplan.maps.drawing import Json, View
from gridplan.pages.bridge import show_map, told_before
from gridplan.pages.draft import Draft, catch_up, keep, open_draft
from gridplan.pages.draft_choice import open_name, show_comparison
from gridplan.pages.draft_conflict import show_conflict
from gridplan.pages.draft_elsewhere import show_elsewhere
from gridplan.pages.draft_names import show_naming
from gridplan.pages.draft_plan import Drafted, drafted
from gridplan.pages.draft_submission import show_submission
from gridplan.pages.draft_targets import show_targets
from gridplan.pages.draft_tools import show_deeds, show_steps
from gridplan.pages.drawn_edits import work_off
from gridplan.pages.findings_beside import show_beside
from gridplan.pages.frame import Frame, open_frame, plain_errors
from gridplan.pages.grid_list import list_grids
from gridplan.pages.kept import kept
from gridplan.pages.map_tools import ask_theme, tools_for
from gridplan.pages.progress import at_work
from gridplan.pages.roles import choose_branch
from gridplan.pages.solving_rest import show_solving
from gridplan.pages.unit_finder import find_unit
from gridplan.pages.version_conflict import show_version_conflict
from gridplan.pages.worth import show_worth
from gridplan.planning.zoning.contiguity import neighbouring_grids, of_units
from gridplan.planning.zoning.drawing.ground import Ground
from gridplan.workspace.drafts import list_drafts
from gridplan.workspace.drawing import lay_ground

_LAYERS = ("units", "water", "roads", "places", "service_areas_radius", "service_areas_road_time",
           "differences", "gaps", "overlaps", "grids", "special_grids", "barriers", "branches")  # fmt: skip
_MAP_HEIGHT = 640


def main() -> None:
    """Draw the page."""
    frame = open_frame("draw_grids")
    branch_id = choose_branch(sorted(frame.scope.branch_ids or ()), frame.plan, frame.lang)
    stored = list_drafts(frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id)
    draft = open_draft(frame, branch_id, stored, open_name(stored))
    shapes = _shapes(frame, branch_id)
    answer = told_before(shapes, key=_key(frame), layers=_LAYERS)
    # what was done here comes first: on top of a save that was not seen it is a conflict, and not for us to settle
    if not work_off(frame, draft, branch_id, answer):
        catch_up(draft, stored)
    theirs = keep(frame, draft, branch_id)
    if theirs is not None:
        show_conflict(frame, draft, theirs)
        return
    if show_version_conflict(frame, draft, branch_id):
        return
    elsewhere = st.container()
    with plain_errors(frame.lang), at_work(frame.say("Laying out the branch")):
        ground = lay_ground(frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id, draft.drawn)
        made = drafted(frame, draft, branch_id)
    left, right = st.columns([0.6, 0.4], gap="medium")
    with right:
        unit_id = find_unit(frame, ground, _own_unit(ground, _clicked(answer)))
    with left, st.container(key="drawn-map"):
        # whoever clicked waits for the map, which therefore goes out first
        above = st.container()
        tools = tools_for(frame, ground, made.colours)
        colours = {**made.paint, "selected": unit_id}
        show_map(shapes, colours, key=_key(frame), height=_MAP_HEIGHT, layers=_LAYERS, tools=tools, at_once=True)
        with above:
            show_steps(frame, draft, branch_id, stored)
        with elsewhere:
            show_elsewhere(frame, draft, branch_id)
        show_comparison(frame, draft, branch_id)
    with right:
        _beside(made, draft, ground, unit_id)


def _beside(made: Drafted, draft: Draft, ground: Ground, unit_id: str | None) -> None:
    """Show what can be done, and what the draft comes to; last what takes longest to work out."""
    frame, plan, branch_id = made.frame, made.plan, made.branch_id
    above = st.container()
    grid_id = None if unit_id is None else str(ground.units.at[unit_id, "grid_id"])
    pairs = kept(frame, f"pairs|{branch_id}", lambda: of_units(frame.plan.adjacency, ground.units.index))
    ask_theme(frame, draft, ground)
    show_targets(frame, replace(plan, adjacency=pairs), draft, ground, unit_id)
    near = [] if grid_id is None else neighbouring_grids(ground.units, pairs, grid_id)
    show_deeds(frame, draft, ground, grid_id, near)
    show_naming(frame, draft, ground, plan, grid_id)
    show_solving(frame, draft, ground)
    list_grids(frame, made.lines, made.gone, now=grid_id, locked=ground.locked)
    show_worth(frame, plan, branch_id)
    show_beside(made)
    with above:
        show_submission(frame, draft, branch_id, made.findings)


def _shapes(frame: Frame, branch_id: str) -> View:
    """See the branch as it is stored: while grids are drawn its shapes stand, and their colours change."""
    return kept(frame, f"shapes|{branch_id}", lambda: View(frame.plan, frame.lang, indicator="", branch_id=branch_id))


def _key(frame: Frame) -> str:
    return f"{frame.key}|draw"


def _clicked(answer: Json) -> object:
    """Go on with the unit that was clicked last, on this map or before it."""
    if answer.get("click") and answer["click"] != st.session_state.get("click"):
        st.session_state["click"], st.session_state["unit"] = answer["click"], answer.get("unit")
    return st.session_state.get("unit")


def _own_unit(ground: Ground, unit_id: object) -> str | None:
    """Take a unit of the branch alone; what a browser sends may be anything."""
    return str(unit_id) if str(unit_id) in ground.units.index else None


main()
