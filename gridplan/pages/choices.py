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
    # a widget keeps the text of its choice, so another language is another widget; the choice goes along
    widget, called = _widget(name, label), f"{name}_label"
    kept, translated = st.session_state.get(name), st.session_state.get(called, label) != label
    if (across or translated) and widget not in st.session_state and kept in options:
        st.session_state[widget] = kept
    if st.session_state.get(widget) not in options:
        st.session_state[widget] = options[0]
    chosen = str(st.selectbox(label, options, format_func=show, key=widget))
    st.session_state[name], st.session_state[called] = chosen, label
    return chosen


def preset(name: str, label: str, value: str) -> None:
    """
    Begin a choice with a given option, such as one that stands in the address; later on the viewer chooses.

    Parameters
    ----------
    name
        Where the choice is kept.
    label
        What the choice is called.
    value
        The option; what is none of the options is passed over.
    """
    if value and name not in st.session_state:
        st.session_state.setdefault(_widget(name, label), value)


def _widget(name: str, label: str) -> str:
    return f"{name}_choice|{label}"


def forget_choice(name: str) -> None:
    """
    Let a choice begin anew with the usual option.

    Parameters
    ----------
    name
        Where the choice is kept.
    """
    for key in [key for key in st.session_state if str(key).startswith((f"{name}_choice|", f"{name}_label"))]:
        del st.session_state[key]
    st.session_state.pop(name, None)
