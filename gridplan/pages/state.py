"""How far the open plan has come, and its next step for those who may take it."""

from __future__ import annotations

import streamlit as st

from gridplan.model.words import PlanState
from gridplan.pages.frame import Frame, plain_errors
from gridplan.workspace.versions import advance_plan, next_state

_STEPS = {
    PlanState.CHECKED: "Mark as checked",
    PlanState.APPROVED: "Approve",
    PlanState.ACTIVE: "Put in force",
}


def show_state(frame: Frame) -> None:
    """
    Show the state of the plan, and a button for its next step.

    Parameters
    ----------
    frame
        The open plan.
    """
    plan_id = frame.plan.meta.plan_id
    state, following = next_state(frame.scope, frame.workspace, plan_id)
    st.caption(f"{frame.say('State of the plan')}: **{state.label(frame.lang)}**")
    if following is None:
        return
    reason = ""
    if following is PlanState.CHECKED and (frame.plan.findings["severity"] == "E").any():
        reason = st.text_input(frame.say("Why its errors are accepted"), key="state-reason")
    if st.button(frame.say(_STEPS[following]), key="state-next"):
        with plain_errors(frame.lang):
            advance_plan(frame.scope, frame.workspace, plan_id, following, reason=reason)
        st.rerun()
