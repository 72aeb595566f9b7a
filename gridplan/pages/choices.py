"""One choice out of a few, kept while the viewer goes from page to page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def choose(name: str, label: str, options: list[str], show: Callable[[str], str], *, across: bool = False) -> str:
    """
    Let the viewer choose one of some options.

    Parameters
    ----------
    name
        Where the choice is kept.
    label
        What the choice is called.
    options
        Codes, the usual one first; never empty.
    show
        Gives the text of a code.
    across
        Whether the choice goes along to other pages.

    Returns
    -------
    chosen
        One of the options.
    """
    widget = f"{name}_choice"
    kept = st.session_state.get(name)
    if across and widget not in st.session_state and kept in options:
        st.session_state[widget] = kept
    if st.session_state.get(widget) not in options:
        st.session_state[widget] = options[0]
    chosen = str(st.selectbox(label, options, format_func=show, key=widget))
    st.session_state[name] = chosen
    return chosen
