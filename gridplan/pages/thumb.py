"""Style of the page that is used outdoors with one thumb: large targets, full contrast, large text on demand."""

from __future__ import annotations

import streamlit as st

from gridplan.pages.frame import Frame

_THUMB = """<style>
.gp-three { grid-template-columns: 1fr 1fr 1fr !important; }
.gp-three .gp-tile { padding: .35rem .5rem; border-color: #66727e; }
.gp-three em { color: var(--gp-good); font-style: normal; font-weight: 700; }
.gp-call { display: block; text-align: center; font-size: 1.5rem; font-weight: 700; padding: .8rem; border-radius: 8px;
  background: #1d5c8f; color: #fff !important; text-decoration: none; }
.stMain .stButton button, .stMain .stButtonGroup button, .stMain .stCheckbox label,
.stMain [data-testid="stExpander"] summary, .stMain [data-baseweb="select"] > div,
[data-testid="stDialog"] button { min-height: 3rem; }
.stMain .stCheckbox label { align-items: center; }
[data-testid="stDialog"] h2 { font-size: 1.25rem; }
[data-testid="stDialog"] .stButtonGroup button { font-size: 1.02rem; border-color: #66727e; padding: 0 .5rem; }
</style>"""
#: All sizes of the page follow that of its root.
_LARGE = "<style>html { font-size: 20px !important; }</style>"


def dress(frame: Frame) -> None:
    """
    Dress the page for outdoors, and offer large text; the choice goes along in the address.

    Parameters
    ----------
    frame
        The open plan.
    """
    st.html(_THUMB)
    if st.toggle(frame.say("Large text"), key="large", bind="query-params"):
        st.html(_LARGE)
