"""Coverage and penetration: where are we not, and whose is it."""

from __future__ import annotations

import numpy as np
import streamlit as st

from gridplan.maps.drawing import View
from gridplan.maps.measures import MEASURES
from gridplan.maps.paint import paint
from gridplan.pages.bridge import show_map
from gridplan.pages.choices import choose
from gridplan.pages.downloads import offer_downloads
from gridplan.pages.findings import count_findings
from gridplan.pages.frame import Frame, open_frame
from gridplan.pages.state import show_state
from gridplan.pages.tiles import show_tiles
from gridplan.pages.worth import show_worth
from gridplan.workspace.viewing import coverage_table

LEVELS = {"grid": "Grids", "unit": "Units", "town": "Towns", "branch": "Branches"}
MODELS = {"road_time": "Road", "radius": "Circle"}
#: Indicators that differ by the model of reach carry its short name at their end.
_ENDING = {"radius": "_radius", "road_time": "_road"}
_TILES = (
    "spatial_coverage_hh_radius", "spatial_coverage_hh_road", "gap_share_road", "overlap_share",
    "penetration", "filing_rate", "credit_granted_rate", "credit_use_rate",
)  # fmt: skip
_MAP_HEIGHT = 600


def main() -> None:
    """Draw the page."""
    frame = open_frame("coverage")
    view = _view(frame)
    show_tiles(frame, _TILES, *_place(frame, view))
    left, right = st.columns([0.64, 0.36], gap="medium")
    with left:
        show_map(view, paint(view), key=frame.key, height=_MAP_HEIGHT)
    with right:
        _ranking(frame, view)
    show_worth(frame, frame.plan, view.branch_id)
    count_findings(frame, view.branch_id)
    show_state(frame)
    offer_downloads(frame)


def _place(frame: Frame, view: View) -> tuple[str, str]:
    """Sum up the chosen branch, else the only one in view, else the county."""
    own = frame.scope.branch_ids or ()
    branch = view.branch_id or (next(iter(own)) if len(own) == 1 else None)
    return ("branch", branch) if branch else ("county", frame.plan.meta.county)


def _view(frame: Frame) -> View:
    """Four choices beside each other; on a phone they stand in a column."""
    places = st.columns([1, 2, 1, 1.4])
    with places[2]:
        model = choose("model", frame.say("Reach by"), list(MODELS), lambda code: frame.say(MODELS[code]))
    with places[0]:
        level = choose("level", frame.say("Colour by"), list(LEVELS), lambda code: frame.say(LEVELS[code]))
    with places[1]:
        indicator = _indicator(frame, model)
    with places[3]:
        branch = choose("filter", frame.say("Branch"), ["", *_branches(frame)], lambda code: _branch_name(frame, code))
    return View(frame.plan, frame.lang, level, indicator, model, branch or None)


def _indicator(frame: Frame, model: str) -> str:
    """One entry an indicator; those of reach follow the chosen model."""
    stems: dict[str, str] = {}
    for code in MEASURES:
        stem = code.removesuffix("_radius").removesuffix("_road")
        if stem == code or code.endswith(_ENDING[model]):
            stems[stem] = code
    stem = choose("indicator", frame.say("Indicator"), list(stems), lambda s: frame.say(MEASURES[stems[s]].name))
    st.caption(f"{frame.say('Formula')}: {frame.say(MEASURES[stems[stem]].formula)}")
    return stems[stem]


def _branches(frame: Frame) -> list[str]:
    return [branch for branch in frame.plan.branches.index if frame.scope.sees_branch(branch)]


def _branch_name(frame: Frame, code: str) -> str:
    return str(frame.plan.branches.loc[code, "name"]) if code else frame.say("All branches")


def _ranking(frame: Frame, view: View) -> None:
    """Worst first, for that is what the page is for."""
    measure = MEASURES[view.indicator]
    table = coverage_table(frame.scope, frame.plan, [view.level])
    table = table[table["indicator"] == view.indicator]
    if view.branch_id is not None and view.level != "town":
        kept = view.units.index if view.level == "unit" else view.units["grid_id"].unique()
        table = table[table["id"].isin([view.branch_id] if view.level == "branch" else kept)]
    if table.empty or not np.isfinite(table["value"]).any():
        st.info(frame.say("This indicator has no figures at this level"))
        return
    table = table.sort_values("value", ascending=measure.palette is MEASURES["penetration"].palette)
    shown = table.assign(
        id=table["id"].map(_names(frame, view.level)).fillna(table["id"]), base=table["base"].map(frame.say)
    )
    kind = st.column_config.ProgressColumn if measure.share else st.column_config.NumberColumn
    top = {"format": "percent", "min_value": 0.0, "max_value": max(1.0, float(table["value"].max()))}
    st.dataframe(
        shown[["id", "value", "numerator", "denominator", "base"]],
        hide_index=True,
        height=_MAP_HEIGHT,
        column_config={
            "id": st.column_config.TextColumn(frame.say(LEVELS[view.level]), width="medium"),
            "value": kind(frame.say(measure.name), **(top if measure.share else {"format": "%.2f"})),
            "numerator": st.column_config.NumberColumn(frame.say("Numerator"), format="localized"),
            "denominator": st.column_config.NumberColumn(frame.say("Denominator"), format="localized"),
            "base": frame.say("Base"),
        },
    )


def _names(frame: Frame, level: str) -> dict[str, str]:
    source = {"grid": frame.plan.grids, "unit": frame.plan.units, "branch": frame.plan.branches}.get(level)
    return {} if source is None else dict(source["name"])


main()
