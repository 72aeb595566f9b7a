"""How full the hours of each officer are, as bars: healthy between 70 and 90 per cent, red beyond the whole."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd
import streamlit as st

from gridplan.maps.text import safe
from gridplan.model.plan import Plan
from gridplan.model.words import Post
from gridplan.pages.frame import Frame

#: A bar is so many times the hours available; what is more ends at its edge.
WHOLE = 1.5
#: Shares at which a bar changes its colour (rule S04), and the colours up to there.
HEALTHY, FULL = (0.70, 0.90), 1.0
COLOURS = ("#7f8c9a", "#2a7f4f", "#b36b00", "#b30000")
FACTS = {"Grids": "grids_n", "Covers": "covers_n", "Households": "households"}


def show_loads(frame: Frame, branch_id: str) -> None:
    """
    Show the officers of a branch with what each carries.

    Parameters
    ----------
    frame
        The open plan.
    branch_id
        The branch.
    """
    officers = team_of(frame.plan, branch_id)
    here = frame.plan.branches.loc[branch_id].to_dict()
    used = float(here["utilisation"])
    total = f"{here['workload_h']:,.0f} ÷ {here['available_h']:,.0f} h" if np.isfinite(used) else "–"
    st.markdown(f"**{frame.say('Load of the officers')}** · {_share(used)} ({total})")
    if officers.empty:
        st.warning(frame.say("This branch has no officer"))
    posts = frame.plan.posts.drop_duplicates("officer_id").set_index("officer_id")["post"]
    rows = officers.reset_index().to_dict("records")
    bars = [_bar(frame, row, str(posts.get(row["officer_id"], "")), say_loan(frame, row, branch_id)) for row in rows]
    st.html(f"<div class='gp-loads'>{''.join(bars)}</div>")


def team_of(plan: Plan, branch_id: str) -> pd.DataFrame:
    """
    List the officers of a branch and those who are on loan to it.

    Parameters
    ----------
    plan
        A plan.
    branch_id
        The branch.

    Returns
    -------
    officers
        Rows of `Plan.officers` by id, the branch's own first, with `lent_in` and `lent_out`: the share of the hours
        that is on loan to this branch, or from it to others.
    """
    lent = plan.registers.lent(plan.meta.created_at[:10])
    here = lent[lent["branch_id"] == branch_id].set_index("officer_id")["share"]
    out = lent[lent["branch_id"] != branch_id].groupby("officer_id")["share"].sum()
    own = plan.officers["branch_id"] == branch_id
    team = plan.officers[own | plan.officers.index.isin(here.index)]
    team = team.assign(lent_in=here.reindex(team.index).fillna(0.0), lent_out=out.reindex(team.index).fillna(0.0))
    ordered: pd.DataFrame = team.sort_index().sort_values("lent_in", kind="stable", key=lambda share: share > 0)
    return ordered


def say_loan(frame: Frame, row: Mapping[Hashable, object], branch_id: str) -> str:
    """
    Say where an officer of a team comes from or is lent to.

    Parameters
    ----------
    frame
        The open plan.
    row
        A row of `team_of`.
    branch_id
        The branch of the team.

    Returns
    -------
    text
        Empty for who is neither.
    """
    names = frame.plan.branches["name"]
    if row["branch_id"] != branch_id:
        home = names.get(row["branch_id"], row["branch_id"])
        return f"{frame.say('On loan from')} {home} {_number(row, 'lent_in'):.0%}"
    return f"{frame.say('On loan elsewhere')} {_number(row, 'lent_out'):.0%}" if _number(row, "lent_out") else ""


def colour_of(share: float) -> str:
    """
    Colour a share of the hours available.

    Parameters
    ----------
    share
        Hours of work an hour available.

    Returns
    -------
    colour
        Grey with room to spare, green where healthy, amber where tight, red beyond the whole.
    """
    return COLOURS[int(np.searchsorted([HEALTHY[0], HEALTHY[1] + 1e-9, FULL + 1e-9], share, side="right"))]


def _bar(frame: Frame, row: Mapping[Hashable, object], post: str, loan: str) -> str:
    share = _number(row, "utilisation")
    width = min(max(share, 0.0), WHOLE) / WHOLE * 100
    away = f" · <b class='gp-bad'>{safe(frame.say('on leave'))}</b>" if row["on_leave"] else ""
    held = Post(post).label(frame.lang) if post in set(map(str, Post)) else post
    weeks = _number(row, "weeks_to_finish") if "weeks_to_finish" in row else _number(row, "pass_weeks")
    facts = [f"{frame.say(name)} {_number(row, column):,.0f}" for name, column in FACTS.items()]
    facts = [loan, *facts] if loan else facts
    facts += [f"{frame.say('Weeks to finish')} {weeks:,.0f}"] if np.isfinite(weeks) else []
    return (
        f"<div class='gp-load'><span>{safe(row['name'])} · {safe(held)}{away}</span><b>{_share(share)}</b>"
        f"<div class='gp-bar' title='{safe(frame.say('Healthy: 70 to 90 %'))}'>"
        f"<i style='width:{width:.1f}%;background:{colour_of(share)}'></i><u></u></div>"
        f"<small>{safe(' · '.join(facts))}</small></div>"
    )


def _number(row: Mapping[Hashable, object], column: str) -> float:
    return float(str(row.get(column, np.nan)))


def _share(share: float) -> str:
    return f"{share:.0%}" if np.isfinite(share) else "–"
