"""Which households the officer's list is about: who is wanted now, of which class, stage, segment and unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from gridplan.maps.layers.households import CARE
from gridplan.model.eligibility import to_be_visited
from gridplan.model.visits import next_step
from gridplan.model.words import Segment, Stage
from gridplan.pages.choice_row import one_row
from gridplan.pages.choices import choose
from gridplan.pages.frame import Frame

#: Whom the list is about.
WANTED = {"now": "Wanted now", "first": "Not visited yet", "overdue": "Overdue", "all": "All"}


def wanted(households: pd.DataFrame, whom: str, today: str) -> pd.Series:
    """
    Tell which households the list is about.

    Parameters
    ----------
    households
        With `visited` and `due`.
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
    marks = {
        "now": (tried & (households["due"] <= today)) | (first & ~tried),
        "first": first,
        "overdue": tried & (households["due"] < today),
        "all": pd.Series(data=True, index=households.index),
    }
    return marks[whom]


def filtered(frame: Frame, today: str) -> pd.DataFrame:
    """
    Let the officer filter the list.

    Parameters
    ----------
    frame
        The plan in view, with its visits.
    today
        The day, as ISO text.

    Returns
    -------
    households
        Those that are left.
    """
    mine = frame.plan.households
    units = frame.plan.units["name"].reindex(sorted(mine["unit_id"].unique())).to_dict()
    with st.expander(frame.say("Filter")), one_row("filters", 1, 1, 1, 1, 1):
        whom = choose("whom", frame.say("Whom"), list(WANTED), lambda code: frame.say(WANTED[code]), link="whom")
        care = _one_of(frame, "care", "Care class", {code: frame.say(name) for code, (name, _) in CARE.items()})
        step = _one_of(frame, "stage", "Next stage", {str(stage): stage.label(frame.lang) for stage in Stage})
        segment = _one_of(frame, "segment", "Segment", {str(one): one.label(frame.lang) for one in Segment})
        unit = _one_of(frame, "village", "Unit", units)
    marks = wanted(mine, whom, today)
    if step:
        marks &= next_step(mine) == step
    for column, chosen in {"care": care, "segment": segment, "unit_id": unit}.items():
        marks &= (mine[column] == chosen) | (not chosen)
    kept: pd.DataFrame = mine[marks]
    return kept


def _one_of(frame: Frame, name: str, label: str, names: Mapping[str, str]) -> str:
    show: Callable[[str], str] = {"": frame.say("All"), **names}.__getitem__
    return choose(name, frame.say(label), ["", *names], show, link=name)
