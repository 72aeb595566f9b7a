"""Key figures as tiles: the figure, what it is divided by, and behind its name the formula."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping

import pandas as pd
import streamlit as st

from gridplan.maps.measures import MEASURES, figure
from gridplan.maps.text import safe
from gridplan.pages.figure_help import explained
from gridplan.pages.frame import Frame
from gridplan.pages.kept import kept


def show_tiles(frame: Frame, codes: Iterable[str], level: str, identity: str) -> None:
    """
    Show indicators of one place as tiles.

    Parameters
    ----------
    frame
        The open plan.
    codes
        Codes of indicators.
    level
        `county` or `branch`.
    identity
        Name of the county or id of the branch.
    """
    wanted = list(codes)
    what = json.dumps(["tiles", wanted, level, identity])
    st.html(kept(frame, what, lambda: _tiles(frame, wanted, level, identity)))


def _tiles(frame: Frame, codes: Iterable[str], level: str, identity: str) -> str:
    table = frame.plan.indicators
    mine = table[(table["level"] == level) & ((table["id"] == identity) | (level == "county"))]
    rows = mine.drop_duplicates("indicator").set_index("indicator")
    return f"<div class='gp-tiles'>{''.join(_tile(frame, code, rows) for code in codes)}</div>"


def _tile(frame: Frame, code: str, rows: pd.DataFrame) -> str:
    measure = MEASURES[code]
    value, over = "–", ""
    if code in rows.index:
        row = rows.loc[code].to_dict()
        value = figure(float(row["value"]), share=measure.share)
        if value != "–":
            over = _parts(frame, row)
        elif row.get("hidden"):
            over = frame.say("Too few people to be shown")
    return (
        f"<div class='gp-tile'><span>{explained(safe(frame.say(measure.name)), frame.say(measure.formula))}</span>"
        f"<b>{value}</b><small>{safe(over)}</small></div>"
    )


def _parts(frame: Frame, row: Mapping[Hashable, object]) -> str:
    unit, of = (1e6, " km²") if row["base"] == "area" else (1.0, "")
    above, below = (f"{float(str(row[part])) / unit:,.0f}{of}" for part in ("numerator", "denominator"))
    return f"{above} ÷ {below} {frame.base(row['base'])}"
