"""Take the households of today along, for where there is no network."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from gridplan.pages.frame import Frame
from gridplan.workspace.taking_list import take_list

#: What each form is for, and its media type.
FORMS = {
    "html": ("Page to print or to read offline", "text/html"),
    "gpx": ("Points for a navigation device (GPX)", "application/gpx+xml"),
}


def offer_list(frame: Frame, stops: Mapping[str, float]) -> None:
    """
    Offer the stops of today as files; each is made, and told to the audit, when it is fetched.

    Parameters
    ----------
    frame
        The plan in view, with its visits.
    stops
        Metres from the stop before, by household, in order.
    """
    if not stops:
        return
    with st.popover(f"{frame.say('Take the list along')} · {len(stops)}", width="stretch"):
        for form, (title, media) in FORMS.items():
            make = partial(take_list, frame.scope, frame.workspace, frame.plan, stops, form, lang=frame.lang)
            file = f"gridplan-{frame.scope.officer_id}.{form}"
            st.download_button(frame.say(title), make, file, media, key=f"along-{form}", width="stretch")
        st.caption(frame.say("It names nobody and holds no telephone; taking it along stands in the audit"))
