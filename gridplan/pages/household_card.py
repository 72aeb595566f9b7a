"""One household as a card for a thumb: who, where, what is next; record, call, go on from here."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from gridplan.geo.degrees import in_degrees
from gridplan.maps.layers.households import CARE
from gridplan.maps.text import safe
from gridplan.model.visits import NEVER, next_step
from gridplan.model.words import Segment, Stage
from gridplan.pages.call import offer_call
from gridplan.pages.frame import Frame
from gridplan.pages.starting import start_at
from gridplan.pages.visit_form import open_form
from gridplan.storage.exports.route_card import geo_link


def show_card(frame: Frame, household_id: str, place: int, off_m: float, *, call: bool) -> None:
    """
    Show a household.

    Parameters
    ----------
    frame
        The plan in view, with its visits.
    household_id
        The household.
    place
        Its number on the list.
    off_m
        Metres from the stop before.
    call
        Whether it may be called.
    """
    row = frame.plan.households.loc[household_id]
    with st.container(border=True):
        st.html(f"<div class='gp-card'>{_text(frame, row, household_id, place, off_m)}</div>")
        with st.container(horizontal=True):
            st.button(
                frame.say("Record visit"), key=f"visit-{household_id}", type="primary", width="stretch",
                on_click=open_form, args=(household_id,),
            )  # fmt: skip
            st.button(
                frame.say("Start from here"), key=f"from-{household_id}", width="stretch", on_click=start_at,
                args=(household_id,),
            )  # fmt: skip
            at = in_degrees(frame.plan.households.geometry.loc[[household_id]]).iloc[0]
            st.link_button(frame.say("Lead me there"), geo_link(at.x, at.y), width="stretch")
            if call:
                offer_call(frame, household_id)


def _text(frame: Frame, row: pd.Series, household_id: str, place: int, off_m: float) -> str:
    name, colour = CARE[row["care"]]
    step = str(next_step(row.to_frame().T).iloc[0])
    village = frame.plan.units["name"].get(row["unit_id"], "")
    wanted = Stage(step).label(frame.lang) if step else frame.say("All done")
    return (
        f"<b>{place}. {safe(household_id)}</b> "
        f"<span class='gp-care' style='background:{colour}'>{safe(frame.say(name))}</span><br>"
        f"{safe(village)} · {safe(Segment(row['segment']).label(frame.lang))} · {off_m:,.0f}&nbsp;m<br>"
        f"{safe(frame.say('Next stage'))}: <b>{safe(wanted)}</b>{_last(frame, row)}"
    )


def _last(frame: Frame, row: pd.Series) -> str:
    if not row["last_visit"]:
        return ""
    due = frame.say("never") if row["due"] == NEVER else row["due"]
    return (
        f"<br><small>{safe(frame.say('Last visit'))} {row['last_visit']} · {safe(frame.say('due'))} {safe(due)}</small>"
    )
