"""My households: who is next, and where; made for one thumb."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from gridplan.maps.drawing import View
from gridplan.maps.paint import paint
from gridplan.model.bank_time import bank_day
from gridplan.pages.bridge import show_map
from gridplan.pages.frame import Frame, open_frame
from gridplan.pages.household_card import show_card
from gridplan.pages.household_filter import filtered
from gridplan.pages.nearest import nearest_next, stops_of_today
from gridplan.pages.starting import starting_point
from gridplan.pages.taking_along import offer_list
from gridplan.pages.thumb import dress
from gridplan.pages.visit_form import show_form
from gridplan.pages.visits_today import quota_left, show_answer, show_rates, show_today, visits_of_today
from gridplan.pages.week import show_week
from gridplan.workspace.households import with_phone
from gridplan.workspace.visits import plan_with_visits, standing_visits

_LAYERS = ("units", "water", "roads", "grids", "households", "routes", "branches")
_MAP_HEIGHT = 330
#: Cards a page; a longer list is not read on a phone.
CARDS = 10
_PARTS = {"next": "Nearest next", "week": "My week"}


def main() -> None:
    """Draw the page."""
    frame = open_frame("my_households")
    if frame.plan.households.empty:
        st.info(frame.say("You own no grid with households yet"))
        return
    now = datetime.now(UTC)
    day = bank_day(now)
    visits = standing_visits(frame.scope, frame.workspace)
    live = replace(frame, plan=plan_with_visits(frame.scope, frame.plan, visits))
    before = visits[visits["day"] < day.isoformat()]
    earlier = live.plan if len(before) == len(visits) else plan_with_visits(frame.scope, frame.plan, before)
    today = visits_of_today(live, visits, now)
    part = _controls(live)
    show_form(live)
    show_answer(live)
    show_rates(live, earlier.households, today)
    show_today(live, today)
    if part == "week":
        show_week(live, visits, day)
    else:
        _list(live, day.isoformat(), today)


def _controls(frame: Frame) -> str:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        part = st.segmented_control(
            frame.say("Part"),
            list(_PARTS),
            default="next",
            required=True,
            format_func=lambda code: frame.say(_PARTS[code]),
            key=f"part-{frame.lang}",
            label_visibility="collapsed",
        )
        dress(frame)
    return str(part)


def _list(frame: Frame, day: str, visited: pd.DataFrame) -> None:
    kept, left = filtered(frame, day), quota_left(frame, len(visited))
    shown = st.session_state.get("cards", CARDS)
    start = starting_point(frame, str(next(iter(visited["household_id"]), "")))
    way = nearest_next(kept, start, max(shown, left))
    _heading(frame, len(kept), list(way.values())[:left])
    route = dict(list(way.items())[:shown])
    offer_list(frame, {stop: way[stop] for stop in stops_of_today(way, left, shown)})
    phones = with_phone(frame.scope, frame.workspace, route)
    for place, (household_id, off_m) in enumerate(route.items(), start=1):
        show_card(frame, household_id, place, off_m, call=household_id in phones)
        if place == 1:
            _map(frame, kept, stops_of_today(way, left, shown), start)
    if not route:
        st.success(frame.say("Nobody is wanted here now"))
    if len(route) < len(kept):
        st.button(frame.say("Show more"), key="more", width="stretch", on_click=_show_more)


def _heading(frame: Frame, kept_n: int, way: list[float]) -> None:
    """Say how many are on the list, and how long the way is past those whom the quota leaves for today."""
    mine_n = len(frame.plan.households)
    st.markdown(f"**{frame.say('Nearest next')}** · {kept_n:,} {frame.say('of')} {mine_n:,} {frame.say('households')}")
    if way:
        stops = f"{len(way)} {frame.say('stops')}"
        straight = f"{sum(way) / 1_000:,.1f} km {frame.say('as the crow flies')}"
        st.caption(f"{frame.say('Route of today')}: {stops}, {straight}")


def _map(frame: Frame, kept: pd.DataFrame, route: list[str], start: tuple[float, float]) -> None:
    """Show the households, and the way past those whom the quota leaves for today."""
    plan = replace(frame.plan, households=frame.plan.households.loc[kept.index])
    first = next(iter(route), None)
    view = View(plan, frame.lang, indicator="", officer_id=frame.scope.officer_id, start=first)
    view = replace(view, route=tuple(route), route_from=start)
    place = pd.util.hash_pandas_object(pd.Series([*kept.index, *route, *map(str, start)])).sum()
    show_map(view, paint(view), key=f"{frame.key}|mine|{place}", height=_MAP_HEIGHT, layers=_LAYERS)


def _show_more() -> None:
    st.session_state["cards"] = st.session_state.get("cards", CARDS) + CARDS


main()
