"""The marked place, else all that is in view: its figure, whose it is and why, circle against road."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from gridplan.maps.measures import figure
from gridplan.maps.text import safe
from gridplan.pages.cover.asked import Asked
from gridplan.pages.cover.ranking import parts
from gridplan.pages.kept import kept
from gridplan.pages.small_print import small_print
from gridplan.pages.whose import name_of, reasons, whose
from gridplan.planning.indicators.bases import reach_against

#: What is said of circle and road, where the circle reaches more, and where the roads do.
_PROMISE = (
    "The circle promises {0} points more than the roads keep",
    "The roads reach {0} points more than the circle promises",
)


def show_place(asked: Asked, ranking: pd.DataFrame) -> None:
    """
    Show the marked place.

    Parameters
    ----------
    asked
        The view.
    ranking
        The places in view.
    """
    frame = asked.frame
    if asked.place not in ranking.index:
        level, identity = whole(asked)
        _reach(asked, level, identity)
        small_print(frame.say("A click on a place in the ranking or on the map shows whose it is"))
        return
    row = ranking.loc[[asked.place]].iloc[0]
    owner = whose(frame.plan, asked.level, asked.place)
    people = {"Branch": owner.branch, "Owner": owner.owner, "Backup": owner.backup}
    lines = [f"{frame.say(label)} <b>{safe(name)}</b>" for label, name in people.items() if name]
    why = "".join(f"<li>{safe(text)}</li>" for text in reasons(frame, asked.level, asked.place))
    value = figure(float(row["value"]), share=asked.measure.share)
    st.html(
        f"<section class='gp-today'><h2>{safe(name_of(frame.plan, asked.level, asked.place))}</h2>"
        f"<b class='gp-figure'>{value}</b> <small>{safe(parts(asked, row))}</small><div>{' · '.join(lines)}</div>"
        f"<ul>{why}</ul></section>"
    )
    _reach(asked, asked.level, asked.place)


def whole(asked: Asked) -> tuple[str, str]:
    """
    Name what one has gone into.

    Parameters
    ----------
    asked
        The view.

    Returns
    -------
    level, identity
        The grid, else the branch, else the only branch in view, else the county.
    """
    if asked.grid_id:
        return "grid", asked.grid_id
    own = sorted(asked.frame.scope.branch_ids or ())
    if asked.branch_id or len(own) == 1:
        return "branch", asked.branch_id or own[0]
    return "county", asked.frame.plan.meta.county


def _reach(asked: Asked, level: str, identity: str) -> None:
    """Put the figure by circle beside the one by road, with what the circle promises too much."""
    what, figures = f"reach|{identity}", asked.frame.plan.indicators
    table = kept(asked.frame, what, lambda: reach_against(figures, [identity]))
    mine = table[table.index.isin([(level, identity)])]
    if mine.empty or not np.isfinite(mine["lost"].iloc[0]):
        return
    share = {name: float(mine[name].iloc[0]) for name in ("circle", "road", "lost")}
    say = asked.frame.say
    bars = "".join(
        f"<div class='gp-load'><span>{safe(say(text))}</span><b>{share[name]:.1%}</b>"
        f"<div class='gp-bar gp-{name}'><i style='width:{100 * share[name]:.1f}%'></i></div></div>"
        for name, text in (("circle", "In the circle"), ("road", "By road"))
    )
    lost = say(_PROMISE[share["lost"] < 0]).format(f"{100 * abs(share['lost']):.1f}")
    note = safe(say("Households reached ÷ all households"))
    st.html(f"<div class='gp-loads' title='{note}'>{bars}<small>{safe(lost)}</small></div>")
