"""My week: on which days on station and where, what was agreed for which day, what is done against the quota."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from gridplan.maps.text import safe
from gridplan.pages.frame import Frame

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def show_week(frame: Frame, visits: pd.DataFrame, today: date) -> None:
    """
    Show the week of the officer, Monday first.

    Parameters
    ----------
    frame
        The plan in view, with its visits.
    visits
        Visits that stand.
    today
        The day.
    """
    days = [today + timedelta(days=n - today.weekday()) for n in range(7)]
    mine = visits[visits["officer_id"] == frame.scope.officer_id]
    done = [int((mine["day"] == day.isoformat()).sum()) for day in days]
    st.html(f"<div class='gp-tiles'>{_quota(frame, sum(done))}</div>")
    rows = "".join(_day(frame, day, number, today) for day, number in zip(days, done, strict=True))
    head = "".join(f"<th>{safe(frame.say(name))}</th>" for name in ("Day", "On station", "Agreed", "Visits"))
    st.html(f"<div class='gp-wide'><table class='gp-table'><tr>{head}</tr>{rows}</table></div>")
    for text in without(frame):
        st.caption(frame.say(text))


def without(frame: Frame) -> list[str]:
    """
    Say why columns of the week stay empty, so that nobody takes them for broken.

    Parameters
    ----------
    frame
        The plan in view, with its visits.

    Returns
    -------
    texts
        English texts; none where every column has something.
    """
    texts = []
    if frame.scope.officer_id not in set(frame.plan.registers.stations["officer_id"]):
        texts.append("No village has you on station on a fixed day; the register of stations says who is")
    if not (frame.plan.households["due"] != "").any():
        texts.append("No household has a day agreed; choose one where a visit is recorded")
    return texts


def _quota(frame: Frame, done: int) -> str:
    posts = frame.plan.posts[frame.plan.posts["officer_id"] == frame.scope.officer_id]
    if posts.empty:
        return ""
    post = posts.iloc[0]
    parts = f"÷ {post['visits_week']:,.0f} {frame.say('a week')}, {post['visit_days']:g} {frame.say('visit days')}"
    name = safe(frame.say("Visits this week"))
    return f"<div class='gp-tile'><span>{name}</span><b>{done}</b><small>{safe(parts)}</small></div>"


def _day(frame: Frame, day: date, done: int, today: date) -> str:
    due = frame.plan.households["due"]
    # what is overdue is for today
    agreed = int((due == day.isoformat()).sum()) + int(day == today) * int(
        ((due != "") & (due < day.isoformat())).sum()
    )
    name = f"{frame.say(_DAYS[day.weekday()])} {day:%m-%d}"
    cells = (safe(name), _station(frame, day), f"{agreed or ''}", f"{done or ''}")
    mark = " class='gp-now'" if day == today else ""
    return f"<tr{mark}>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _station(frame: Frame, day: date) -> str:
    slots = frame.plan.registers.stations
    mine = slots[(slots["officer_id"] == frame.scope.officer_id) & (slots["weekday"] == day.isoweekday())]
    names = frame.plan.units["name"]
    return "<br>".join(
        f"{safe(names.get(slot['unit_id'], slot['unit_id']))} · {slot['hours']:g} {safe(frame.say('h'))}"
        for slot in mine.to_dict("records")
    )
