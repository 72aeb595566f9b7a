"""The links of the menu: Streamlit's own take a browser as long as half a map does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from urllib.parse import urlencode

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_KEY, _WANTED = "menu", "page_that_is_wanted"
#: What a link takes along that is opened beside this page.
_ALONG = ("lang", "role")


def page_wanted() -> str:
    """
    Tell which page was clicked, once.

    Returns
    -------
    name
        Its name; empty for none.
    """
    return str(st.session_state.pop(_WANTED, ""))


def show_links(titles: Mapping[str, str], current: str, label: str) -> None:
    """
    Show the pages as links.

    Parameters
    ----------
    titles
        Title of each page by its name.
    current
        Name of the page that runs.
    label
        What the row of links is called.
    """
    along = {name: st.query_params[name] for name in _ALONG if name in st.query_params}
    query = f"?{urlencode(along)}" if along else ""
    pages = [{"name": name, "title": title, "address": f"{name}{query}"} for name, title in titles.items()]

    def take() -> None:
        told = (st.session_state.get(_KEY) or {}).get("page")
        if isinstance(told, str) and told in titles:
            st.session_state[_WANTED] = told

    _component()(key=_KEY, data={"pages": pages, "current": current, "label": label}, on_page_change=take)


@cache
def _component() -> ComponentRenderer:
    """Know the browser's side once Streamlit runs; modules are read in before."""
    return st.components.v2.component("gridplan.menu", js="menu.js", css="menu.css")
