"""What was done on the map, turned into steps of the draft: the browser tells places and ids, and none is believed."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Any

import streamlit as st
from pyproj import Transformer

from gridplan.errors import InfeasibleError
from gridplan.maps.drawing import Json
from gridplan.model.draft_steps import Step
from gridplan.pages.draft import Draft
from gridplan.pages.frame import Frame
from gridplan.pages.map_tools import RING
from gridplan.planning.zoning.drawing.ground import Ground
from gridplan.planning.zoning.drawing.moving import move
from gridplan.planning.zoning.drawing.splitting import split
from gridplan.workspace.drawing import lay_ground

#: Most edits of one answer, and corners of one drawing: nobody draws more between two answers.
MOST_EDITS, MOST_CORNERS = 200, 2_000
#: The number of the last edit that was worked off, in the session.
_SEEN = "edits_seen"


def work_off(frame: Frame, draft: Draft, branch_id: str, answer: Json) -> bool:
    """
    Take the edits that came from the map as steps of a draft; one that makes no sense is told and passed over.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.
    branch_id
        The branch.
    answer
        What the map answered.

    Returns
    -------
    changed
        Whether there is anything new.
    """
    fresh = list(_fresh(answer, int(st.session_state.get(_SEEN, 0))))
    for edit in fresh:
        st.session_state[_SEEN] = edit["n"]
        if edit.get("tool") == "undo":
            draft.undo()
        elif edit.get("tool") == "redo":
            draft.redo()
        else:
            _draw(frame, draft, branch_id, edit)
    return bool(fresh)


def _draw(frame: Frame, draft: Draft, branch_id: str, edit: Json) -> None:
    ground = lay_ground(frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id, draft.drawn)
    try:
        if edit.get("tool") == "ring":
            # its theme is asked first
            st.session_state[RING] = corners_of(edit, ground)
        else:
            draft.take(step_of(edit, ground))
    except InfeasibleError as error:
        st.session_state["edit_refused"] = error


def step_of(edit: Json, ground: Ground) -> Step:
    """
    Turn an edit into a step.

    Parameters
    ----------
    edit
        What was done by brush or line: `tool`, and `units` and `grid`, or `points`.
    ground
        The branch as it is now.

    Returns
    -------
    step
        The step.

    Raises
    ------
    InfeasibleError
        If it makes no sense on this ground.
    """
    tool = edit.get("tool")
    if tool == "brush":
        return move(ground, _ids(edit.get("units")), str(edit.get("grid")))
    if tool == "line":
        return split(ground, corners_of(edit, ground))
    raise InfeasibleError("the map told of a tool that there is not")


def _fresh(answer: Json, seen: int) -> Iterator[Json]:
    """Pass over what was worked off, and what is no edit."""
    told = answer.get("edits")
    for edit in told[-MOST_EDITS:] if isinstance(told, list) else []:
        number = edit.get("n") if isinstance(edit, dict) else None
        if isinstance(number, int) and number > seen:
            seen = number
            yield edit


def _ids(told: Any) -> list[str]:  # noqa: ANN401 # from the browser
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []


def corners_of(edit: Json, ground: Ground) -> list[tuple[float, float]]:
    """
    Bring the points of an edit into the metres of the plan.

    Parameters
    ----------
    edit
        What was drawn: `points` in degrees, latitude first.
    ground
        The branch.

    Returns
    -------
    corners
        Those that are places at all.
    """
    told = edit.get("points")
    points = told[:MOST_CORNERS] if isinstance(told, list) else []
    good = [point for point in points if isinstance(point, list) and len(point) == 2 and all(map(_number, point))]  # noqa: PLR2004 # latitude, longitude
    to_metres = Transformer.from_crs(4326, ground.units.crs, always_xy=True)
    placed = [to_metres.transform(lon, lat) for lat, lon in good]
    return [(x, y) for x, y in placed if isfinite(x) and isfinite(y)]


def _number(value: Any) -> bool:  # noqa: ANN401 # from the browser
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
