"""A line of small print: sent as HTML, which the browser has drawn before it has read Markdown."""

from __future__ import annotations

import streamlit as st

from gridplan.maps.text import safe


def small_print(text: str, *, head: str = "", strong: str = "") -> None:
    """
    Write a line.

    Parameters
    ----------
    text
        What it says; a name in it stays text.
    head
        What it begins with, as a heading.
    strong
        What it ends with, set off.
    """
    begin = f"<b>{safe(head)}</b> " if head else ""
    end = f" <b>{safe(strong)}</b>" if strong else ""
    st.html(f"<p class='gp-line'>{begin}{safe(text)}{end}</p>")
