"""Put a map of ours on a page: Leaflet from this very server, shapes sent once, colours as they change."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources import files

import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium

from gridplan.maps.compose import compose, drawings, words
from gridplan.maps.drawing import Drawing, Json, View
from gridplan.maps.offline import Paint

#: A component is how Streamlit serves a folder of a package; this one is never mounted itself.
components.declare_component("assets", path=str(files("gridplan.maps").joinpath("assets")))
#: Seen from the frame that holds the map.
ADDRESS = "../gridplan.pages.bridge.assets/"


@st.cache_resource(show_spinner=False, max_entries=12)
def _drawn(key: str, _view: View, layers: tuple[str, ...] | None) -> tuple[list[Drawing], Json, str]:
    """Draw once for a scope, a plan and a view; the digest changes whenever a shape does."""
    del key
    drawn = drawings(_view, layers)
    digest = hashlib.sha256("".join(drawing.script for drawing in drawn).encode()).hexdigest()
    return drawn, words(_view), digest


def show_map(view: View, colours: Json, *, key: str, height: int, layers: Sequence[str] | None = None) -> Json:
    """
    Show a map and tell which unit was clicked last.

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

    Returns
    -------
    click
        `unit` and `click`, a number that grows; empty before the first click.
    """
    wanted = None if layers is None else tuple(layers)
    place = f"{key}|{view.lang}|{view.branch_id}|{view.officer_id}|{view.model}|{view.start}"
    drawn, furniture, digest = _drawn(place, view, wanted)
    map_ = compose(view, drawn, furniture)
    map_.serve_from(ADDRESS)
    answer = st_folium(
        map_,
        key=digest,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=Paint(colours),
    )
    return dict(answer) if isinstance(answer, dict) else {}
