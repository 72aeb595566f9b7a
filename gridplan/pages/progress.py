"""A bar for whatever takes more than a second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from gridplan.workspace.opening import Progress


@contextmanager
def progress_bar(text: str) -> Iterator[Progress]:
    """
    Show how far something has come; gone afterwards, whatever came of it.

    Parameters
    ----------
    text
        What is being done, in the viewer's language.

    Yields
    ------
    progress
        To be called with a stage and the share done, 0 to 1.
    """
    bar = st.progress(0.0, text)

    def shown(_: str, done: float) -> None:
        bar.progress(min(max(done, 0.0), 1.0), text)

    try:
        yield shown
    finally:
        bar.empty()
