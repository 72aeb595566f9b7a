"""Why a branch can't be staffed within all rules, and the cheapest ways to mend it."""

from __future__ import annotations

import streamlit as st

from gridplan.access.scope import Viewer
from gridplan.maps.text import safe
from gridplan.model.conflict import StaffConflict
from gridplan.model.findings import Text
from gridplan.pages.frame import Frame, plain_errors
from gridplan.workspace.asking_why_not import ask_why_not

#: Reasons and repairs that are told; more would not be read.
MOST = 4


def show_why_not(frame: Frame, branch_id: str) -> None:
    """
    Say whether all hard rules can be met, else why not and what would help.

    Parameters
    ----------
    frame
        The open plan.
    branch_id
        The branch.
    """
    if frame.scope.viewer is not Viewer.BRANCH_HEAD:
        return
    with plain_errors(frame.lang), st.spinner(frame.say("Looking for what stands in the way")):
        conflict = _asked(frame.key, branch_id, frame)
    if conflict is None:
        st.success(frame.say("All rules of staffing can be met within the hours"))
        return
    lines = [_line(frame, text, "E") for text in conflict.reasons[:MOST]]
    mends = [_line(frame, repair.message, "I") for repair in conflict.repairs[:MOST]]
    st.html(
        f"<b>{safe(frame.say('Why not all rules can be met'))}</b>{''.join(lines)}"
        + (f"<b>{safe(frame.say('What would mend it, tried out'))}</b>{''.join(mends)}" if mends else "")
    )


@st.cache_data(show_spinner=False, max_entries=60)
def _asked(key: str, branch_id: str, _frame: Frame) -> StaffConflict | None:
    """Ask once for a scope, a plan and a branch."""
    del key
    return ask_why_not(_frame.scope, _frame.workspace, _frame.plan.meta.plan_id, branch_id)


def _line(frame: Frame, text: Text, severity: str) -> str:
    return f"<div class='gp-finding gp-{severity}'>{safe(getattr(text, frame.lang))}</div>"
