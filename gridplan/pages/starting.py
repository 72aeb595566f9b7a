"""Where the way to the next households begins: at the last visit of today, else at the branch, or where one chose."""

from __future__ import annotations

import streamlit as st
from shapely import Point

from gridplan.model.words import Datum
from gridplan.pages.frame import Frame
from gridplan.pages.phone_position import DATUMS, doubtful, read_fix

_FAR_M = 20_000.0
_PROBLEMS = {
    "refused": "The phone gave no position: it is not allowed to",
    "none": "The phone found no position; try again outdoors",
}
_START = "start"
_locate = st.components.v2.component("gridplan.position", js="position.js", css="position.css")


def start_at(household_id: str) -> None:
    """
    Begin at a household from now on.

    Parameters
    ----------
    household_id
        The household.
    """
    st.session_state[_START] = household_id


def start_from_last_visit() -> None:
    """Forget what was chosen: whoever has just recorded a visit stands there."""
    st.session_state.pop(_START, None)


def starting_point(frame: Frame, last_visited: str = "") -> tuple[float, float]:
    """
    Let the officer choose where to begin, and say where that is.

    A position is asked of the phone once for each press of the button. It is held for this session alone: it is
    written into no database, no log and no address.

    Parameters
    ----------
    frame
        The plan in view.
    last_visited
        The household that the officer visited last today; empty before the first visit.

    Returns
    -------
    start
        Easting and northing in the CRS of the plan.
    """
    _ask(frame)
    start, households = st.session_state.get(_START, last_visited), frame.plan.households
    point = frame.plan.branches.geometry.loc[frame.plan.officers["branch_id"][str(frame.scope.officer_id)]]
    if isinstance(start, dict):
        point = _stand(frame, start)
    elif start in households.index:
        point = households.geometry.loc[start]
    else:
        return point.x, point.y
    st.button(frame.say("Start from the branch again"), key="restart", width="stretch", on_click=_at_branch)
    return point.x, point.y


def _ask(frame: Frame) -> None:
    words = {"text": frame.say("Start from where I am"), "waiting": frame.say("Asking the phone")}
    told = _locate(key="position", data=words, on_fix_change=lambda: None).get("fix")
    if not isinstance(told, dict):
        return
    if told.get("error"):
        st.warning(frame.say(_PROBLEMS["refused" if told["error"] == "refused" else "none"]))
    else:
        st.session_state[_START] = {name: float(told[name]) for name in ("lon", "lat", "accuracy")}


def _at_branch() -> None:
    st.session_state[_START] = ""


def _stand(frame: Frame, fix: dict[str, float]) -> Point:
    datum = st.segmented_control(
        frame.say("Datum of the phone"),
        list(map(str, DATUMS)),
        default=str(Datum.WGS84),
        required=True,
        format_func=lambda code: Datum(code).label(frame.lang),
        key=f"datum-{frame.lang}",
    )
    points = read_fix(fix, str(frame.plan.meta.crs))
    point = points[str(datum)]
    off = {name: float(frame.plan.households.distance(one).min()) for name, one in points.items()}
    text = f"{frame.say('Your position')} ± {fix['accuracy']:,.0f} m · {frame.say('next own household')} "
    st.caption(f"{text}{off[str(datum)]:,.0f} m")
    if off[str(datum)] > _FAR_M:
        st.warning(frame.say("You are far from your grids"))
    elif doubtful(off, str(datum)):
        st.warning(frame.say("The position looks shifted, as some phones give it: try the other datum"))
    return point
