"""Compare plans: what changed between two versions, on the map and in figures that add up."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from gridplan.access.scope import Viewer
from gridplan.locale import gettext
from gridplan.maps.changes import paint_changes
from gridplan.maps.drawing import View
from gridplan.maps.text import safe
from gridplan.model.words import Change, PlanState
from gridplan.pages.bridge import show_map
from gridplan.pages.choices import choose, preset
from gridplan.pages.compared import LEVELS, only_branch, show_indicators, show_level
from gridplan.pages.frame import Frame, open_frame, plain_errors
from gridplan.pages.planning_anew import show_planning
from gridplan.pages.state import show_state
from gridplan.planning.comparison import Comparison
from gridplan.workspace.comparing import compare_plans
from gridplan.workspace.viewing import plan_in_use, plan_versions

_LAYERS = ("units", "water", "roads", "places", "grids", "branches")
_MAP_HEIGHT = 560
#: Words of the address, so that a comparison can be sent to somebody.
_EARLIER, _LATER = "before", "after"


def main() -> None:
    """Draw the page."""
    lang = str(st.session_state.get("lang", "zh"))
    preset("version-True", gettext("Version of the plan", lang), st.query_params.get(_LATER, ""))
    frame = open_frame("compare_plans")
    before = _before(frame)
    st.query_params.update({_EARLIER: before, _LATER: frame.plan.meta.plan_id})
    with plain_errors(frame.lang):
        told = _told(frame.key, before, frame)
    show_state(frame)
    _tiles(frame, told)
    left, right = st.columns([0.56, 0.44], gap="medium")
    with left:
        branch_id = _branch(frame, told)
        view = View(frame.plan, frame.lang, "unit", "change", branch_id=branch_id)
        show_map(view, paint_changes(view, told.units), key=f"{frame.key}|changes", height=_MAP_HEIGHT, layers=_LAYERS)
    with right:
        level = choose("compared", frame.say("Table of"), list(LEVELS), lambda code: frame.say(LEVELS[code]))
        show_level(frame, told, level, branch_id)
    show_indicators(frame, told, branch_id)
    if frame.scope.viewer is Viewer.REGIONAL_MANAGER:
        with st.expander(frame.say("Plan the whole bank anew")):
            st.caption(frame.say("From the tables as they are now; the new version begins as a draft"))
            show_planning(frame, "Plan anew", leads_to="compare_plans")


@st.cache_resource(show_spinner=False, max_entries=6)
def _told(key: str, before: str, _frame: Frame) -> Comparison:
    """Keep a comparison for one scope; versions never change."""
    del key
    return compare_plans(_frame.scope, _frame.workspace, before, _frame.plan.meta.plan_id)


def _before(frame: Frame) -> str:
    """Offer the other versions, the plan in use first; a single version stands against itself."""
    after = frame.plan.meta.plan_id
    versions = plan_versions(frame.scope, frame.workspace)
    states = versions.set_index("plan_id")["state"]
    older = [str(name) for name in states.index if name != after]
    use = plan_in_use(frame.scope, frame.workspace)
    order = sorted(older, key=lambda name: name != use) or [after]
    if not older:
        st.info(frame.say("There is only one version of the plan yet"))
    label = frame.say("Compare with version")
    preset("compare-with", label, st.query_params.get(_EARLIER, ""))
    return choose("compare-with", label, order, lambda name: f"{name} · {PlanState(states[name]).label(frame.lang)}")


def _branch(frame: Frame, told: Comparison) -> str | None:
    """Begin with the one branch where anything changes: on the map of a county nobody finds its few units."""
    names = frame.plan.branches["name"]
    mine = [str(branch) for branch in names.index if frame.scope.sees_branch(str(branch))]
    if len(mine) == 1:
        return mine[0]
    first = only_branch(told.units)
    order = [first, "", *(branch for branch in mine if branch != first)] if first in mine else ["", *mine]
    return (
        choose(f"changed-{first}", frame.say("Branch"), order, lambda c: names[c] if c else frame.say("All branches"))
        or None
    )


def _tiles(frame: Frame, told: Comparison) -> None:
    """Say in a line of tiles how much changes."""
    whole = told.totals[told.totals["level"] == "all"].iloc[0]
    number = told.units["change"].value_counts()
    kinds = [change for change in Change if change is not Change.NONE and str(change) in number]
    tiles = [
        (frame.say("Households with another owner"), f"{told.moved:,.0f}", f"{told.moved_share:.1%}"),
        (frame.say("Households"), f"{whole['households_change']:+,.0f}", _ends(whole, "households")),
        (frame.say("Hours a year"), f"{whole['workload_h_change']:+,.0f}", _ends(whole, "workload_h")),
        *((change.label(frame.lang), f"{number[str(change)]:,}", frame.say("Units")) for change in kinds),
    ]
    html = "".join(
        f"<div class='gp-tile'><span>{safe(a)}</span><b>{safe(b)}</b><small>{safe(c)}</small></div>"
        for a, b, c in tiles
    )
    st.html(f"<div class='gp-tiles'>{html}</div>")


def _ends(row: pd.Series, name: str) -> str:
    return f"{row[f'{name}_before']:,.0f} → {row[f'{name}_after']:,.0f}"


main()
