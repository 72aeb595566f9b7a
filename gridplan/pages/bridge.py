"""Put a map of ours on a page: the browser fetches shapes and colours from this server, each under its own key."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from gridplan.maps.compose import compose, drawings
from gridplan.maps.drawing import Json, View
from gridplan.maps.offline import SCRIPTS, STYLES, TOOLS, assets_digest
from gridplan.maps.shelf import SHELF, Tiles
from gridplan.maps.text import script_json
from gridplan.pages.heard import heard

#: Where `gridplan.web.maps` answers.
PARCELS, ASSETS = "/map/", f"/map/assets/{assets_digest()}/"
_component = st.components.v2.component("gridplan.map", js="bridge.js")


@dataclass(frozen=True)
class _Scene:
    """A map without its colours, as it lies on the shelf; what is not shown at first lies beside it."""

    text: str
    lasting: bool
    later: tuple[str, ...]
    tiles: Tiles | None

    def lay(self, text: str) -> str:
        return PARCELS + SHELF.lay(text, lasting=self.lasting)


@st.cache_resource(show_spinner=False, max_entries=24)
def _scene(key: str, _view: View, layers: tuple[str, ...] | None) -> _Scene:
    """Draw once for a scope, a plan and a view; what shows where people live must not stay in the browser."""
    del key
    drawn = drawings(replace(_view, tiled=True), layers)
    tiles = next((drawing.tiles for drawing in drawn if drawing.tiles is not None), None)
    waiting = [drawing for drawing in drawn if drawing.can_wait]
    at_once = [replace(one, data={}, later=waiting.index(one)) if one.can_wait else one for one in drawn]
    later = tuple(script_json(drawing.data) for drawing in waiting)
    return _Scene(compose(_view, at_once).scene, all(drawing.kind != "points" for drawing in drawn), later, tiles)


def _widget(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def told_before(view: View, *, key: str, layers: Sequence[str] | None = None) -> Json:
    """
    Tell what was done on a map before this run draws it.

    Parameters
    ----------
    view
        As `show_map` is going to be given it.
    key
        As `show_map` is going to be given it.
    layers
        As `show_map` is going to be given them.

    Returns
    -------
    answer
        As `show_map` is going to give it; empty where the browser told nothing.
    """
    told = (st.session_state.get(_widget(key)) or {}).get("answer")
    if told is None:
        return {}
    made = _scene(_place(view, key), view, None if layers is None else tuple(layers))
    return heard(told, made.lay(made.text), view.units.index)


def _place(view: View, key: str) -> str:
    return f"{key}|{view.lang}|{view.branch_id}|{view.officer_id}|{view.model}|{view.start}"


def lay_out(view: View, *, key: str, layers: Sequence[str] | None = None) -> None:
    """
    Draw a map before anybody asks for it.

    Parameters
    ----------
    view
        What is to be seen.
    key
        As `show_map` is going to be given it.
    layers
        Names of layers; None shows all.
    """
    _scene(_place(view, key), view, None if layers is None else tuple(layers))


def show_map(
    view: View,
    colours: Json,
    *,
    key: str,
    height: int,
    layers: Sequence[str] | None = None,
    tools: Json | None = None,
    at_once: bool = False,
) -> Json:
    """
    Show a map and tell what was done on it.

    Parameters
    ----------
    view
        What is to be seen.
    colours
        What `paint` gave; it may change without the map being built anew.
    key
        Names scope, plan and whatever else decides the shapes.
    height
        Pixels.
    layers
        Names of layers; None shows all.
    tools
        What the buttons for drawing need: `grids` with the colour of each, the chosen `grid`, the `locked` ones;
        without it there are no buttons.
    at_once
        Whether the colours go along with the message, as where somebody waits for them at every click; by default
        the browser fetches them.

    Returns
    -------
    answer
        `unit` and `click`, a number that grows, of the last click; `edits` with a growing number `n` each, oldest
        first. Empty as long as nothing was done that holds for the map that stands.
    """
    wanted = None if layers is None else tuple(layers)
    place = _place(view, key)
    made = _scene(place, view, wanted)
    scene = made.lay(made.text)
    given = {
        "scene": scene,
        "later": [made.lay(text) for text in made.later],
        "paint": colours if at_once else PARCELS + SHELF.lay(script_json(colours)),
        "tiles": PARCELS + SHELF.lay_tiles(made.tiles, f"{place}|{wanted}") if made.tiles else None,
        "assets": ASSETS,
        "scripts": [*SCRIPTS, *([TOOLS] if tools is not None else [])],
        "styles": STYLES,
        "height": height,
        "tools": tools,
        "label": view.say("Map: arrows move it, plus and minus zoom"),
        "sorry": view.say("The map could not be fetched; please load the page again"),
    }
    told = _component(
        key=_widget(key),
        data=given,
        height=height,
        on_answer_change=lambda: None,
    )
    return heard(told.get("answer"), scene, view.units.index)
