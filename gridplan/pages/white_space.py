"""White space: whom nobody reaches, where weekly slots reach most of them, and what each further slot adds."""

from __future__ import annotations

from base64 import b64encode

import geopandas as gpd
import streamlit as st

from gridplan.geo.network import By
from gridplan.maps.drawing import View
from gridplan.maps.slots import paint_slots
from gridplan.maps.text import safe
from gridplan.pages.bridge import show_map
from gridplan.pages.choices import choose
from gridplan.pages.figure_help import helped
from gridplan.pages.frame import Frame, open_frame, plain_errors
from gridplan.pages.gain_curve import gain_curve
from gridplan.pages.state import show_state
from gridplan.planning.white_space import SlotDials, WhiteSpace
from gridplan.workspace.white_space import white_space

#: Reach by road: measure, how far, and the words for it.
REACH: dict[str, tuple[By, float, str, int]] = {
    "m3000": ("metres", 3_000.0, "{0} km", 3),
    "m1000": ("metres", 1_000.0, "{0} km", 1),
    "m5000": ("metres", 5_000.0, "{0} km", 5),
    "min10": ("minutes", 10.0, "{0} minutes", 10),
    "min20": ("minutes", 20.0, "{0} minutes", 20),
}
_LAYERS = ("units", "water", "roads", "places", "grids", "branches")
_MAP_HEIGHT = 600


def main() -> None:
    """Draw the page."""
    frame = open_frame("white_space")
    columns = st.columns(3)
    with columns[0]:
        reach = choose("slot_reach", frame.say("People come from"), list(REACH), lambda code: _reach(frame, code))
    with columns[1]:
        branch_id = _branch(frame)
    with st.spinner(frame.say("Looking for the best places")), plain_errors(frame.lang):
        found = white_space(
            frame.scope,
            frame.workspace,
            plan_id=frame.plan.meta.plan_id,
            dials=SlotDials(by=REACH[reach][0], within=REACH[reach][1]),
            branch_id=branch_id,
        )
    with columns[2]:
        slots = _slots(frame, found)
    places = found.places[found.places["slots"] == slots]
    _tiles(frame, found, slots)
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left:
        view = View(frame.plan, frame.lang, "unit", "white_space", branch_id=branch_id)
        colours = paint_slots(view, found.demand, places)
        show_map(view, colours, key=f"{frame.key}|white", height=_MAP_HEIGHT, layers=_LAYERS)
    with right:
        _curve(frame, found)
        _table(frame, places)
        show_state(frame)


def _reach(frame: Frame, code: str) -> str:
    _, _, text, number = REACH[code]
    return frame.say(text).format(number)


def _branch(frame: Frame) -> str | None:
    names = frame.plan.branches["name"]
    mine = [str(branch) for branch in names.index if frame.scope.sees_branch(str(branch))]
    every = [""] if len(mine) > 1 and frame.scope.branch_ids is None else []
    label = frame.say("Branch")
    return choose("filter", label, [*every, *mine], lambda c: names[c] if c else frame.say("All branches")) or None


def _slots(frame: Frame, found: WhiteSpace) -> int:
    """Begin with five slots, or with as many as add anything."""
    numbers = [str(number) for number in found.curve["slots"]]
    if not numbers:
        return 0
    usual = numbers[min(4, len(numbers) - 1)]
    order = [usual, *[number for number in numbers if number != usual]]
    return int(choose("slots", frame.say("Weekly slots"), order, str))


def _tiles(frame: Frame, found: WhiteSpace, slots: int) -> None:
    total = float(found.demand.sum())
    tiles = [(f"{total:,.0f}", "Households out of reach", frame.say(found.base))]
    if slots:
        row = found.curve.set_index("slots").loc[slots]
        tiles += [
            (f"{row['households']:,.0f}", "Households reached", f"{row['share']:.1%}"),
            (f"{row['hours']:.1f}", "Hours a week", frame.say("The way there and back, and the slot")),
            (f"{row['per_hour']:,.0f}", "Households an hour", frame.say("Proved: no other places reach more")),
        ]
    shown = [
        f"<div class='gp-tile'><b>{figure}</b><span>{helped(frame, name)}</span><small>{safe(small)}</small></div>"
        for figure, name, small in tiles
    ]
    st.html(f"<div class='gp-tiles'>{''.join(shown)}</div>")


def _curve(frame: Frame, found: WhiteSpace) -> None:
    if found.curve.empty:
        st.info(frame.say("No slot would reach enough people to be told of"))
        return
    st.markdown(f"**{frame.say('What each further slot adds')}**")
    axes = (frame.say("Hours a week"), frame.say("Households reached"))
    picture = b64encode(gain_curve(found.curve, *axes).encode()).decode()
    told = safe(f"{frame.say('What each further slot adds')}: {' · '.join(reversed(axes))}")
    st.html(f"<img class='gp-picture' alt='{told}' src='data:image/svg+xml;base64,{picture}'>")


def _table(frame: Frame, places: gpd.GeoDataFrame) -> None:
    if places.empty:
        return
    names = frame.plan.branches["name"]
    heads = ("Place", "Branch", "Households", "Hours a week", "Households an hour")
    head = "".join(f"<th>{safe(frame.say(text))}</th>" for text in heads)
    lines = [
        f"<tr><td>{row.rank} {safe(row.name)}</td><td>{safe(names.get(row.branch_id, row.branch_id))}</td>"
        f"<td>{row.households:,.0f}</td><td>{row.hours:.1f}</td><td>{row.per_hour:,.0f}</td></tr>"
        for row in places.itertuples(index=False)
    ]
    st.html(f"<div class='gp-wide' tabindex='0'><table class='gp-table'><tr>{head}</tr>{''.join(lines)}</table></div>")


main()
