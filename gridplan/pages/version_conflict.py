"""A branch was changed in a newer version while a draft of it was drawn here: both side by side, and how to go on."""

from __future__ import annotations

import streamlit as st

from gridplan.model.bank_time import bank_clock
from gridplan.model.draft_steps import Drawn
from gridplan.pages.draft import Draft
from gridplan.pages.draft_conflict import show_differing, show_side
from gridplan.pages.draft_elsewhere import carry_over
from gridplan.pages.frame import Frame, plain_errors
from gridplan.pages.versions import open_version
from gridplan.workspace.drafts import StoredDraft, find_draft
from gridplan.workspace.drawing import lay_ground
from gridplan.workspace.newer import Made, newer_version

#: The version whose draft could not be saved on top of a newer one, in the session.
OVERTAKEN = "draft_overtaken"


def show_version_conflict(frame: Frame, draft: Draft, branch_id: str) -> bool:
    """
    Show the newer version beside the draft, after a save that it stood in the way of; neither is lost.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The open draft.
    branch_id
        The branch.

    Returns
    -------
    shown
        Whether there is anything to be settled.
    """
    here = frame.plan.meta.plan_id
    made = newer_version(frame.scope, frame.workspace, here) if st.session_state.get(OVERTAKEN) == here else None
    stored = find_draft(frame.scope, frame.workspace, here, branch_id, name=draft.name) if made else None
    if made is None or stored is None:
        return False
    st.warning(frame.say("This branch was changed in a newer version. Nothing is lost: choose how to go on."))
    with plain_errors(frame.lang):
        there = lay_ground(frame.scope, frame.workspace, made.plan_id, branch_id, Drawn()).units["grid_id"]
    _sides(frame, draft, stored, made)
    before = frame.plan.units["grid_id"].astype(str)
    theirs = Drawn({str(unit): str(grid) for unit, grid in there.items() if before.get(unit) != grid})
    show_differing(frame, draft.drawn, theirs)
    return True


def _sides(frame: Frame, draft: Draft, stored: StoredDraft, made: Made) -> None:
    one, other = st.columns(2)
    with one:
        show_side(frame, "Yours", frame.scope.account, "", draft.steps[: draft.done])
        st.caption(frame.say("Your steps are taken again on their version, as far as they fit there"))
        mine = frame.say("Go on with mine on top of theirs")
        st.button(mine, key="overtaken-mine", on_click=_mine, args=(frame, stored, made))
    with other:
        at = f"{bank_clock(made.at)} · {frame.say('Version')} {made.plan_id}"
        show_side(frame, "Theirs", made.account, at)
        st.caption(frame.say("Yours waits on its own version"))
        st.button(frame.say("Go on with theirs"), key="overtaken-theirs", on_click=_theirs, args=(made,))
    st.button(frame.say("Back to the draft"), key="overtaken-back", on_click=_settled)


def _mine(frame: Frame, stored: StoredDraft, made: Made) -> None:
    _settled()
    carry_over(frame, stored, made.plan_id)


def _theirs(made: Made) -> None:
    _settled()
    open_version(made.plan_id)


def _settled() -> None:
    st.session_state.pop(OVERTAKEN, None)
