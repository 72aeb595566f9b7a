"""Choose a unit by its name: for who does not use a mouse, and for who knows the village and not where it lies."""

from __future__ import annotations

import streamlit as st

from gridplan.maps.paint import short
from gridplan.pages.choices import change_choice, choose, preset
from gridplan.pages.frame import Frame
from gridplan.planning.zoning.drawing.ground import Ground

#: Where the choice is kept, and what it was when it was shown last, in the session.
_CHOICE, _LAST = "unit-found", "unit-found-last"


def find_unit(frame: Frame, ground: Ground, unit_id: str | None) -> str | None:
    """
    Offer the units of the branch by name; the list follows a click on the map, and the map follows the list.

    Parameters
    ----------
    frame
        The open plan.
    ground
        The branch as it is now.
    unit_id
        The unit that was chosen so far; None before one is.

    Returns
    -------
    unit_id
        The chosen unit.
    """
    names, grids = ground.units["name"].astype(str), ground.units["grid_id"].astype(str)
    units = sorted(map(str, names.index), key=lambda unit: (names[unit], unit))
    label, here = frame.say("Find a unit"), unit_id or ""
    if here != st.session_state.get(_LAST, ""):
        change_choice(_CHOICE, here)
    preset(_CHOICE, label, here)
    told = {"": "–", **{unit: f"{names[unit]} · {short(grids[unit])} · {unit}" for unit in units}}
    chosen = choose(_CHOICE, label, ["", *units], told.__getitem__)
    st.session_state[_LAST] = st.session_state["unit"] = chosen
    return chosen or None
