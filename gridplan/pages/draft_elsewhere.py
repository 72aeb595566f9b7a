"""Drafts of a branch that wait on another version than the open one, and a newer version: none is out of sight."""

from __future__ import annotations

import streamlit as st

from gridplan.errors import GridPlanError
from gridplan.maps.text import safe
from gridplan.model.bank_time import bank_clock
from gridplan.pages.draft import Draft
from gridplan.pages.draft_conflict import say_step
from gridplan.pages.frame import Frame
from gridplan.pages.versions import open_version, stay_on
from gridplan.workspace.carrying import Carried, carry_draft
from gridplan.workspace.drafts import StoredDraft, keep_draft, waiting_drafts
from gridplan.workspace.newer import newer_version

#: What became of a draft that was carried over, in the session.
_CARRIED = "draft_carried"


def show_elsewhere(frame: Frame, draft: Draft, branch_id: str) -> None:
    """
    Tell of a newer version, and of drafts that wait on other versions; each can be carried over or gone on with there.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The open draft.
    branch_id
        The branch.
    """
    if draft.done:
        stay_on(frame.plan.meta.plan_id, frame.lang)
    waiting = waiting_drafts(frame.scope, frame.workspace, branch_id)
    here = frame.plan.meta.plan_id
    _carried(frame)
    _newer(frame, next((one for one in waiting if (one.plan_id, one.name) == (here, draft.name)), None))
    for one in waiting:
        if one.plan_id != here:
            _waiting(frame, one)


def say_waiting(frame: Frame, draft: StoredDraft) -> str:
    """
    Say in a line which draft waits and where.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.

    Returns
    -------
    text
        Steps, version, when it was saved and by whom; to be made safe where it is shown.
    """
    name = f" · {draft.name}" if draft.name else ""
    at = bank_clock(draft.at)
    where = f"{frame.say('Version')} {draft.plan_id}"
    return f"{frame.say('Steps')} {draft.done}{name} · {where} · {frame.say('saved')} {at} · {draft.account}"


def carry_over(frame: Frame, draft: StoredDraft, plan_id: str) -> None:
    """
    Carry a draft over to another version and open that; called as a button does, before the page is drawn.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft as it was seen.
    plan_id
        The other version.
    """
    try:
        name, carried = carry_draft(frame.scope, frame.workspace, draft, plan_id)
    except GridPlanError as error:
        st.session_state["edit_refused"] = error
        return
    st.session_state[_CARRIED] = carried
    if carried.steps:
        # both are read anew from the server
        for place in ((plan_id, name), (draft.plan_id, draft.name)):
            st.session_state.get("drafts", {}).pop(f"{place[0]}|{draft.branch_id}|{place[1]}", None)
        st.session_state["draft_made"] = name
        open_version(plan_id)


def _newer(frame: Frame, draft: StoredDraft | None) -> None:
    made = newer_version(frame.scope, frame.workspace, frame.plan.meta.plan_id)
    if made is None:
        return
    with st.container(border=True, key="newer-version"):
        at = bank_clock(made.at)
        told = f"{made.plan_id} · {made.account} · {at}"
        what = frame.say("What is drawn here is saved on top of it, unless this branch was changed there, too")
        st.html(f"<p><b>{safe(frame.say('There is a newer version'))}</b>: {safe(told)}<br>{safe(what)}</p>")
        if draft is None:
            st.button(frame.say("Open it"), key="open-newer", on_click=open_version, args=(made.plan_id,))
        else:
            told_to = (frame, draft, made.plan_id)
            st.button(frame.say("Carry this draft over to it"), key="carry-newer", on_click=carry_over, args=told_to)


def _waiting(frame: Frame, draft: StoredDraft) -> None:
    key, here = f"{draft.plan_id}-{draft.name}", frame.plan.meta.plan_id
    with st.container(border=True, key=f"waiting-{key}"):
        text = frame.say("A draft of this branch waits on another version; nothing of it is lost")
        st.html(f"<p><b>{safe(text)}</b><br>{safe(say_waiting(frame, draft))}</p>")
        with st.container(horizontal=True):
            # versions are named by their time
            if draft.plan_id < here:
                carry = frame.say("Carry it over to this version")
                st.button(carry, key=f"carry-{key}", type="primary", on_click=carry_over, args=(frame, draft, here))
            st.button(frame.say("Open it where it waits"), key=f"open-{key}", on_click=_open, args=(draft,))
            st.button(frame.say("Lay it aside"), key=f"aside-{key}", on_click=_lay_aside, args=(frame, draft))


def _open(draft: StoredDraft) -> None:
    st.session_state["draft_made"] = draft.name
    open_version(draft.plan_id)


def _lay_aside(frame: Frame, draft: StoredDraft) -> None:
    """Count its steps as taken back: on its version they can be taken again."""
    place = (frame.scope, frame.workspace, draft.plan_id, draft.branch_id)
    try:
        keep_draft(*place, steps=draft.steps, done=0, expected_version=draft.version, name=draft.name)
    except GridPlanError as error:
        st.session_state["edit_refused"] = error


def _carried(frame: Frame) -> None:
    """Tell once how much of a draft was carried over; what did not fit is named until somebody has read it."""
    carried: Carried | None = st.session_state.get(_CARRIED)
    if carried is None:
        return
    if not carried.left:
        del st.session_state[_CARRIED]
        text = frame.say("Carried over") if carried.steps else frame.say("All of it is so already in this version")
        st.toast(f"{text}: {len(carried.steps)} {frame.say('steps')}" if carried.steps else text)
        return
    told = f"{frame.say('Carried over')}: {len(carried.steps)} · {frame.say('Does not fit here')}: {len(carried.left)}"
    lines = "".join(f"<li>{safe(say_step(frame, step))}</li>" for step in carried.left)
    with st.container(border=True, key="carried-over"):
        st.warning(told)
        st.html(f"<ul>{lines}</ul><p>{safe(frame.say('Where it was drawn, each can be taken again'))}</p>")
        st.button(frame.say("I have read it"), key="carried-read", on_click=st.session_state.pop, args=(_CARRIED, None))
