"""A sign of work for whatever takes more than a second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from gridplan.workspace.jobs import Job
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


@contextmanager
def at_work(text: str) -> Iterator[None]:
    """
    Show what is being done while something turns; nothing at all where it takes half a second.

    Parameters
    ----------
    text
        What is being done, in the viewer's language.

    Yields
    ------
    nothing
        It is done inside.
    """
    with st.spinner(text):
        yield


def show_job(job: Job, text: str, second: str) -> None:
    """
    Show how far a job is and for how long it has been running, which moves also while it can't say how far it is.

    Parameters
    ----------
    job
        The job, which runs.
    text
        What it does, in the viewer's language.
    second
        A second in the viewer's language.
    """
    st.progress(job.share, f"{text} {job.share:.0%} · {job.seconds} {second}")
