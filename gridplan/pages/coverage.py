"""Coverage and penetration: where are we not, and whose is it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from gridplan.pages.bridge import show_map
from gridplan.pages.cover.asked import Asked, ask, sources
from gridplan.pages.cover.drill import mark_place, show_trail
from gridplan.pages.cover.histogram import show_histogram
from gridplan.pages.cover.months import ask_months, paint_months, show_months
from gridplan.pages.cover.place import show_place, whole
from gridplan.pages.cover.ranking import ranked, show_ranking
from gridplan.pages.cover.table import show_table
from gridplan.pages.downloads import offer_downloads
from gridplan.pages.findings import count_findings
from gridplan.pages.frame import open_frame
from gridplan.pages.small_print import small_print
from gridplan.pages.state import show_state
from gridplan.pages.tiles import show_tiles
from gridplan.pages.worth import show_worth

_TILES = (
    "spatial_coverage_hh_radius", "spatial_coverage_hh_road", "overlap_share",
    "penetration", "visit_coverage", "filing_rate", "credit_granted_rate", "credit_use_rate",
)  # fmt: skip
_MAP_HEIGHT = 620
_CLICK = "cover_click"


def main() -> None:
    """Draw the page."""
    frame = open_frame("coverage")
    asked = ask(frame)
    above = st.container()
    left, right = st.columns([0.62, 0.38], gap="medium")
    # the map has the longest way to go: the browser fetches and draws it while the rest is worked out
    with left:
        _map(asked)
    with above:
        small_print(sources(frame, asked.indicator, asked.base))
        show_tiles(frame, _TILES, *_summed(asked))
        show_trail(asked)
    ranking = ranked(asked)
    with left:
        show_months(asked, *((asked.level, asked.place) if asked.place in ranking.index else whole(asked)))
    with right:
        show_place(asked, ranking)
        show_histogram(asked, ranking)
        show_ranking(asked, ranking)
    show_table(asked, ranking)
    show_worth(frame, frame.plan, asked.branch_id)
    count_findings(frame, asked.branch_id)
    show_state(frame)
    offer_downloads(frame, asked.saved_view, asked.branch_id)


def _map(asked: Asked) -> None:
    """Mark the place on the map; a click on it there chooses it, too."""
    key = f"{asked.frame.key}|{asked.grid_id or ''}"
    months = ask_months(asked)
    painted = asked.painted if months is None else paint_months(asked, *months)
    colours = {**painted, "selected": _units(asked, asked.place)}
    answer = show_map(asked.view, colours, key=key, height=_MAP_HEIGHT)
    click = answer.get("click")
    if click and click != st.session_state.get(_CLICK):
        st.session_state[_CLICK] = click
        mark_place(_place_of(asked, str(answer.get("unit", ""))))
        st.rerun()


def _units(asked: Asked, place: str) -> list[str]:
    """List the units of a place that are in view."""
    units = asked.view.units
    if asked.level == "county":
        return [str(unit) for unit in units.index] if place else []
    columns = {"grid": "grid_id", "town": "town", "branch": "branch_id"}
    at = units[columns[asked.level]] if asked.level in columns else units.index.to_series()
    return [str(unit) for unit in units.index[(at == place).to_numpy()]]


def _place_of(asked: Asked, unit: str) -> str:
    if asked.level == "county":
        return str(asked.frame.plan.meta.county)
    column = {"grid": "grid_id", "town": "town", "branch": "branch_id"}.get(asked.level)
    return unit if column is None else str(asked.frame.plan.units[column].get(unit, ""))


def _summed(asked: Asked) -> tuple[str, str]:
    """Sum up the branch that one has gone into, else the county; grids have no tiles of their own."""
    return whole(replace(asked, grid_id=None))


main()
