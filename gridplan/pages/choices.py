"""One choice out of a few, kept while the viewer goes from page to page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from gridplan.pages.choice_row import Choice, show_choice

#: Where the menu notes which page runs.
PAGE = "page_that_runs"
#: Choices that are written into the address together.
_WAITING = "address_that_waits"


def choose(
    name: str,
    label: str,
    options: list[str],
    show: Callable[[str], str],
    *,
    across: bool = False,
    link: str = "",
    quiet: bool = False,
    note: str = "",
    place: int | None = None,
) -> str:
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
    link
        Name under which the choice stands in the address, so that a link opens the same view; by default it doesn't.
    quiet
        Whether the usual option stands in no address.
    note
        Help on the choice.
    place
        Where it stands in a row of choices, from 0; by default the first place that is free.

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
    if link:
        _follow(name, widget, link, options)
    if st.session_state.get(widget) not in options:
        st.session_state[widget] = options[0]
    chosen = str(st.session_state[widget])
    texts = [[code, show(code)] for code in options]
    show_choice(Choice(widget, label, texts, chosen, note), place)
    st.session_state[name], st.session_state[called] = chosen, label
    if link:
        keep_in_address(name, link, "" if quiet and chosen == options[0] else chosen)
    return chosen


def keep_in_address(name: str, link: str, value: str) -> None:
    """
    Write a choice into the address.

    Parameters
    ----------
    name
        Where the choice is kept.
    link
        Its name in the address.
    value
        The choice; an empty one is taken out.
    """
    st.session_state[f"{name}_linked"] = value
    if _WAITING in st.session_state:
        st.session_state[_WAITING][link] = value
    elif value and st.query_params.get(link) != value:
        st.query_params[link] = value
    elif not value and link in st.query_params:
        del st.query_params[link]


@contextmanager
def one_address() -> Iterator[None]:
    """
    Write what is chosen inside into the address at once: each writing is a message, and has the browser draw anew.

    Yields
    ------
    nothing
        Choices are drawn inside.
    """
    st.session_state[_WAITING] = {}
    try:
        yield
    finally:
        chosen: dict[str, str] = st.session_state.pop(_WAITING)
        was = st.query_params.to_dict()
        now = {link: value for link, value in {**was, **chosen}.items() if value}
        if now != was:
            st.query_params.from_dict(now)


def hold(name: str, link: str) -> str:
    """
    Keep what is chosen by buttons, in the session and in the address.

    Parameters
    ----------
    name
        Where it is kept; a button writes it there.
    link
        Its name in the address.

    Returns
    -------
    value
        What was chosen; empty for nothing.
    """
    asked = st.query_params.get(link, "")
    if name not in st.session_state or (asked and asked != st.session_state.get(f"{name}_linked")):
        st.session_state[name] = asked
    value = str(st.session_state[name])
    keep_in_address(name, link, value)
    return value


def change_choice(name: str, value: str) -> None:
    """
    Choose in the viewer's stead, as a button does that leads deeper; called before the choice is drawn.

    Parameters
    ----------
    name
        Where the choice is kept.
    value
        One of its options.
    """
    label = st.session_state.get(f"{name}_label")
    if label is not None:
        st.session_state[_widget(name, str(label))] = value


def _follow(name: str, widget: str, link: str, options: list[str]) -> None:
    """Take what stands in the address when it comes anew: what the viewer has chosen since stands there, too."""
    asked = st.query_params.get(link, "")
    fresh = widget not in st.session_state or asked != st.session_state.get(f"{name}_linked")
    if asked and asked in options and fresh:
        st.session_state[widget] = asked


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
    """Name the widget; one of another page is another one, which must not take its last state for a choice here."""
    return f"{name}_choice|{label}|{st.session_state.get(PAGE, '')}"


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
