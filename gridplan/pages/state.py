"""How far the open plan has come, and its next step for those who may take it: submit, approve or return, publish."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from gridplan.access.scope import Viewer
from gridplan.errors import FindingsError, GridPlanError
from gridplan.maps.text import safe
from gridplan.model.bank_time import bank_clock
from gridplan.model.words import PlanState, Severity
from gridplan.pages.frame import Frame
from gridplan.workspace.versions import Standing, advance_plan, standing

_STEPS = {
    PlanState.CHECKED: "Submit for approval",
    PlanState.APPROVED: "Approve",
    PlanState.ACTIVE: "Publish",
}
_FOLLOWS = {
    PlanState.CHECKED: "Somebody else approves it now, or returns it",
    PlanState.APPROVED: "It comes into force once it is published",
    PlanState.ACTIVE: "Everybody works by this version",
}
_DRAWS = Viewer.BRANCH_HEAD
#: The version whose errors have to be excused, in the session.
_ASKS = "state-asks"
#: Steps on the way, in their order.
_WAY = (PlanState.DRAFT, PlanState.CHECKED, PlanState.APPROVED, PlanState.ACTIVE)


def show_state(frame: Frame) -> None:
    """
    Show where the plan stands on its way, and buttons for its next step.

    Parameters
    ----------
    frame
        The open plan.
    """
    now = standing(frame.scope, frame.workspace, frame.plan.meta.plan_id)
    with st.container(key="plan-state"):
        _way(frame, now)
        asked = now.following is PlanState.CHECKED
        reason = ask_reason(frame, own_errors(frame, frame.plan.findings), now.errors_n) if asked else ""
        with st.container(horizontal=True):
            if now.following and _next_button(frame, now, now.following):
                _step(frame, now.following, reason)
            if now.may_return:
                _back(frame, own=now.state is PlanState.CHECKED and now.last.account == frame.scope.account)


def _next_button(frame: Frame, now: Standing, following: PlanState) -> bool:
    """Who has just returned a plan may submit it, too, but is not urged to."""
    waits = now.was_returned and now.last.account == frame.scope.account
    note = None
    if following is PlanState.CHECKED:
        note = frame.say("The version is submitted as a whole, with what other branches have saved in it")
    name = frame.say(_STEPS[following])
    return st.button(name, key="state-next", type="secondary" if waits else "primary", help=note)


def own_errors(frame: Frame, findings: pd.DataFrame) -> int:
    """
    Count the errors that the viewer answers for.

    Parameters
    ----------
    frame
        The open plan.
    findings
        Findings in view: of a branch head those about the own branches.

    Returns
    -------
    number
        Those of the own branches; of the whole county for who has no branches of his own.
    """
    if frame.scope.branch_ids is None:
        return standing(frame.scope, frame.workspace, frame.plan.meta.plan_id).errors_n
    return int((findings["severity"] == str(Severity.ERROR)).sum())


def ask_reason(frame: Frame, own_n: int, errors_n: int) -> str:
    """
    Ask why a plan is submitted whose errors stand, once somebody wants to submit it.

    Parameters
    ----------
    frame
        The open plan.
    own_n
        How many the viewer answers for; nothing is asked where none is.
    errors_n
        How many stand in the whole county; those of others are told of.

    Returns
    -------
    reason
        What was written; empty where nothing was asked.
    """
    is_head = frame.scope.branch_ids is not None
    if is_head and errors_n > own_n:
        told = "Errors of other branches are answered for by others: {0}"
        st.caption(frame.say(told).format(errors_n - own_n))
    if not own_n or st.session_state.get(_ASKS) != frame.plan.meta.plan_id:
        return ""
    st.warning(frame.say("Say first why the errors are accepted"))
    count = frame.say("{0} in your branch" if is_head else "{0} in the whole county").format(own_n)
    label = f"{frame.say('Why its errors are accepted')} ({count})"
    return st.text_input(label, key="state-reason").strip()


def want_reason(frame: Frame) -> None:
    """
    Have the reason asked for from now on, and draw the page anew.

    Parameters
    ----------
    frame
        The open plan.
    """
    st.session_state[_ASKS] = frame.plan.meta.plan_id
    st.rerun()


def _way(frame: Frame, now: Standing) -> None:
    """Write the steps with the present one marked, who took it and when; why, and what follows, where it came back."""
    way = _WAY if now.state in _WAY else (*_WAY, now.state)
    steps = " → ".join(
        f"<b aria-current='step'>{safe(state.label(frame.lang))}</b>" if state is now.state
        else safe(state.label(frame.lang)) for state in way
    )  # fmt: skip
    at = bank_clock(now.last.at)
    who = safe(f"{now.last.account} · {at}")
    told = _told(frame, now)
    below = f"<br><span>{safe(told)}</span>" if told else ""
    st.html(f"<p class='gp-way'>{safe(frame.say('State of the plan'))}: {steps} <small>{who}</small>{below}</p>")
    if now.was_returned:
        why = f"{frame.say('Returned')}: {now.last.reason or frame.say('taken back')} · {now.last.account}"
        then = frame.say("Draw what is wanted, save and submit again") if frame.scope.viewer is _DRAWS else ""
        st.warning("\n\n".join(filter(None, (why, then))))


def _told(frame: Frame, now: Standing) -> str:
    """Say why errors were accepted, and whose turn it is where no button says it."""
    reason = now.last.reason if now.state is PlanState.CHECKED else ""
    accepted = f"{frame.say('Why its errors are accepted')}: {reason}" if reason else ""
    turn = frame.say(_FOLLOWS[now.state]) if now.state in _FOLLOWS and not now.following else ""
    return " · ".join(filter(None, (accepted, turn)))


def _back(frame: Frame, *, own: bool) -> None:
    """Send a plan back with what is to be mended; the own submission is taken back without a word."""
    if own:
        if st.button(frame.say("Take the submission back"), key="state-back"):
            _step(frame, PlanState.DRAFT, "")
        return
    with st.popover(frame.say("Return")):
        reason = st.text_area(frame.say("What has to be mended"), key="state-why").strip()
        if not st.button(frame.say("Return the plan"), key="state-back"):
            return
        if reason:
            _step(frame, PlanState.DRAFT, reason)
        else:
            st.warning(frame.say("Say first what has to be mended"))


def _step(frame: Frame, state: PlanState, reason: str) -> None:
    try:
        advance_plan(frame.scope, frame.workspace, frame.plan.meta.plan_id, state, reason=reason)
    except FindingsError:
        want_reason(frame)
    except GridPlanError as error:
        st.error(f"{frame.say('This could not be done')}: {frame.refusal(error)}")
    else:
        st.rerun()
