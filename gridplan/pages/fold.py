"""What is folded away is neither worked out nor sent before somebody unfolds it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def fold(label: str, key: str, show: Callable[[], object]) -> None:
    """
    Fold a part of a page away; unfolding it runs that part alone.

    Parameters
    ----------
    label
        What is behind it.
    key
        Names it on its page.
    show
        Draws it.
    """
    _folded(label, key, show)


@st.fragment
def _folded(label: str, key: str, show: Callable[[], object]) -> None:
    behind = st.expander(label, key=key, on_change="rerun")
    if behind.open:
        with behind:
            show()
