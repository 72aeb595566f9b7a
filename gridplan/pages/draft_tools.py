"""What can be done with the draft and with the chosen grid: take back, save, lock, merge, erase."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from gridplan.errors import GridPlanError
from gridplan.maps.paint import short
from gridplan.model.draft_steps import Assign, Deed, Hold
from gridplan.pages.draft import Draft
from gridplan.pages.draft_choice import show_drafts
from gridplan.pages.draft_conflict import say_step
from gridplan.pages.draft_submission import keep_draft_as_version
from gridplan.pages.frame import Frame, plain_errors
from gridplan.planning.zoning.drawing.ground import Ground
from gridplan.planning.zoning.drawing.moving import merge
from gridplan.planning.zoning.drawing.special import erase_special
from gridplan.workspace.drafts import StoredDraft


def show_steps(frame: Frame, draft: Draft, branch_id: str, stored: Sequence[StoredDraft]) -> None:
    """
    Offer to take steps back and again, and to save.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.
    branch_id
        The branch.
    stored
        Its drafts as they lie on the server.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(frame.say("Undo"), key="undo", on_click=draft.undo, disabled=draft.done == 0)
        st.button(frame.say("Redo"), key="redo", on_click=draft.redo, disabled=draft.done == len(draft.steps))
        wanted = st.button(frame.say("Save as new version"), key="save", type="primary", disabled=not draft.drawn)
        show_drafts(frame, draft, branch_id, stored)
        last = f" · {say_step(frame, draft.steps[draft.done - 1])}" if draft.done else ""
        st.caption(f"{frame.say('Steps not yet saved as a version')}: {draft.done}{last}")
    if wanted:
        with plain_errors(frame.lang), st.spinner(frame.say("Saving")):
            keep_draft_as_version(frame, draft, branch_id)
        st.rerun()
    if "edit_refused" in st.session_state:
        st.warning(f"{frame.say('This could not be done')}: {frame.refusal(st.session_state.pop('edit_refused'))}")


def show_deeds(frame: Frame, draft: Draft, ground: Ground, grid_id: str | None, near: list[str]) -> None:
    """
    Offer what can be done with the chosen grid, and the special grids that can be erased.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.
    ground
        The branch as it is now.
    grid_id
        The chosen base grid; None before one is.
    near
        Grids that it borders on.
    """
    mine = ground.special[ground.special["branch_id"] == ground.branch_id]
    with st.container(horizontal=True, vertical_alignment="center"):
        if grid_id is not None:
            held = grid_id in ground.locked
            step = Hold(Deed.UNLOCK if held else Deed.LOCK, grid_id)
            name = frame.say("Unlock" if held else "Lock")
            st.button(f"{name} {short(grid_id)}", key="lock", on_click=draft.take, args=(step,))
            if not held and (free := [grid for grid in near if grid not in ground.locked]):
                with st.popover(f"{frame.say('Merge')} {short(grid_id)}"):
                    for into in free:
                        told = (draft, ground, grid_id, into)
                        st.button(f"→ {short(into)}", key=f"merge-{into}", on_click=_merge, args=told)
        if len(mine):
            with st.popover(f"{frame.say('Special grids of the branch')} {len(mine)}"):
                for special, name in mine["name"].items():
                    label = f"✕ {short(str(special))} {name}"
                    st.button(label, key=f"erase-{special}", on_click=_erase, args=(draft, ground, str(special)))


def _merge(draft: Draft, ground: Ground, grid_id: str, into: str) -> None:
    try:
        step: Assign = merge(ground, [grid_id], into)
    except GridPlanError as error:
        st.session_state["edit_refused"] = error
    else:
        draft.take(step)


def _erase(draft: Draft, ground: Ground, special: str) -> None:
    draft.take(erase_special(ground, special))
