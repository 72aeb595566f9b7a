"""What the officer has done today: how far it brought the rates, and a way back from a mistake."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from gridplan.maps.text import safe
from gridplan.model.bank_time import BANK_TIME, bank_day
from gridplan.model.visits import own_rates
from gridplan.model.words import Outcome, Stage
from gridplan.pages.figure_help import helped
from gridplan.pages.frame import Frame, plain_errors
from gridplan.workspace.visits import record_visits

#: What the page says once a visit was sent, by the answer.
ANSWERS = {
    "stored": "Recorded",
    "known": "Recorded before",
    "conflict": "This form was recorded before with another outcome; take that one back first",
    "aside": "Put aside: the household is none of yours any more",
}
_NAMES = {Stage.VISITED: "Visit rate", Stage.FILED: "Filing rate"}


def show_answer(frame: Frame) -> None:
    """
    Tell once what became of the visit that was sent last.

    Parameters
    ----------
    frame
        The plan in view.
    """
    answer, household_id = st.session_state.pop("visit_answer", ("", ""))
    if answer:
        st.toast(f"{frame.say(ANSWERS[answer])} · {household_id}")


def show_rates(frame: Frame, before: pd.DataFrame, today: pd.DataFrame) -> None:
    """
    Show how far first visits and filing have come, and what today added.

    Parameters
    ----------
    frame
        The plan in view, with its visits.
    before
        Its households with the visits until yesterday.
    today
        Today's visits of the officer.
    """
    now, then = own_rates(frame.plan.households), own_rates(before)
    tiles = [_rate(frame, stage, now[stage], now[stage][0] - then[stage][0]) for stage in now]
    st.html(f"<div class='gp-tiles gp-three'>{''.join(tiles)}{_quota(frame, len(today))}</div>")


def _rate(frame: Frame, stage: Stage, parts: tuple[float, float], more: float) -> str:
    done, doors = parts
    share = f"{done / doors:.1%}" if doors else "–"
    gain = f" <em>+{more:,.0f}</em>" if more else ""
    return _tile(frame, _NAMES[stage], share, f"{done:,.0f} ÷ {doors:,.0f}{gain}")


def quota_left(frame: Frame, done: int) -> int:
    """
    Count the visits that the quota leaves for today.

    Parameters
    ----------
    frame
        The plan in view.
    done
        Visits of today.

    Returns
    -------
    left
        The number; 0 for an officer without a quota.
    """
    return max(int(_a_day(frame)) - done, 0)


def _a_day(frame: Frame) -> float:
    posts = frame.plan.posts
    return float(max(posts.loc[posts["officer_id"] == frame.scope.officer_id, "per_visit_day"], default=0.0))


def _quota(frame: Frame, done: int) -> str:
    wanted = _a_day(frame)
    return _tile(frame, "Today", f"{done}", f"÷ {wanted:,.0f} {frame.say('a visit day')}" if wanted else "")


def _tile(frame: Frame, name: str, figure: str, parts: str) -> str:
    return f"<div class='gp-tile'><span>{helped(frame, name)}</span><b>{figure}</b><small>{parts}</small></div>"


def visits_of_today(frame: Frame, visits: pd.DataFrame, now: datetime) -> pd.DataFrame:
    """
    Pick today's visits of the officer, the last one first.

    Parameters
    ----------
    frame
        The plan in view.
    visits
        Visits that stand.
    now
        The moment.

    Returns
    -------
    today
        Some of the visits.
    """
    mine = (visits["officer_id"] == frame.scope.officer_id) & (visits["day"] == bank_day(now).isoformat())
    return visits[mine].iloc[::-1]


def show_today(frame: Frame, today: pd.DataFrame) -> None:
    """
    List today's visits, each with a way back.

    Parameters
    ----------
    frame
        The plan in view.
    today
        Today's visits of the officer, the last one first.
    """
    if today.empty:
        return
    with st.expander(f"{frame.say('Recorded today')} · {len(today)}"):
        for visit in today.to_dict("records"):
            at = datetime.fromisoformat(str(visit["device_at"])).astimezone(BANK_TIME)
            text = f"{at:%H:%M} · {visit['household_id']} · {Outcome(visit['outcome']).label(frame.lang)}"
            if visit["stage"]:
                text += f" · {Stage(visit['stage']).label(frame.lang)}"
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(f"<div class='gp-done'>{safe(text)}</div>")
                st.button(frame.say("Take back"), key=f"undo-{visit['uuid']}", on_click=_take_back, args=(frame, visit))


def _take_back(frame: Frame, visit: dict[str, str]) -> None:
    """Correct by an entry of its own, whose id follows from the visit's: two taps are one entry."""
    entry = {
        "uuid": str(uuid.uuid5(uuid.UUID(visit["uuid"]), "taken back")),
        "household_id": visit["household_id"],
        "grid_id": visit["grid_id"],
        "device_at": datetime.now(UTC).isoformat(),
        "outcome": str(Outcome.WITHDRAWN),
        "corrects": visit["uuid"],
        "device": "page",
    }
    with plain_errors(frame.lang):
        record_visits(frame.scope, frame.workspace, [entry], now=datetime.now(UTC))
    st.toast(f"{frame.say('Taken back')} · {visit['household_id']}")
