"""How often a branch can visit, and what other visit days, visits a day or officers would change."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import streamlit as st

from gridplan.maps.text import safe
from gridplan.model.words import Care
from gridplan.pages.figure_help import helped
from gridplan.pages.frame import Frame, plain_errors
from gridplan.workspace.what_if import what_if_table

#: Rows of the table besides the frequencies: the column they come from, their name, and how they are written.
ROWS = {
    "utilisation": ("Utilisation", "{:.0%}"),
    "weeks_to_finish": ("Weeks until everybody was visited once", "{:,.0f}"),
    "officers_n": ("Officers", "{:.0f}"),
    "quota_visits": ("Visits a year", "{:,.0f}"),
    "available_h": ("Hours available", "{:,.0f}"),
}
#: What keeps a branch from visiting more often.
LIMITS = {
    "hours": "Hours run out first",
    "visits": "Visits run out first",
    "wish": "All wishes are met",
    "table": "As the table says",
}


class Turned(NamedTuple):
    """What is turned; None is as now."""

    visit_days: float | None
    visits_per_day: float | None
    officers: int


def show_what_if(frame: Frame, branch_id: str) -> None:
    """
    Show the frequencies of a branch, with three things to turn.

    Parameters
    ----------
    frame
        The open plan.
    branch_id
        The branch.
    """
    officers = frame.plan.officers
    mine = officers[(officers["branch_id"] == branch_id) & ~officers["on_leave"].astype(bool)]
    st.markdown(f"**{frame.say('What if')}**")
    turned = _turned(frame, branch_id, mine)
    with plain_errors(frame.lang):
        figures = _asked(frame.key, branch_id, turned, frame)
    st.html(_table(frame, figures, changed=turned != (None, None, 0)))


def _turned(frame: Frame, branch_id: str, officers: pd.DataFrame) -> Turned:
    known = len(officers) > 0
    days = float(officers["visit_days"].mean()) if known else 3.0
    a_day = float((officers["quota_week"] / officers["visit_days"]).mean()) if known else 12.0
    one, two, three = st.columns(3)
    visit_days = one.number_input(frame.say("Visit days a week"), 0.5, 7.0, days, 0.5, "%.1f", key=f"days-{branch_id}")
    visits = two.number_input(frame.say("Visits a day"), 1.0, 60.0, a_day, 1.0, "%.0f", key=f"visits-{branch_id}")
    number = three.number_input(frame.say("Officers at work"), 0, 99, len(officers), 1, key=f"officers-{branch_id}")
    return Turned(
        None if visit_days == days else float(visit_days),
        None if visits == a_day else float(visits),
        int(number) - len(officers),
    )


@st.cache_data(show_spinner=False, max_entries=200)
def _asked(key: str, branch_id: str, turned: Turned, _frame: Frame) -> pd.DataFrame:
    """Ask once for a scope, a plan and what is turned."""
    del key
    plan_id = _frame.plan.meta.plan_id
    return what_if_table(_frame.scope, _frame.workspace, branch_id, plan_id=plan_id, **turned._asdict())


def _table(frame: Frame, figures: pd.DataFrame, *, changed: bool) -> str:
    wanted = frame.plan.params.wanted_frequency
    lines = [
        (f"{care.label(frame.lang)} · ", "visits a year", f"freq_{care}", "{:.2f}", f"{wanted[care]:g}")
        for care in Care
    ]
    lines += [("", text, column, form, "") for column, (text, form) in ROWS.items()]
    columns = {"before": "Now", **({"after": "Then"} if changed else {})}
    rows = "".join(
        f"<tr><td>{helped(frame, text, before=whose)}</td>"
        f"{''.join(_cell(figures, row, column, form) for row in columns)}<td>{safe(wish)}</td></tr>"
        for whose, text, column, form, wish in lines
    )
    heads = "".join(f"<th>{safe(text)}</th>" for text in map(frame.say, ["Figure", *columns.values(), "Wanted"]))
    limit = " → ".join(dict.fromkeys(frame.say(LIMITS[str(figures.at[row, "freq_limit"])]) for row in columns))
    return f"<table class='gp-table'><tr>{heads}</tr>{rows}</table><small class='gp-note'>{safe(limit)}</small>"


def _cell(figures: pd.DataFrame, row: str, column: str, form: str) -> str:
    text, before = (_figure(figures[column].loc[each], form) for each in (row, "before"))
    moved = text != before
    return f"<td>{'<b>' if moved else ''}{safe(text)}{'</b>' if moved else ''}</td>"


def _figure(value: object, form: str) -> str:
    number = float(str(value))
    return "–" if pd.isna(number) else form.format(number)
