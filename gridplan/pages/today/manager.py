"""The regional manager's day: where are we not, whose is it and why; what waits; who is left out."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import streamlit as st

from gridplan.maps.measures import figure
from gridplan.model.words import PlanState
from gridplan.pages.frame import Frame
from gridplan.pages.today.card import Way, show_card
from gridplan.pages.today.figures import explain, left_over, rows_of, say_figure
from gridplan.pages.today.way import say_plan
from gridplan.pages.whose import name_of, reasons, whose
from gridplan.workspace.overview import cherry_picking, plans_waiting

_REACH = "spatial_coverage_hh_road"
_WORST_N = 3
#: What is to be done about a plan that waits.
_DO = {str(PlanState.CHECKED): "See and approve", str(PlanState.APPROVED): "See and publish"}


def show_manager(frame: Frame) -> None:
    """
    Show the cards in two columns; on a phone one below the other.

    Parameters
    ----------
    frame
        The open plan.
    """
    left, right = st.columns(2, gap="medium")
    with left:
        for level in ("grid", "branch"):
            _worst(frame, level)
    with right:
        _waiting(frame)
        _unvisited(frame)
        _gap(frame)
        _picking(frame)


def _worst(frame: Frame, level: str) -> None:
    """Name the three, whose each is and why."""
    rows = rows_of(frame, level, _REACH).head(_WORST_N)
    title = frame.say("The worst-covered grids" if level == "grid" else "The worst-covered branches")
    lines = []
    for identity, row in rows.iterrows():
        place = str(identity)
        owner = whose(frame.plan, level, place)
        people = " · ".join(filter(None, (owner.branch if level == "grid" else "", owner.owner)))
        why = "; ".join(reasons(frame, level, place))
        said = f"{name_of(frame.plan, level, place)}: {say_figure(frame, _REACH, row)}"
        lines.append(" — ".join(filter(None, (said, people, why))))
    ways = [
        Way("coverage", name_of(frame.plan, level, str(place)), _view(frame, level, str(place))) for place in rows.index
    ]
    low = figure(float(rows["value"].iloc[0]), share=True) if len(rows) else "–"
    show_card(frame, title, low, lines, ways, note=explain(frame, _REACH), bad=bool(len(rows)))


def _view(frame: Frame, level: str, place: str) -> dict[str, str]:
    branch = place if level == "branch" else str(frame.plan.grids["branch_id"].get(place, ""))
    return {"indicator": "spatial_coverage_hh", "reach": "road_time", "level": "grid", "in": branch, "place": place}


def _waiting(frame: Frame) -> None:
    found = plans_waiting(frame.scope, frame.workspace)
    shown = found.head(_WORST_N)
    lines = [say_plan(frame, row) for row in shown.to_dict("records")] or [frame.say("Nothing waits for you")]
    ways = [
        Way("compare_plans", f"{frame.say(_DO[str(state)])} {plan}", {"after": str(plan)})
        for plan, state in zip(shown["plan_id"], shown["state"], strict=True)
    ]
    show_card(frame, frame.say("Plans that wait for you"), str(len(found)), lines, ways, bad=len(found) > 0)


def _unvisited(frame: Frame) -> None:
    branches = rows_of(frame, "branch", "visit_coverage")
    left = left_over(rows_of(frame, "county", "visit_coverage"))
    lines = [_line(frame, "visit_coverage", str(branch), row) for branch, row in branches.head(_WORST_N).iterrows()]
    view = {"indicator": "visit_coverage", "level": "branch"}
    _card(frame, "Eligible households not visited yet", _count(left), lines, view, "visit_coverage")


def _gap(frame: Frame) -> None:
    county = rows_of(frame, "county", "far_reach_gap")
    branches = rows_of(frame, "branch", "far_reach_gap")
    lines = [_line(frame, "far_reach_gap", str(branch), row) for branch, row in branches.head(_WORST_N).iterrows()]
    whole = figure(float(county["value"].iloc[0]), share=True) if len(county) else "–"
    view = {"indicator": "far_reach_gap", "level": "branch"}
    _card(frame, "Far-reach gap", whole, lines, view, "far_reach_gap")


def _picking(frame: Frame) -> None:
    table = cherry_picking(frame.scope, frame.workspace, now=datetime.now(UTC))
    worst = table.drop("")["index"].dropna().sort_values(ascending=False).head(_WORST_N)
    names = frame.plan.branches["name"]
    lines = [f"{names.get(branch, branch)}: {value:.2f}" for branch, value in worst.items()]
    lines = lines or [frame.say("No visit with a date in this quarter: not known")]
    whole = figure(float(table["index"].get("", np.nan)), share=False)
    said = frame.say("Gini coefficient of visits met in 13 weeks over eligible households: 0 alike, 1 all to one")
    ways = [Way("coverage", frame.say("Visit coverage"), {"indicator": "visit_coverage", "level": "branch"})]
    show_card(frame, frame.say("Cherry-pick index"), whole, lines, ways, note=said)


def _line(frame: Frame, code: str, branch: str, row: pd.Series) -> str:
    return f"{name_of(frame.plan, 'branch', branch)}: {say_figure(frame, code, row)}"


def _card(frame: Frame, title: str, whole: str, lines: list[str], view: dict[str, str], code: str) -> None:
    lines = lines or [frame.say("This indicator has no figures at this level")]
    ways = [Way("coverage", frame.say("Coverage and penetration"), view)]
    show_card(frame, frame.say(title), whole, lines, ways, note=explain(frame, code))


def _count(households: float) -> str:
    return f"{households:,.0f}" if np.isfinite(households) else "–"
