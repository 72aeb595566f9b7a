"""Record a visit with one thumb: outcome, perhaps the stage reached and the next day, one tap to save."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import streamlit as st

from gridplan.errors import GridPlanError
from gridplan.model.bank_time import bank_day
from gridplan.model.visits import reportable
from gridplan.model.words import Outcome
from gridplan.pages.frame import Frame
from gridplan.pages.starting import start_from_last_visit
from gridplan.workspace.visits import record_visits

OUTCOMES = (Outcome.MET, Outcome.NOT_HOME, Outcome.REFUSED, Outcome.MOVED)
#: Days until the next visit that one tap agrees on.
NEXT_DAYS = {3: "In 3 days", 7: "In a week", 30: "In a month", 90: "In 3 months"}
#: The form stands in the address: a lost connection or a reload opens it again as it was.
_HOUSEHOLD, _FORM, _OPENED = "visit", "form", "opened"
_CHOICES = ("outcome", "reached", "again")


@dataclass(frozen=True)
class OpenForm:
    """
    A form that was opened; its id is that of the visit, so that it is recorded once however often it is sent.

    Attributes
    ----------
    household_id
        The household.
    visit_id
        UUID of the visit.
    opened
        When it was opened, which counts as the time of the visit.
    """

    household_id: str
    visit_id: str
    opened: datetime


def open_form(household_id: str) -> None:
    """
    Open the form of a visit.

    Parameters
    ----------
    household_id
        The household.
    """
    close_form()
    opened = int(datetime.now(UTC).timestamp())
    st.query_params.update({_HOUSEHOLD: household_id, _FORM: str(uuid.uuid4()), _OPENED: str(opened)})


def close_form() -> None:
    """Forget the form that is open."""
    for name in (_HOUSEHOLD, _FORM, _OPENED, *_CHOICES):
        st.query_params.pop(name, None)


def form_in_address() -> OpenForm | None:
    """
    Read which form is open.

    Returns
    -------
    form
        The form; None where none is, and where the address was mutilated.
    """
    told = st.query_params
    try:
        opened = datetime.fromtimestamp(int(told[_OPENED]), UTC)
        return OpenForm(told[_HOUSEHOLD], str(uuid.UUID(told[_FORM])), opened)
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def show_form(frame: Frame) -> None:
    """
    Show the form that is open, if there is one.

    Parameters
    ----------
    frame
        The plan in view, with its visits.
    """
    form = form_in_address()
    if form is None or form.household_id not in frame.plan.households.index:
        return
    title = f"{frame.say('Record visit')} · {form.household_id}"
    st.dialog(title, on_dismiss=close_form)(_form)(frame, form)


def _form(frame: Frame, form: OpenForm) -> None:
    if form_in_address() != form:
        st.rerun()
    household = frame.plan.households.loc[form.household_id]
    outcomes = {str(outcome): outcome.label(frame.lang) for outcome in OUTCOMES}
    outcome = _pick(frame, form, "outcome", "What came of it", outcomes)
    stage = _stage(frame, form, household.to_dict()) if outcome == Outcome.MET else ""
    day = _next_day(frame, form) if outcome and outcome != Outcome.MOVED else ""
    told = {"outcome": outcome, "stage": stage, "next_day": day, "grid_id": str(household["grid_id"])}
    st.button(
        frame.say("Save"),
        key="save-visit",
        type="primary",
        width="stretch",
        disabled=not outcome,
        on_click=_save,
        args=(frame, form, told),
    )
    if error := st.session_state.pop("visit_error", None):
        st.error(f"{frame.say('Not recorded')}: {frame.refusal(error)}")


def _stage(frame: Frame, form: OpenForm, household: Mapping[str, object]) -> str:
    stages = {str(stage): stage.label(frame.lang) for stage in reportable(household)}
    return _pick(frame, form, "reached", "Stage reached today, if any", stages) if stages else ""


def _next_day(frame: Frame, form: OpenForm) -> str:
    today = bank_day(form.opened)
    days = {(today + timedelta(days=n)).isoformat(): frame.say(name) for n, name in NEXT_DAYS.items()}
    named = {day: f"{name} · {day[5:]}" for day, name in days.items()}
    return _pick(frame, form, "again", "Next visit; else as the care class says", named)


def _pick(frame: Frame, form: OpenForm, name: str, label: str, options: Mapping[str, str]) -> str:
    """Offer options as large buttons; what is chosen stands in the address at once."""
    key = f"{name}-{form.visit_id}-{frame.lang}"
    if key not in st.session_state and st.query_params.get(name) in options:
        st.session_state[key] = st.query_params[name]
    chosen = st.pills(
        frame.say(label), list(options), format_func=lambda code: options[str(code)], key=key, width="stretch"
    )
    if chosen:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)
    return chosen or ""


def _save(frame: Frame, form: OpenForm, told: Mapping[str, str]) -> None:
    visit = {"uuid": form.visit_id, "household_id": form.household_id, "device_at": form.opened.isoformat()}
    try:
        sent = [{**visit, **told, "device": "page"}]
        answers = record_visits(frame.scope, frame.workspace, sent, now=datetime.now(UTC))
    except GridPlanError as error:
        st.session_state["visit_error"] = error
        return
    st.session_state["visit_answer"] = (answers[form.visit_id], form.household_id)
    start_from_last_visit()
    close_form()
