"""Which of a branch's drafts is open, a new one from the steps so far, and how a draft differs from plan or draft."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from gridplan.errors import GridPlanError
from gridplan.model.draft_steps import Drawn, read_step, sum_up
from gridplan.pages.choices import choose, forget_choice
from gridplan.pages.compared import show_level
from gridplan.pages.draft import Draft
from gridplan.pages.draft_names import LONGEST, show_renaming
from gridplan.pages.frame import Frame, plain_errors
from gridplan.workspace.drafts import StoredDraft, keep_draft, list_drafts
from gridplan.workspace.drawing import compare_drafts

#: Which draft is open, in the session.
_CHOICE = "draft-name"


def open_name(stored: Sequence[StoredDraft]) -> str:
    """
    Tell which draft of a branch is open.

    Parameters
    ----------
    stored
        The drafts of the branch as they lie on the server.

    Returns
    -------
    name
        Its name; "" is the first draft.
    """
    if "draft_made" in st.session_state:
        forget_choice(_CHOICE)
        st.session_state[_CHOICE] = st.session_state.pop("draft_made")
    name = str(st.session_state.get(_CHOICE, ""))
    return name if name in {draft.name for draft in stored} else ""


def show_drafts(frame: Frame, draft: Draft, branch_id: str, stored: Sequence[StoredDraft]) -> None:
    """
    Offer the drafts of a branch, and a new one that begins with the steps so far.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The open draft.
    branch_id
        The branch.
    stored
        Its drafts as they lie on the server.
    """
    others = sorted({one.name for one in stored} - {draft.name})
    with st.popover(f"{frame.say('Draft')}: {draft.name or frame.say('Main draft')}"):
        if others:
            names = [draft.name, *others]
            choose(_CHOICE, frame.say("Drafts of the branch"), names, lambda name: name or frame.say("Main draft"))
        show_renaming(frame, draft, branch_id)
        name = st.text_input(frame.say("Name of a new draft"), max_chars=LONGEST, key="draft-new").strip()
        told = (frame, draft, branch_id, name)
        st.button(frame.say("Go on in a new draft"), key="draft-add", disabled=not name, on_click=_add, args=told)


def show_comparison(frame: Frame, draft: Draft, branch_id: str) -> None:
    """
    Show what the open draft changes, against the plan or against another draft.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The open draft.
    branch_id
        The branch.
    """
    if not st.toggle(frame.say("Compare the draft"), key="compare-draft"):
        return
    drafts = {one.name: one for one in list_drafts(frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id)}
    names = ["*", *sorted(set(drafts) - {draft.name})]
    words = {"*": frame.say("the stored plan"), "": frame.say("Main draft")}
    other = choose("draft-before", frame.say("Compare with"), names, lambda name: words.get(name, name))
    before = Drawn()
    if other in drafts:
        before = sum_up(map(read_step, drafts[other].steps[: drafts[other].done]))
    with plain_errors(frame.lang):
        place = (frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id)
        told = compare_drafts(*place, before, draft.drawn)
    for tab, level in zip(st.tabs([frame.say("Grids"), frame.say("Units"), frame.say("Officers")]),
                          ("grid", "unit", "officer"), strict=True):  # fmt: skip
        with tab:
            show_level(frame, told, level, branch_id)


def _add(frame: Frame, draft: Draft, branch_id: str, name: str) -> None:
    steps, done = draft.said
    place = (frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id)
    try:
        keep_draft(*place, steps=steps, done=done, expected_version=0, name=name)
    except GridPlanError as error:
        st.session_state["edit_refused"] = error
    else:
        st.session_state["draft_made"] = name
