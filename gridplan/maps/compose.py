"""Compose a map of a plan from the layers."""

from __future__ import annotations

from collections.abc import Iterable

from gridplan.locale import gettext
from gridplan.maps.drawing import Drawing, Json, View
from gridplan.maps.layers import LAYERS, layers_of
from gridplan.maps.offline import Call, OfflineMap, add
from gridplan.maps.paint import paint
from gridplan.maps.shapes import WGS84
from gridplan.maps.text import safe, script_json
from gridplan.model.plan import Plan

#: Metres around the stops of a way.
_ROOM_M = 300.0
_WORLD = [[-60.0, -170.0], [75.0, 170.0]]


def drawings(view: View, layers: Iterable[str] | None = None) -> list[Drawing]:
    """
    Draw the layers of a view.

    Parameters
    ----------
    view
        What is to be seen.
    layers
        Names of layers; None draws all. Those that the bank put beside the plan always come, switched off.

    Returns
    -------
    drawings
        Those that have something to show, lowest first.
    """
    left_out = set() if layers is None else {layer.name for layer in LAYERS} - set(layers)
    drawn = [layer.draw(view) for layer in layers_of(view.plan) if layer.name not in left_out]
    return [drawing for drawing in drawn if drawing is not None]


def words(view: View) -> Json:
    """
    Say what stands on the map itself, so that an exported file has it too.

    Parameters
    ----------
    view
        What is to be seen.

    Returns
    -------
    words
        Credit, the mark of invented data, the title of the legend and whether it is open, the extent, the buttons.
    """
    meta = view.plan.meta
    return {
        "credit": " · ".join(safe(text) for text in (meta.county, meta.credit, meta.plan_id) if text),
        "synthetic": "合成数据 · synthetic data" if meta.synthetic else "",
        "legend": view.say("Legend"),
        # grids in colours of their own are named on the map and listed beside it
        "open": bool(view.indicator),
        "bounds": _bounds(view),
        # Leaflet has them in English alone
        "buttons": {
            "zoom-in": view.say("Zoom in"),
            "zoom-out": view.say("Zoom out"),
            "layers-toggle": view.say("Layers"),
        },
    }


def _bounds(view: View) -> list[list[float]]:
    if view.units.empty:
        return _WORLD
    # who is on the way wants to see the way
    stops = view.plan.households.geometry.reindex(view.route).dropna()
    shapes = stops.buffer(_ROOM_M) if len(stops) else view.units.geometry
    west, south, east, north = shapes.to_crs(WGS84).total_bounds.round(6).tolist()
    return [[south, west], [north, east]]


def compose(view: View, drawn: Iterable[Drawing], furniture: Json | None = None) -> OfflineMap:
    """
    Put drawings on a map; their colours come with a call of `repaint`.

    Parameters
    ----------
    view
        What is to be seen.
    drawn
        What `drawings` gave.
    furniture
        What `words` gave; made here if left out.

    Returns
    -------
    map_
        The map without colours.
    """
    furniture = words(view) if furniture is None else furniture
    map_ = OfflineMap(furniture, title=f"{view.plan.meta.county} · {gettext('Marketing grids', view.lang)}")
    for drawing in drawn:
        add(map_, drawing)
    map_.add_child(Call("furnish", script_json(furniture)), name="furnish")
    return map_


def plan_map(
    plan: Plan,
    *,
    lang: str,
    level: str = "grid",
    indicator: str = "spatial_coverage_hh_road",
    model: str = "radius",
    branch_id: str | None = None,
    officer_id: str | None = None,
    layers: Iterable[str] | None = None,
) -> OfflineMap:
    """
    Draw a plan as a map that stands on its own.

    Parameters
    ----------
    plan
        The plan, cut to what the viewer may see.
    lang
        `zh` or `en`.
    level
        What the colours stand for: `grid`, `unit`, `town` or `branch`.
    indicator
        Indicator that colours the units; empty colours each grid apart.
    model
        Which reach is shown first, `radius` or `road_time`.
    branch_id
        One branch; None shows all.
    officer_id
        One officer's grids; None shows all.
    layers
        Names of layers; None draws all.

    Returns
    -------
    map_
        A folium map; `offline.save_html` writes it as one file.
    """
    return saved_map(View(plan, lang, level, indicator, model, branch_id, officer_id), layers)


def saved_map(view: View, layers: Iterable[str] | None = None, *, taken: str = "") -> OfflineMap:
    """
    Draw a view as a map that stands on its own.

    Parameters
    ----------
    view
        What is to be seen.
    layers
        Names of layers; None draws all.
    taken
        Who takes it away, and when; stands beside the credit.

    Returns
    -------
    map_
        A folium map; `offline.save_html` writes it as one file.
    """
    furniture = words(view)
    furniture["credit"] = " · ".join(text for text in (furniture["credit"], safe(taken)) if text)
    map_ = compose(view, drawings(view, layers), furniture)
    map_.add_child(Call("repaint", script_json(paint(view))), name="paint")
    return map_
