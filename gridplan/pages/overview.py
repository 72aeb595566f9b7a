"""Overview: what needs me today; each line leads to the view that shows it."""

from __future__ import annotations

import streamlit as st

from gridplan.pages.frame import open_frame
from gridplan.pages.today import TODAY


def main() -> None:
    """Draw the page."""
    frame = open_frame("overview")
    show = TODAY.get(frame.scope.viewer)
    if show is None:
        st.info(frame.say("There is no page for your role yet"))
        return
    show(frame)


main()
