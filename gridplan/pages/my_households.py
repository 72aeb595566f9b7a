"""My households: who is next, and where; made for one thumb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from gridplan.maps.drawing import View
from gridplan.maps.layers.households import CARE
from gridplan.maps.paint import paint
from gridplan.model.eligibility import to_be_visited
from gridplan.model.visits import bank_day
from gridplan.model.words import Segment, Stage
from gridplan.pages.bridge import show_map
from gridplan.pages.choices import choose
from gridplan.pages.frame import Frame, open_frame
from gridplan.pages.household_card import next_step, show_card
from gridplan.pages.nearest import nearest_next
from gridplan.pages.thumb import THUMB
from gridplan.pages.visit_form import show_form
from gridplan.pages.visits_today import show_answer, show_rates, show_today, visits_of_today
from gridplan.workspace.visits import plan_with_visits, standing_visits

_LAYERS = ("units", "water", "roads", "grids", "households", "branches")
_MAP_HEIGHT = 330
#: Cards a page; a longer list is not read on a phone.
CARDS = 10
#: Whom the list is about.
WANTED = {"now": "Wanted now", "first": "Not visited yet", "overdue": "Overdue", "all": "All"}


def main() -> None:
    """Draw the page."""
    frame = open_frame("my_households")
    if frame.plan.households.empty:
        st.info(frame.say("You own no grid with households yet"))
        return
    now = datetime.now(UTC)
    visits = standing_visits(frame.scope, frame.workspace)
    live = replace(frame, plan=plan_with_visits(frame.scope, frame.plan, visits))
    earlier = visits[visits["day"] < bank_day(now).isoformat()]
    today = visits_of_today(frame, visits, now)
    st.html(THUMB)
    show_form(live)
    show_answer(live)
    show_rates(live, plan_with_visits(frame.scope, frame.plan, earlier).households, today)
    _list(live, now)
    show_today(live, today)


def _list(frame: Frame, now: datetime) -> None:
    mine = frame.plan.households
    kept = _filtered(frame, mine, bank_day(now).isoformat())
    route = _route(frame, kept)
    st.markdown(
        f"**{frame.say('Nearest next')}** · {len(kept):,} {frame.say('of')} {len(mine):,} {frame.say('households')}"
    )
    stops = list(enumerate(route.items(), start=1))
    for place, (household_id, off_m) in stops[:1]:
        show_card(frame, household_id, place, off_m)
    _map(frame, kept, route)
    for place, (household_id, off_m) in stops[1:]:
        show_card(frame, household_id, place, off_m)
    if not stops:
        st.success(frame.say("Nobody is wanted here now"))
    if len(route) < len(kept):
        st.button(frame.say("Show more"), key="more", width="stretch", on_click=_show_more)


def wanted(households: pd.DataFrame, whom: str, today: str) -> pd.Series:
    """
    Tell which households the list is about.

    Parameters
    ----------
    households
        With `last_visit` and `due`.
    whom
        One of `WANTED`.
    today
        The day, as ISO text.

    Returns
    -------
    wanted
        One mark a household: a first visit is open until somebody is met, and not tried twice a day.
    """
    first = to_be_visited(households)[1] & ~households["visited"]
    tried = households["due"] != ""
    due = tried & (households["due"] <= today)
    marks = {
        "now": due | (first & ~tried),
        "first": first,
        "overdue": tried & (households["due"] < today),
        "all": pd.Series(data=True, index=households.index),
    }
    return marks[whom]


def _filtered(frame: Frame, mine: pd.DataFrame, today: str) -> pd.DataFrame:
    all_ = frame.say("All")
    names = frame.plan.units["name"].reindex(sorted(mine["unit_id"].unique()))

    def named(name: Callable[[str], str]) -> Callable[[str], str]:
        return lambda code: name(code) if code else all_

    with st.expander(frame.say("Filter")):
        whom = choose("whom", frame.say("Whom"), list(WANTED), lambda code: frame.say(WANTED[code]))
        care = choose("care", frame.say("Care class"), ["", *CARE], named(lambda code: frame.say(CARE[code][0])))
        stage = choose(
            "stage", frame.say("Next step"), ["", *map(str, Stage)], named(lambda code: Stage(code).label(frame.lang))
        )
        segment = choose(
            "segment", frame.say("Segment"), ["", *map(str, Segment)],
            named(lambda code: Segment(code).label(frame.lang)),
        )  # fmt: skip
        unit = choose("village", frame.say("Unit"), ["", *names.index], named(names.__getitem__))
    kept = mine[wanted(mine, whom, today)]
    kept = kept[kept["care"] == care] if care else kept
    kept = kept[next_step(kept) == stage] if stage else kept
    kept = kept[kept["segment"] == segment] if segment else kept
    return kept[kept["unit_id"] == unit] if unit else kept


def _route(frame: Frame, kept: pd.DataFrame) -> dict[str, float]:
    """Start at the household that was chosen, else at the branch."""
    start = st.session_state.get("start")
    households = frame.plan.households
    if start in households.index:
        point = households.geometry.loc[start]
        if st.button(frame.say("Start from the branch again"), key="restart", width="stretch"):
            st.session_state.pop("start")
            st.rerun()
    else:
        branch_id = frame.plan.officers["branch_id"][str(frame.scope.officer_id)]
        point = frame.plan.branches.geometry.loc[branch_id]
    shown = st.session_state.get("cards", CARDS)
    return nearest_next(kept, (point.x, point.y), shown)


def _map(frame: Frame, kept: pd.DataFrame, route: dict[str, float]) -> None:
    plan = replace(frame.plan, households=frame.plan.households.loc[kept.index])
    first = next(iter(route), None)
    view = View(plan, frame.lang, indicator="", officer_id=frame.scope.officer_id, start=first)
    place = pd.util.hash_pandas_object(kept.index.to_series()).sum()
    show_map(view, paint(view), key=f"{frame.key}|mine|{place}", height=_MAP_HEIGHT, layers=_LAYERS)


def _show_more() -> None:
    st.session_state["cards"] = st.session_state.get("cards", CARDS) + CARDS


main()
