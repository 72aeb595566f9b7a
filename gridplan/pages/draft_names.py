"""Give a base grid or a special one a name by hand, and a draft another name."""

from __future__ import annotations

import streamlit as st

from gridplan.errors import GridPlanError
from gridplan.maps.paint import short
from gridplan.model.draft_steps import Deed, Named
from gridplan.model.plan import Plan
from gridplan.pages.draft import Draft
from gridplan.pages.frame import Frame
from gridplan.planning.zoning.drawing.ground import Ground
from gridplan.workspace.drafts import rename_draft

#: The longest name of a draft and of a grid.
LONGEST = 30


def show_naming(frame: Frame, draft: Draft, ground: Ground, plan: Plan, grid_id: str | None) -> None:
    """
    Offer to name the chosen grid and the special grids of the branch.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.
    ground
        The branch as it is now.
    plan
        What the draft leads to.
    grid_id
        The chosen base grid; None before one is.
    """
    mine = ground.special.index[ground.special["branch_id"] == ground.branch_id]
    grids = [str(grid) for grid in ([grid_id] if grid_id else []) + list(mine) if grid in plan.grids.index]
    if not grids:
        return
    names = plan.grids["name"].astype(str)
    with st.popover(frame.say("Name a grid")):
        # another grid that was clicked is another list, which begins with it
        key = f"name-of-{grid_id}"
        grid = st.selectbox(frame.say("Grid"), grids, format_func=lambda one: f"{short(one)} {names[one]}", key=key)
        name = st.text_input(frame.say("Its name"), value=names[grid], max_chars=LONGEST, key=f"name-{grid}").strip()
        if st.button(frame.say("Give this name"), key="name-take") and name and name != names[grid]:
            draft.take(Named(Deed.NAME, grid, name))
            st.rerun()


def show_renaming(frame: Frame, draft: Draft, branch_id: str) -> None:
    """
    Offer to give the open draft another name.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft; one that was never saved has nothing to be named.
    branch_id
        The branch.
    """
    if not draft.version:
        return
    name = st.text_input(frame.say("Another name for this draft"), max_chars=LONGEST, key="draft-rename").strip()
    told = (frame, draft, branch_id, name)
    st.button(frame.say("Rename the draft"), key="draft-named", disabled=not name, on_click=_rename, args=told)


def _rename(frame: Frame, draft: Draft, branch_id: str, name: str) -> None:
    place = (frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id)
    try:
        rename_draft(*place, name=draft.name, to=name, expected_version=draft.version)
    except GridPlanError as error:
        st.session_state["edit_refused"] = error
    else:
        st.session_state.get("drafts", {}).pop(f"{frame.plan.meta.plan_id}|{branch_id}|{draft.name}", None)
        st.session_state["draft_made"] = name
