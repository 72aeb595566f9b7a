"""Solve the rest around locked grids: begin, see how far it is, call it off, take what came of it."""

from __future__ import annotations

import streamlit as st

from gridplan.errors import GridPlanError
from gridplan.model.draft_steps import Assign, Deed
from gridplan.pages.draft import Draft
from gridplan.pages.frame import Frame
from gridplan.pages.progress import show_job
from gridplan.planning.zoning.drawing.ground import Ground
from gridplan.workspace.jobs import Job, JobState
from gridplan.workspace.solving_rest import begin_rest, drop_rest, find_rest

#: Seconds between two looks at a search.
_LOOK_S = 1.0


def show_solving(frame: Frame, draft: Draft, ground: Ground) -> None:
    """
    Offer to solve the rest around the locked grids, or show how far that is.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.
    ground
        The branch as it is now.
    """
    job = find_rest(frame.scope, frame.workspace, frame.plan.meta.plan_id, ground.branch_id)
    if job is None:
        locked_n = len(ground.locked & set(ground.grids))
        rest = f"{frame.say('Solve the rest')} · {frame.say('locked')} {locked_n}"
        label = rest if locked_n else frame.say("Plan the branch anew")
        st.button(label, key="solve", on_click=_begin, args=(frame, draft, ground.branch_id))
    elif job.state is JobState.RUNNING:
        _watch(frame, ground.branch_id)
    else:
        _ended(frame, draft, ground, job)


@st.fragment(run_every=_LOOK_S)
def _watch(frame: Frame, branch_id: str) -> None:
    """Look at the search again and again; the rest of the page stands still and stays usable."""
    job = find_rest(frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id)
    if job is None or job.state is not JobState.RUNNING:
        st.rerun()
    show_job(job, frame.say("Solving the rest around the locked grids"), frame.say("s"))
    st.button(frame.say("Call off"), key="solve-off", on_click=_drop, args=(frame, branch_id))


def _ended(frame: Frame, draft: Draft, ground: Ground, job: Job) -> None:
    """Take what came of the search where the draft is as it was when that began; else ask."""
    if job.state is JobState.FAILED:
        st.warning(f"{frame.say('This could not be done')}: {job.error[frame.lang]}")
        st.button(frame.say("Close"), key="solve-close", on_click=_drop, args=(frame, ground.branch_id))
    elif job.about == draft.drawn:
        _take(frame, draft, ground, job)
        st.rerun()
    else:
        st.info(frame.say("The search has ended, but the draft has changed since it began"))
        told = (frame, draft, ground, job)
        with st.container(horizontal=True):
            st.button(frame.say("Take its grids all the same"), key="solve-take", on_click=_take, args=told)
            st.button(frame.say("Leave them"), key="solve-leave", on_click=_drop, args=(frame, ground.branch_id))


def _begin(frame: Frame, draft: Draft, branch_id: str) -> None:
    try:
        begin_rest(frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id, draft.drawn)
    except GridPlanError as error:
        st.session_state["edit_refused"] = error


def _take(frame: Frame, draft: Draft, ground: Ground, job: Job) -> None:
    """Take the grids of the search, but for units that have been locked since."""
    free = set(ground.free.index)
    kept = {u: grid for u, grid in job.result.grid_of.items() if u in free and grid not in ground.locked}
    if kept:
        draft.take(Assign(Deed.SOLVE, kept))
    _drop(frame, ground.branch_id)


def _drop(frame: Frame, branch_id: str) -> None:
    drop_rest(frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id)
