"""Month against month: the figure of the place in view as of the end of each month, and what is not known."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import streamlit as st

from gridplan.maps.drawing import Json
from gridplan.maps.gains import gains, paint_gains
from gridplan.maps.measures import figure
from gridplan.maps.text import safe
from gridplan.pages.choice_row import one_row
from gridplan.pages.choices import choose, hold
from gridplan.pages.cover.asked import Asked
from gridplan.pages.frame import Frame
from gridplan.pages.small_print import small_print
from gridplan.workspace.months import DATED, monthly_figures

#: Seconds for which a count serves one scope; a visit recorded since shows after that.
_FRESH_S = 120
_OPEN = "cover_months"


def show_months(asked: Asked, level: str, identity: str) -> None:
    """
    Show the months of one place.

    Parameters
    ----------
    asked
        The view.
    level, identity
        The place.
    """
    say = asked.frame.say
    small_print(f"· {asked.frame.base(_base(asked))}", head=say("Month against month"))
    if asked.indicator not in DATED:
        small_print(say("Nothing with a date is kept for this figure: earlier months are not known"))
        return
    # counting a county's months takes a second or more, which only those wait for who ask
    if not hold(_OPEN, "months"):
        st.button(say("Count the months"), key="count-months", on_click=_open)
        return
    table = _table(asked.frame.key, asked.indicator, asked.frame)
    rows = table[(table["level"] == level) & (table["id"] == identity)]
    if rows.empty:
        small_print(say("This indicator has no figures at this level"))
        return
    st.html(f"<ol class='gp-months'>{_bars(asked, rows)}</ol>")
    small_print(say("Of the households that count today; marks count since the import that brought them"))


def ask_months(asked: Asked) -> tuple[str, str] | None:
    """
    Let the viewer have the map show a change instead of figures, where months are counted and known.

    Parameters
    ----------
    asked
        The view.

    Returns
    -------
    months
        Since and until when; None for the figures.
    """
    if asked.indicator not in DATED or not hold(_OPEN, "months"):
        return None
    table = _table(asked.frame.key, asked.indicator, asked.frame)
    known = sorted(set(table.loc[table["known"], "month"]), reverse=True)
    say = asked.frame.say
    words = {"": say("Figures as of now")} | {month: f"{say('Change since')} {month}" for month in known[1:]}
    with one_row("months", 1, 1):
        since = choose("cover_since", say("The map shows"), list(words), words.__getitem__, link="since")
        if not since:
            return None
        later = [month for month in known if month > since]
        return since, choose("cover_until", say("Until the end of"), later, str, link="until")


def paint_months(asked: Asked, since: str, until: str) -> Json:
    """
    Colour the map by what each place won or lost between two months.

    Parameters
    ----------
    asked
        The view.
    since, until
        The months.

    Returns
    -------
    paint
        As `paint` gives it.
    """
    table = _table(asked.frame.key, asked.indicator, asked.frame)
    return paint_gains(asked.view, gains(table, asked.level, since, until), since, until, choose=True)


def _open() -> None:
    st.session_state[_OPEN] = "1"


def _base(asked: Asked) -> str:
    figures = asked.frame.plan.indicators
    own = figures.loc[figures["indicator"] == asked.indicator, "base"]
    return str(own.iloc[0]) if len(own) else ""


@st.cache_resource(show_spinner=False, max_entries=12, ttl=_FRESH_S)
def _table(key: str, indicator: str, _frame: Frame) -> pd.DataFrame:
    """Keep the months of one scope for a little while."""
    del key
    with st.spinner(_frame.say("Counting the months")):
        return monthly_figures(_frame.scope, _frame.workspace, _frame.plan, indicator, now=datetime.now(UTC))


def _bars(asked: Asked, rows: pd.DataFrame) -> str:
    """One bar a month, with the points gained since the month before."""
    say = asked.frame.say
    most = float(rows["value"].max()) or 1.0
    bars, before = [], np.nan
    for row in rows.sort_values("month").to_dict("records"):
        value = float(row["value"])
        if np.isfinite(value):
            text = f"{row['numerator']:,.0f} ÷ {row['denominator']:,.0f}"
            gained = f"{100 * (value - before):+.1f}" if np.isfinite(before) else ""
            bar = f"<i style='height:{3.2 * value / most:.2f}rem'></i><b>{figure(value, share=True)}</b>"
        else:
            text = say("Too few people to be shown") if row["known"] else say("not known")
            gained, bar = "", f"<i class='gp-unknown'></i><b>{safe(text if not row['known'] else '–')}</b>"
        bars.append(f"<li title='{safe(text)}'>{bar}<small>{safe(row['month'])}</small><em>{gained}</em></li>")
        before = value
    return "".join(bars)
