"""Call a household: the number is shown for a reason, and that it was seen is written down."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from gridplan.errors import GridPlanError
from gridplan.maps.text import safe
from gridplan.pages.frame import Frame
from gridplan.workspace.households import reveal

REASONS = ("Arrange a visit", "Follow up a visit", "Remind of a signature")
#: The reason that was given in the dialog, in the session.
_GIVEN = "call-reason"


def offer_call(frame: Frame, household_id: str) -> None:
    """
    Show a button that leads to the number.

    Parameters
    ----------
    frame
        The plan in view.
    household_id
        A household that agreed to be called.
    """
    if st.button(frame.say("Call"), key=f"call-{household_id}", width="stretch"):
        st.session_state.pop(_GIVEN, None)
        st.dialog(f"{frame.say('Call')} · {household_id}")(_why)(frame, household_id)


def _why(frame: Frame, household_id: str) -> None:
    """Ask for the reason first; the number comes in its place, so that nobody gives two."""
    given = st.session_state.get(_GIVEN)
    if given:
        st.caption(frame.say(given))
        _number(frame, household_id, given)
        return
    st.caption(frame.say("Why do you call? That you saw the number is written down."))
    for reason in REASONS:
        key = f"why-{household_id}-{reason}"
        st.button(frame.say(reason), key=key, width="stretch", on_click=_give, args=(reason,))


def _give(reason: str) -> None:
    st.session_state[_GIVEN] = reason


def _number(frame: Frame, household_id: str, reason: str) -> None:
    try:
        phone = reveal(frame.scope, frame.workspace, household_id, "phone", reason, now=datetime.now(UTC))
    except GridPlanError as error:
        st.error(frame.refusal(error))
        return
    if phone:
        st.html(f"<a class='gp-call' href='tel:{safe(phone)}'>{safe(frame.say('Call'))} {safe(phone)}</a>")
