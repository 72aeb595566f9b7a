"""The figures as a table, and as a file to take away."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from gridplan.maps.measures import figure
from gridplan.maps.text import safe
from gridplan.pages.cover.asked import LEVELS, Asked
from gridplan.pages.fold import fold
from gridplan.pages.whose import name_of, whose
from gridplan.storage.aside import scratch
from gridplan.workspace.taking_figures import take_figures

#: Rows on the page; the file has all.
SHOWN = 50
_MADE = "cover_file"
_MEDIA = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def show_table(asked: Asked, ranking: pd.DataFrame) -> None:
    """
    Show the ranking as a table behind a fold.

    Parameters
    ----------
    asked
        The view.
    ranking
        The places in view.
    """
    fold(f"{asked.frame.say('Table')} · {len(ranking):,}", "cover-table", lambda: _table(asked, ranking))


def _table(asked: Asked, ranking: pd.DataFrame) -> None:
    frame = asked.frame
    rows = "".join(_line(asked, str(place), row) for place, row in ranking.head(SHOWN).iterrows())
    heads = (LEVELS[asked.level], "Branch", "Owner", asked.measure.name, "Numerator", "Denominator", "Base")
    head = "".join(f"<th>{safe(frame.say(text))}</th>" for text in heads)
    st.html(f"<div class='gp-wide'><table class='gp-table'><tr>{head}</tr>{rows}</table></div>")
    if len(ranking) > SHOWN:
        st.caption(f"{frame.say('More rows in the file')}: {len(ranking) - SHOWN:,}")
    with st.container(horizontal=True):
        for form in _MEDIA:
            _offer(asked, form)


def _line(asked: Asked, place: str, row: pd.Series) -> str:
    frame = asked.frame
    owner = whose(frame.plan, asked.level, place)
    value = figure(float(row["value"]), share=asked.measure.share)
    counts = [f"{row[part]:,.0f}" if pd.notna(row[part]) else "–" for part in ("numerator", "denominator")]
    cells = (
        name_of(frame.plan, asked.level, place),
        owner.branch,
        owner.owner,
        value,
        *counts,
        frame.base(row["base"]),
    )
    return f"<tr>{''.join(f'<td>{safe(cell)}</td>' for cell in cells)}</tr>"


def _offer(asked: Asked, form: str) -> None:
    """Make a file when it is asked for; the audit tells who took it."""
    frame = asked.frame
    wanted = (form, frame.key, frame.lang, asked.indicator, asked.base, asked.level, asked.branch_id, asked.grid_id)
    made, content = st.session_state.get(_MADE, (None, b""))
    name = form.upper() if form == "csv" else "Excel"
    if made == wanted:
        file = f"gridplan-{asked.indicator}-{asked.level}.{form}"
        st.download_button(f"{frame.say('Download')}: {name}", content, file, _MEDIA[form], key=f"cover-take-{form}")
    elif st.button(f"{frame.say('Prepare')}: {name}", key=f"cover-make-{form}"):
        st.session_state[_MADE] = (wanted, _write(asked, form))
        st.rerun()


def _write(asked: Asked, form: str) -> bytes:
    frame = asked.frame
    within = frozenset(asked.view.units.index)
    with scratch() as folder:
        path = take_figures(
            frame.scope, frame.workspace, frame.plan.meta.plan_id, folder / f"figures.{form}", lang=frame.lang,
            indicator=asked.indicator, base=asked.base, level=asked.level, units=within,
        )  # fmt: skip
        return path.read_bytes()
