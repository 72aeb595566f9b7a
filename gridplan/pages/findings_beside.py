"""Findings beside the map on which grids are drawn, each with a button that has the map show what it is about."""

from __future__ import annotations

from functools import partial

import streamlit as st

from gridplan.pages.draft_plan import Drafted
from gridplan.pages.findings_told import Told, point_pressed
from gridplan.pages.frame import Frame
from gridplan.pages.lines import lines

_KEY = "findings-beside"


def show_beside(made: Drafted) -> None:
    """
    List the findings of a draft; as long as they are worked out the screen says so, and shows none of before.

    Parameters
    ----------
    made
        What the draft leads to.
    """
    frame = made.frame
    head = st.empty()
    with st.container(height=300):
        place = st.empty()
    if not made.is_judged:
        head.markdown(f"**{frame.say('Findings')}** · …")
        place.caption(frame.say("Findings are being worked out"))
    told = made.told
    head.markdown(f"**{frame.say('Findings')}** · {told.number}")
    with place.container():
        _list(frame, told)


def _list(frame: Frame, told: Told) -> None:
    if not told.number:
        st.success(frame.say("No finding"))
        return
    lines(
        key=_KEY,
        data={"findings": told.rows, "show": frame.say("Show me")},
        on_show_change=partial(point_pressed, _KEY, told.units),
    )
    if told.number > len(told.rows):
        st.caption(f"{frame.say('More findings')}: {told.number - len(told.rows)}")
