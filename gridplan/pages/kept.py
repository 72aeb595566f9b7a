"""What pages work out from a plan, kept once for all sessions that see the very same of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from gridplan.pages.frame import Frame

Made = TypeVar("Made")
#: Results that stay in memory; what was not asked for longest goes first.
MOST = 256


def kept(frame: Frame, what: str, work: Callable[[], Made]) -> Made:
    """
    Work something out unless it was worked out before for the same plan, scope and language.

    Parameters
    ----------
    frame
        The open plan; its key keeps what one scope sees from every other.
    what
        Names the result: all that decides it beside plan, scope and language.
    work
        Works it out, from the plan of the frame and nothing that changes; what it gives is never changed afterwards.

    Returns
    -------
    made
        The result.
    """
    made: Made = _kept(f"{frame.key}|{frame.lang}", what, work)
    return made


@st.cache_resource(show_spinner=False, max_entries=MOST)
def _kept(key: str, what: str, _work: Callable[[], Any]) -> Any:  # noqa: ANN401 # whatever is kept
    del key, what
    return _work()
