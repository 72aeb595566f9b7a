"""How far the open plan has come, and its next step for those who may take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import GridPlanError
from gridplan.locale import gettext
from gridplan.model.words import PlanState
from gridplan.pages.choices import choose
from gridplan.workspace.opening import Workspace
from gridplan.workspace.versions import advance_plan, next_state
from gridplan.workspace.viewing import plan_versions

if TYPE_CHECKING:
    from gridplan.pages.frame import Frame

_STEPS = {
    PlanState.CHECKED: "Mark as checked",
    PlanState.APPROVED: "Approve",
    PlanState.ACTIVE: "Put in force",
}


def choose_version(scope: Scope, workspace: Workspace, plan_id: str, lang: str, *, newest: bool) -> str:
    """
    Let those who draw and approve choose among the versions; everybody else works by the current one.

    Parameters
    ----------
    scope
        Who is looking.
    workspace
        The county.
    plan_id
        The current version.
    lang
        `zh` or `en`.
    newest
        Whether the newest version is the first choice, as where grids are drawn.

    Returns
    -------
    plan_id
        The version to show.
    """
    if scope.viewer not in {Viewer.BRANCH_HEAD, Viewer.REGIONAL_MANAGER}:
        return plan_id
    versions = plan_versions(scope, workspace)
    states = versions[versions["state"] != str(PlanState.RETIRED)].set_index("plan_id")["state"]
    if len(states) < 2:  # noqa: PLR2004 # there is nothing to choose
        return plan_id
    first = str(states.index[0]) if newest else plan_id
    order = [first, *(str(name) for name in states.index if name != first)]
    with st.sidebar:
        return choose(
            f"version-{newest}",
            gettext("Version of the plan", lang),
            order,
            lambda name: f"{name} · {PlanState(states[name]).label(lang)}",
        )


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
        try:
            advance_plan(frame.scope, frame.workspace, plan_id, following, reason=reason)
        except GridPlanError as error:
            st.error(str(error))
        else:
            st.rerun()
