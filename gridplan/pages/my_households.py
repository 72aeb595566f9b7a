"""My households: who is next, and where; made for one thumb."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from gridplan.maps.drawing import View
from gridplan.maps.layers.households import CARE
from gridplan.maps.paint import paint
from gridplan.maps.text import safe
from gridplan.model.words import Segment, Stage
from gridplan.pages.bridge import show_map
from gridplan.pages.choices import choose
from gridplan.pages.frame import Frame, open_frame
from gridplan.pages.nearest import nearest_next

_LAYERS = ("units", "water", "roads", "grids", "households", "branches")
_MAP_HEIGHT = 330
#: Cards a page; a longer list is not read on a phone.
CARDS = 10


def main() -> None:
    """Draw the page."""
    frame = open_frame("my_households")
    mine = frame.plan.households
    if mine.empty:
        st.info(frame.say("You own no grid with households yet"))
        return
    kept = _filtered(frame, mine)
    route = _route(frame, kept)
    _map(frame, kept, route)
    st.markdown(
        f"**{frame.say('Nearest next')}** · {len(kept):,} {frame.say('of')} {len(mine):,} {frame.say('households')}"
    )
    for place, (household_id, off_m) in enumerate(route.items(), start=1):
        _card(frame, mine.loc[household_id], str(household_id), place, off_m)
    if len(route) < len(kept):
        st.button(frame.say("Show more"), key="more", width="stretch", on_click=_show_more)


def _filtered(frame: Frame, mine: pd.DataFrame) -> pd.DataFrame:
    with st.expander(frame.say("Filter")):
        care = choose("care", frame.say("Care class"), ["", *CARE], lambda c: frame.say(CARE[c][0] if c else "All"))
        stage = choose("stage", frame.say("Next step"), ["", *map(str, Stage)], lambda c: _step(frame, c))
        names = frame.plan.units["name"].reindex(sorted(mine["unit_id"].unique()))
        unit = choose("village", frame.say("Unit"), ["", *names.index], lambda c: names[c] if c else frame.say("All"))
    kept = mine
    kept = kept[kept["care"] == care] if care else kept
    kept = kept[next_step(kept) == stage] if stage else kept
    return kept[kept["unit_id"] == unit] if unit else kept


def next_step(households: pd.DataFrame) -> pd.Series:
    """
    Find the first stage of the funnel that a household has not reached.

    Parameters
    ----------
    households
        Households with a column a stage.

    Returns
    -------
    steps
        Code of the stage; empty where all are done.
    """
    stages = [str(stage) for stage in Stage if str(stage) in households]
    open_ = ~households[stages].astype(bool)
    return open_.idxmax(axis=1).where(open_.any(axis=1), "") if stages else pd.Series("", households.index)


def _step(frame: Frame, code: str) -> str:
    return Stage(code).label(frame.lang) if code else frame.say("All")


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


def _card(frame: Frame, row: pd.Series, household_id: str, place: int, off_m: float) -> None:
    name, colour = CARE[row["care"]]
    step = next_step(row.to_frame().T).iloc[0]
    village = frame.plan.units["name"].get(row["unit_id"], "")
    with st.container(border=True):
        st.html(
            f"<div class='gp-card'><b>{place}. {safe(household_id)}</b> "
            f"<span class='gp-care' style='background:{colour}'>"
            f"{safe(frame.say(name))}</span><br>{safe(village)} · {safe(Segment(row['segment']).label(frame.lang))}<br>"
            f"{safe(frame.say('Next step'))}: <b>{safe(_step(frame, step) if step else frame.say('All done'))}</b>"
            f"<br><small>{off_m:,.0f} m {safe(frame.say('from the stop before, as the crow flies'))}</small></div>"
        )
        st.button(
            frame.say("Start from here"),
            key=f"from-{household_id}",
            width="stretch",
            on_click=_start,
            args=(household_id,),
        )


def _start(household_id: str) -> None:
    st.session_state["start"] = household_id


def _show_more() -> None:
    st.session_state["cards"] = st.session_state.get("cards", CARDS) + CARDS


main()
