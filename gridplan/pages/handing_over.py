"""Have a file made and hand it over: at once, or after a while, with the share done and a way to call it off."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import streamlit as st

from gridplan.errors import LockedError
from gridplan.pages.frame import Frame, plain_errors
from gridplan.pages.progress import show_job
from gridplan.workspace.jobs import JobState
from gridplan.workspace.making_files import LONG, begin_file, drop_file, find_file
from gridplan.workspace.ordered_file import OrderedFile

#: Kept by the session that asked and by no cache, so that everybody who takes a file away stands in the audit.
MADE, _UNDER_WAY = "export", "export_under_way"
#: Seconds between two looks at a file that is being made.
_LOOK_S = 1.0


@dataclass(frozen=True)
class Wanted:
    """
    A file that can be had.

    Attributes
    ----------
    form
        Its form.
    file
        Its name.
    title
        What it is, in the viewer's language.
    media
        Media type.
    """

    form: str
    file: str
    title: str
    media: str


def hand_over(frame: Frame, wanted: Wanted, asked: Hashable, order: Callable[[], OrderedFile]) -> None:
    """
    Offer to make a file, show how far it is, or hand it over.

    Parameters
    ----------
    frame
        The open plan.
    wanted
        What it is called.
    asked
        All that was chosen; a file that was made for other choices is not this one.
    order
        Asks for it, which the audit notes.
    """
    made, content = st.session_state.get(MADE, (None, b""))
    begun, name = st.session_state.get(_UNDER_WAY, (None, ""))
    if made == asked:
        text = f"{frame.say('Download')}: {wanted.title}"
        st.download_button(text, content, wanted.file, wanted.media, key=f"take-{wanted.form}", width="stretch")
    elif begun == asked:
        _watch(frame, name)
    elif st.button(f"{frame.say('Prepare')}: {wanted.title}", key=f"make-{wanted.form}", width="stretch"):
        _drop(frame, name)
        _make(frame, asked, order())
        st.rerun()


def _make(frame: Frame, asked: Hashable, order: OrderedFile) -> None:
    """Make it elsewhere if it takes long, unless others are having theirs made there."""
    if order.form in LONG:
        try:
            st.session_state[_UNDER_WAY] = (asked, begin_file(frame.scope, frame.workspace, order))
        except LockedError:
            pass
        else:
            return
    with st.spinner(frame.say("Writing the file")), plain_errors(frame.lang):
        st.session_state[MADE] = (asked, order.content())


@st.fragment(run_every=_LOOK_S)
def _watch(frame: Frame, name: str) -> None:
    """Look again and again; the rest of the page stands still and stays usable."""
    job = find_file(frame.scope, frame.workspace, name)
    if job is not None and job.state is JobState.RUNNING:
        show_job(job, frame.say("Writing the file"), frame.say("s"))
        st.button(frame.say("Call off"), key="make-off", on_click=_drop, args=(frame, name))
    elif job is not None and job.state is JobState.FAILED:
        st.warning(f"{frame.say('This could not be done')}: {job.error[frame.lang]}")
        st.button(frame.say("Close"), key="make-close", on_click=_drop, args=(frame, name))
    else:
        _fetch(frame, name, job.result if job else None)


def _fetch(frame: Frame, name: str, content: bytes | None) -> None:
    asked, _ = st.session_state.get(_UNDER_WAY, (None, ""))
    _drop(frame, name)
    if content is not None:
        st.session_state[MADE] = (asked, content)
    st.rerun()


def _drop(frame: Frame, name: str) -> None:
    if name:
        drop_file(frame.scope, frame.workspace, name)
    st.session_state.pop(_UNDER_WAY, None)
