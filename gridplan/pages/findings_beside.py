"""Findings beside the map on which grids are drawn, each with a button that has the map show what it is about."""

from __future__ import annotations

from functools import partial

import streamlit as st

from gridplan.pages.findings_told import Told, point_pressed
from gridplan.pages.frame import Frame
from gridplan.pages.lines import lines

_KEY = "findings-beside"


def show_beside(frame: Frame, findings: Told) -> None:
    """
    List the findings.

    Parameters
    ----------
    frame
        The open plan.
    findings
        What `tell` made ready.
    """
    if not findings.number:
        st.success(frame.say("No finding"))
        return
    lines(
        key=_KEY,
        data={"findings": findings.rows, "show": frame.say("Show me")},
        on_show_change=partial(point_pressed, _KEY, findings.units),
    )
    if findings.number > len(findings.rows):
        st.caption(f"{frame.say('More findings')}: {findings.number - len(findings.rows)}")
