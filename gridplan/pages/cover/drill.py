"""County, branch, grid, unit: where one has gone into, and the buttons that lead deeper and back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from gridplan.pages.choices import change_choice
from gridplan.pages.cover.asked import Asked
from gridplan.pages.whose import BELOW, name_of


def show_trail(asked: Asked) -> None:
    """
    Show the way from the county, or the only branch, to the place in view; each step back is a button.

    Where one has gone into nothing there is no way to show.

    Parameters
    ----------
    asked
        The view.
    """
    frame = asked.frame
    steps = [] if len(frame.scope.branch_ids or ()) == 1 else [("county", frame.say("All branches"))]
    steps += [("branch", name_of(frame.plan, "branch", asked.branch_id))] if asked.branch_id else []
    steps += [("grid", name_of(frame.plan, "grid", asked.grid_id))] if asked.grid_id else []
    if len(steps) < 2:  # noqa: PLR2004 # one end of a way
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="trail"):
        for level, text in steps:
            here = level == steps[-1][0]
            st.button(text, key=f"trail-{level}", type="tertiary", disabled=here, on_click=_back, args=(asked, level))


def go_into(asked: Asked, place: str) -> None:
    """
    Go into a branch or a grid: its parts are ranked and fill the map.

    Parameters
    ----------
    asked
        The view.
    place
        Id of the branch or grid.
    """
    if asked.level == "grid":
        st.session_state["cover_grid"] = place
        branch = str(asked.frame.plan.grids["branch_id"].get(place, ""))
    else:
        branch = place if asked.level == "branch" else ""
    change_choice("filter", branch)
    change_choice("level", BELOW[asked.level])
    mark_place("")


def mark_place(place: str) -> None:
    """
    Mark a place on the map and show whose it is.

    Parameters
    ----------
    place
        Its id; empty for none.
    """
    st.session_state["cover_place"] = place
    st.session_state["cover_page"] = ""


def take_pressed(key: str, what: str, places: frozenset[str], act: Callable[[str], None]) -> None:
    """
    Do what was pressed in a list that the browser draws; a place that was not shown there is none.

    Parameters
    ----------
    key
        Names the list.
    what
        Which of its buttons.
    places
        Ids of the places that it shows.
    act
        What the button does.
    """
    place = st.session_state[key].get(what)
    if isinstance(place, str) and place in places:
        act(place)


def can_go_into(asked: Asked) -> bool:
    """
    Tell whether the places that are ranked have parts below them on which the indicator is measured.

    Parameters
    ----------
    asked
        The view.

    Returns
    -------
    can
        Whether one can go deeper.
    """
    below = BELOW.get(asked.level)
    found = asked.plan.indicators
    return below is not None and bool(((found["level"] == below) & (found["indicator"] == asked.indicator)).any())


def _back(asked: Asked, level: str) -> None:
    st.session_state["cover_grid"] = ""
    if level == "county":
        change_choice("filter", "")
        change_choice("level", "branch")
        mark_place(asked.branch_id or "")
    else:
        change_choice("level", "grid")
        mark_place(asked.grid_id or "")
