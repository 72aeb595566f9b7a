"""The ranking beside the map: worst first, a page at a time; a click marks the place, another goes into it."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from gridplan.maps.drawing import Json
from gridplan.maps.measures import figure
from gridplan.pages.choices import hold
from gridplan.pages.cover.asked import LEVELS, Asked
from gridplan.pages.cover.drill import can_go_into, go_into, mark_place, take_pressed
from gridplan.pages.lines import lines
from gridplan.pages.small_print import small_print
from gridplan.pages.whose import name_of
from gridplan.planning.indicators.bases import places

PAGE_N = 10
_KEY = "ranked"


def ranked(asked: Asked) -> pd.DataFrame:
    """
    Rank the places in view.

    Parameters
    ----------
    asked
        The view.

    Returns
    -------
    ranking
        Indexed by `id`, worst first: `value`, `numerator`, `denominator`, `base`, `place`, and `before`, the place on
        the indicator's own base. Places whose figure is not known or not shown stand last, without a place.
    """
    return asked.kept("ranking", lambda: _ranked(asked))


def _ranked(asked: Asked) -> pd.DataFrame:
    rows = asked.rows()
    own = asked.rows(own_base=True)["value"].astype(float)
    order = {"place": places(rows["value"].astype(float), low_first=asked.low_first)}
    order["before"] = places(own, low_first=asked.low_first).reindex(rows.index)
    short = (rows["denominator"] - rows["numerator"]).abs()
    return rows.assign(**order, short=short).sort_values(["place", "short"], ascending=[True, False])


def show_ranking(asked: Asked, ranking: pd.DataFrame) -> None:
    """
    Show one page of the ranking.

    Parameters
    ----------
    asked
        The view.
    ranking
        What `ranked` gave.
    """
    frame = asked.frame
    known = ranking[ranking["place"].notna()]
    page, last = _page(asked, known)
    moved = bool((known["place"] != known["before"]).any())
    said = f"· {frame.say(LEVELS[asked.level])} {len(known):,}"
    small_print(f"{said} · {frame.say('place before → now')}" if moved else said, head=frame.say("Ranking"))
    with st.container(key="ranking"):
        _list(asked, known.iloc[page * PAGE_N : (page + 1) * PAGE_N], page, last, moved=moved)
    hidden = len(ranking) - len(known)
    if hidden:
        small_print(f"{frame.say('Not known, or too few people to be shown')}: {hidden}")


def _page(asked: Asked, known: pd.DataFrame) -> tuple[int, int]:
    """Turn to the page of the marked place until the viewer turns it over."""
    last = max(0, (len(known) - 1) // PAGE_N)
    said = hold("cover_page", "page")
    if not said.isdigit():
        marked = list(known.index).index(asked.place) if asked.place in known.index else 0
        return marked // PAGE_N, last
    return min(int(said) - 1, last) if int(said) else 0, last


def _list(asked: Asked, shown: pd.DataFrame, page: int, last: int, *, moved: bool) -> None:
    """Hand the lines to the browser, and take what is pressed there: no place is believed that was not shown."""
    say = asked.frame.say
    given = {
        "rows": [_row(asked, str(place), row, moved=moved) for place, row in shown.iterrows()],
        "marked": asked.place,
        "into": say("Go into") if can_go_into(asked) else "",
        "page": page, "last": last, "back": say("Before"), "on": say("Next"),
    }  # fmt: skip
    places = frozenset(map(str, shown.index))
    lines(
        key=_KEY,
        data=given,
        on_mark_change=lambda: take_pressed(_KEY, "mark", places, mark_place),
        on_into_change=lambda: take_pressed(_KEY, "into", places, partial(go_into, asked)),
        on_leaf_change=_leaf,
    )


def _row(asked: Asked, place: str, row: pd.Series, *, moved: bool) -> Json:
    change = f" ({row['before']} → {row['place']} {_arrow(row)})" if moved and pd.notna(row["before"]) else ""
    return {
        "id": place,
        "place": int(row["place"]),
        "name": name_of(asked.frame.plan, asked.level, place),
        "value": figure(float(row["value"]), share=asked.measure.share),
        "change": change,
        "parts": parts(asked, row),
    }


def parts(asked: Asked, row: pd.Series) -> str:
    """
    Say what a figure is made of.

    Parameters
    ----------
    asked
        The view.
    row
        A row of the ranking.

    Returns
    -------
    text
        Numerator, denominator and base; empty where they are not known.
    """
    if not np.isfinite(float(row["denominator"])):
        return ""
    unit, of = (1e6, " km²") if row["base"] == "area" else (1.0, "")
    above, below = (f"{float(row[part]) / unit:,.0f}{of}" for part in ("numerator", "denominator"))
    return f"{above} ÷ {below} {asked.frame.base(row['base'])}"


def _arrow(row: pd.Series) -> str:
    return "↑" if row["place"] < row["before"] else "↓" if row["place"] > row["before"] else "="


def _leaf() -> None:
    page = st.session_state[_KEY].get("leaf")
    if isinstance(page, int):
        st.session_state["cover_page"] = str(page)
