"""Posts of a branch: who holds which, with its written duties and quotas, and when each officer stands where."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd
import streamlit as st

from gridplan.maps.paint import short
from gridplan.maps.text import safe
from gridplan.model.plan import Plan
from gridplan.model.words import KeyRole, Post, Role
from gridplan.pages.frame import Frame

#: Quotas of a post, those that the plan has: column and name on screen.
QUOTAS = {
    "visits_week": "Visits a week",
    "filings_week": "Filings a week",
    "stationing_week": "Stationing a week",
    "reviews_week": "Reviews a week",
    "grids_n": "Grids",
}
#: What each view shows of households (`model/role_views.yaml`).
SCOPES = {
    "officer": "households of the own grids",
    "branch_head": "households of the own branch, masked",
    "risk_reviewer": "cases under review",
    "regional_manager": "totals alone",
    "assistant": "no households",
}
#: Roles on a grid beside owner and backup.
BESIDE = (str(Role.ASSISTANT), str(Role.REVIEWER), str(Role.SUPERVISOR))
_DAYS = {"zh": tuple(f"周{day}" for day in "一二三四五六日"), "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}


def show_posts(frame: Frame, branch_id: str) -> None:
    """
    Show the posts of a branch behind a fold, and the key people of its grids.

    Parameters
    ----------
    frame
        The open plan.
    branch_id
        The branch.
    """
    plan = frame.plan
    held = posts_of(plan, branch_id)
    with st.expander(f"{frame.say('Posts, duties and quotas')} · {len(held)}"):
        st.html("".join(_post(frame, row) for row in held.to_dict("records")))
        titles = {str(row["officer_id"]): _title(row, frame.lang) for row in held.to_dict("records")}
        for (role, who), grids in beside(plan, branch_id).items():
            st.caption(f"{Role(role).label(frame.lang)} {titles.get(who, who)}: {grids}")
        people = key_people(plan.registers.key_people, plan.units[plan.units["branch_id"] == branch_id])
        if not people.empty:
            counts = ", ".join(
                f"{grid} {row['key_person']:.0f}+{row['liaison']:.0f}" for grid, row in people.iterrows()
            )
            st.caption(f"{frame.say('Key persons and liaisons by grid')}: {counts}")


def posts_of(plan: Plan, branch_id: str) -> pd.DataFrame:
    """
    Take the posts of a branch, heads and leads first.

    Parameters
    ----------
    plan
        A plan; one from before office staff had duties and quotas has posts of officers alone.
    branch_id
        The branch.

    Returns
    -------
    posts
        Rows of `Plan.posts`.
    """
    branch = plan.posts["officer_id"].map(plan.officers["branch_id"])
    held = plan.posts[plan.posts.get("branch_id", branch) == branch_id]
    rank = held["post"].map({str(post): n for n, post in enumerate(Post)})
    return held.loc[rank.sort_values(kind="stable").index]


def key_people(register: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """
    Count key persons and liaisons by grid.

    Parameters
    ----------
    register
        Register `key_people`.
    units
        Units with `grid_id`.

    Returns
    -------
    people
        Columns `key_person`, `liaison` by `grid_id`; empty where the register is not kept.
    """
    if register.empty:
        return pd.DataFrame(columns=[str(role) for role in KeyRole])
    grid = register["unit_id"].map(units["grid_id"])
    counts = pd.crosstab(grid, register["role"])
    grids = sorted(units["grid_id"].dropna().unique())
    return counts.reindex(index=grids, columns=[str(role) for role in KeyRole], fill_value=0)


def beside(plan: Plan, branch_id: str) -> dict[tuple[str, str], str]:
    """
    List who assists, reviews and supervises the grids of a branch.

    Parameters
    ----------
    plan
        A plan; one from before there were such roles has none.
    branch_id
        The branch.

    Returns
    -------
    grids
        Short names of grids by role and person, in the order of the roles.
    """
    rows = plan.assignments[plan.assignments["role"].isin(BESIDE)]
    rows = rows[rows["grid_id"].map(plan.grids["branch_id"]) == branch_id].sort_values("grid_id")
    who = rows["officer_id"].map(plan.officers["name"]).fillna(rows["officer_id"])
    told: dict[tuple[str, str], list[str]] = {}
    for role in BESIDE:
        for grid, name in zip(rows["grid_id"][rows["role"] == role], who[rows["role"] == role], strict=True):
            told.setdefault((role, str(name)), []).append(short(str(grid)))
    return {one: ", ".join(dict.fromkeys(grids)) for one, grids in told.items()}


def _post(frame: Frame, row: Mapping[Hashable, object]) -> str:
    officer = str(row["officer_id"])
    name = frame.plan.officers["name"].get(officer, "")
    title = _title(row, frame.lang)
    duties = "".join(f"<li>{safe(duty)}</li>" for duty in str(row[f"duties_{frame.lang}"]).splitlines())
    quotas = [f"{frame.say(text)} {_short(row[column])}" for column, text in QUOTAS.items() if row.get(column)]
    quotas += [f"{frame.say('Sees')} {frame.say(SCOPES[str(row['data_scope'])])}"] if "data_scope" in row else []
    quotas += [f"{frame.say('On station')} {day}" for day in _stations(frame, officer)]
    facts = safe(" · ".join(quotas))
    # a post that nobody holds by name is called by what it is
    head = " · ".join(filter(None, (str(name), title)))
    return f"<div class='gp-post'><b>{safe(head)}</b><ul>{duties}</ul><small>{facts}</small></div>"


def _title(row: Mapping[Hashable, object], lang: str) -> str:
    post = str(row["post"])
    return Post(post).label(lang) if post in set(map(str, Post)) else post


def _stations(frame: Frame, officer: str) -> list[str]:
    stations = frame.plan.registers.stations
    mine = stations[stations["officer_id"] == officer]
    names = frame.plan.units["name"]
    days = _DAYS["zh" if frame.lang == "zh" else "en"]
    return [f"{days[int(row['weekday']) - 1]} {names.get(row['unit_id'], '')}" for row in mine.to_dict("records")]


def _short(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float | int) else str(value)
