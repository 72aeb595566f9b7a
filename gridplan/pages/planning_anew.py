"""Plan the county in a process of its own: begin, see how far it is, call it off, go to what came of it."""

from __future__ import annotations

import streamlit as st

from gridplan.errors import GridPlanError
from gridplan.locale import refusal
from gridplan.pages import PAGES, Page
from gridplan.pages.desk import Desk
from gridplan.pages.frame import Frame
from gridplan.pages.progress import show_job
from gridplan.pages.versions import open_newest
from gridplan.workspace.first_plan import READING, begin_planning, drop_planning, find_planning
from gridplan.workspace.jobs import Job, JobState

#: Seconds between two looks.
_LOOK_S = 1.0
_REFUSED = "planning-refused"


def show_planning(place: Desk | Frame, label: str, *, leads_to: str) -> None:
    """
    Offer to plan the county, or show how far that is.

    Parameters
    ----------
    place
        The county and who works on it.
    label
        What stands on the button, in English.
    leads_to
        Name of the page that shows the new version.
    """
    job = find_planning(place.scope, place.workspace)
    if job is None:
        st.button(place.say(label), type="primary", key="plan-anew", on_click=_begin, args=(place,))
        if refused := st.session_state.pop(_REFUSED, ""):
            st.warning(f"{place.say('This could not be done')}: {refused}")
    elif job.state is JobState.RUNNING:
        _watch(place)
    else:
        _ended(place, job, leads_to)


@st.fragment(run_every=_LOOK_S)
def _watch(place: Desk | Frame) -> None:
    """Look again and again; the rest of the page stands still and stays usable."""
    job = find_planning(place.scope, place.workspace)
    if job is None or job.state is not JobState.RUNNING:
        st.rerun()
    text = "Reading the tables" if job.share < READING else "Planning the county"
    show_job(job, place.say(text), place.say("s"))
    st.button(place.say("Call off"), key="plan-off", on_click=_drop, args=(place,))


def _ended(place: Desk | Frame, job: Job, leads_to: str) -> None:
    if job.state is JobState.DONE:
        st.success(f"{place.say('There is a plan now')}: {job.result}")
        page = next(page for page in PAGES if page.name == leads_to)
        if st.button(f"{place.say(page.title)} →", key="plan-see"):
            _see(place, page)
    else:
        st.warning(f"{place.say('This could not be done')}: {job.error[place.lang]}")
    st.button(place.say("Close"), key="plan-close", on_click=_drop, args=(place,))


def _see(place: Desk | Frame, page: Page) -> None:
    """Go to the new version: where grids are drawn and plans compared, the newest stands first."""
    open_newest()
    _drop(place)
    st.switch_page(page.path)


def _begin(place: Desk | Frame) -> None:
    try:
        begin_planning(place.scope, place.workspace)
    except GridPlanError as error:
        st.session_state[_REFUSED] = refusal(error, place.lang)


def _drop(place: Desk | Frame) -> None:
    drop_planning(place.scope, place.workspace)
