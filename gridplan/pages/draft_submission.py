"""Keep a draft as a version of the plan, and submit it for approval in the same press."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from gridplan.errors import ConflictError
from gridplan.model.words import PlanState, Severity
from gridplan.pages.draft import Draft, keep
from gridplan.pages.findings import findings_of
from gridplan.pages.frame import Frame, plain_errors
from gridplan.pages.kept import kept
from gridplan.pages.state import ask_reason, own_errors, show_state, want_reason
from gridplan.pages.version_conflict import OVERTAKEN
from gridplan.pages.versions import open_newest
from gridplan.workspace.drawing import store_draft
from gridplan.workspace.versions import advance_plan, standing


def show_submission(frame: Frame, draft: Draft, branch_id: str, findings: pd.DataFrame) -> None:
    """
    Offer to submit: the draft where something was drawn, else the version that is open.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.
    branch_id
        The branch.
    findings
        Those of what the draft leads to.
    """
    if not draft.drawn:
        show_state(frame)
        return
    own, everybody = _errors(frame, branch_id, findings)
    reason = ask_reason(frame, own, everybody)
    if not st.button(frame.say("Save and submit for approval"), key="submit-draft"):
        return
    if own and not reason:
        want_reason(frame)
    with plain_errors(frame.lang), st.spinner(frame.say("Saving")):
        version = keep_draft_as_version(frame, draft, branch_id)
        advance_plan(frame.scope, frame.workspace, version, PlanState.CHECKED, reason=reason)
    st.rerun()


def _errors(frame: Frame, branch_id: str, findings: pd.DataFrame) -> tuple[int, int]:
    """Count the errors that the viewer will answer for, and all in the county, once the draft is saved."""
    was, others = kept(frame, f"errors|{branch_id}", lambda: _stored_errors(frame, branch_id))
    here = _number(findings)
    everybody = standing(frame.scope, frame.workspace, frame.plan.meta.plan_id).errors_n - was + here
    return (everybody if frame.scope.branch_ids is None else others + here), everybody


def _stored_errors(frame: Frame, branch_id: str) -> tuple[int, int]:
    """Count the errors of a branch as it is stored, and those of the viewer's other branches."""
    stored = frame.plan.findings
    before = findings_of(frame, stored, branch_id)
    return _number(before), own_errors(frame, stored.drop(index=before.index))


def _number(findings: pd.DataFrame) -> int:
    return int((findings["severity"] == str(Severity.ERROR)).sum())


def keep_draft_as_version(frame: Frame, draft: Draft, branch_id: str) -> str:
    """
    Keep what a draft leads to as a version, which is open from then on.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.
    branch_id
        The branch.

    Returns
    -------
    version
        Id of the new version.
    """
    here = frame.plan.meta.plan_id
    try:
        version = store_draft(frame.scope, frame.workspace, here, branch_id, draft.drawn)
    except ConflictError:
        st.session_state[OVERTAKEN] = here
        st.rerun()
    # its steps wait for nobody any more; whoever goes back to the earlier version can take them again
    draft.done = 0
    if (theirs := keep(frame, draft, branch_id)) is not None:
        # what another tab has drawn since goes on waiting
        draft.adopt(theirs)
    open_newest(saved=version)
    return version
