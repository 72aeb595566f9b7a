"""How each layer of a plan looks in QGIS."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from gridplan.storage.exports.qml import Style
from gridplan.storage.exports.symbols import Symbol, fill, line, marker
from gridplan.storage.exports.wording import label, name

#: Paul Tol's light scheme: told apart by a colour-blind reader, and black text reads on it.
APART = ("#77aadd", "#ee8866", "#eedd88", "#ffaabb", "#44bb99", "#bbcc33", "#99ddff", "#aaaa00", "#dddddd")
_INK, _WATER = "#1d2b38", "#4a90c2"
_BARRIERS = {"river": "#2166ac", "railway": "#3b3b3b", "motorway": "#b2182b", "ridge": "#8c510a"}
_REACH = {
    "radius": fill("#ffffff", style="no", outline="#b2182b", width=0.5, pen="dash"),
    "road_time": fill("#1b7837", opacity=0.12, outline="#1b7837", width=0.4),
}
_HATCHED = {
    "circle_only": fill("#b2182b", style="b_diagonal", outline="#b2182b", width=0.2),
    "road_only": fill("#1b7837", style="f_diagonal", outline="#1b7837", width=0.2),
    "gap": fill("#3b3b3b", style="diagonal_x", outline="#3b3b3b", width=0.2),
    "overlap": fill("#2166ac", style="horizontal", outline="#2166ac", width=0.2),
}
_ROADS = {
    "motorway": line("#d98c3f", 0.8),
    "trunk": line("#d98c3f", 0.6),
    "primary": line("#a67c52", 0.5),
    "secondary": line("#a67c52", 0.4),
}
_CARE = {"priority": "#b2182b", "periodic": "#ef8a62", "develop": "#2c7fb8", "watch": "#9e9e9e"}
#: Layers that look the same whatever they hold: symbol, and the field that labels them.
_PLAIN: Mapping[str, tuple[Symbol, str]] = {
    "units": (fill("#ffffff", style="no", outline="#8a949e", width=0.15), ""),
    "special_grids": (fill("#762a83", style="dense6", outline="#762a83", width=0.5), "name"),
    "blocks": (fill("#ffffff", style="no", outline="#5b2a86", width=0.9, pen="dash"), "name"),
    "special_areas": (fill("#762a83", style="dense7", outline="#762a83", width=0.2, pen="dot"), ""),
    "branches": (marker("square", "#1d4e6b", 3.4, outline="#ffffff", width=0.5), "name"),
    "county": (fill("#ffffff", style="no", outline=_INK, width=0.8), ""),
    "towns": (fill("#ffffff", style="no", outline="#5b6770", width=0.4, pen="dash"), "town"),
    "water": (line(_WATER, 0.3), ""),
    "crossings": (marker("cross2", _INK, 1.8, outline=_INK), ""),
}
_ANY: Mapping[str, Symbol] = {
    "areas": fill("#a6cee3", opacity=0.8, outline=_WATER, width=0.1),
    "lines": line(_WATER, 0.3),
    "points": marker("circle", "#5b6770", 1.4, outline="#ffffff"),
}


def style_of(layer: str, table: pd.DataFrame, shape: str, lang: str, colours: Mapping[str, str]) -> Style:
    """
    Choose the style of a layer.

    Parameters
    ----------
    layer
        Its name, such as `grids`.
    table
        Its rows.
    shape
        `points`, `lines` or `areas`.
    lang
        Language of legend and field names.
    colours
        Colour by grid.

    Returns
    -------
    style
        What QGIS is to draw.
    """
    aliases = {str(column): name(str(column), lang) for column in table.columns if column != "geometry"}
    chosen = _CATEGORIES.get(layer)
    if chosen is not None:
        attribute, text, symbols = chosen(table, lang, colours)
        return Style(symbols, attribute, text, aliases)
    symbol, text = _PLAIN.get(layer, (_ANY[shape], ""))
    if symbol.kind != _ANY[shape].kind:
        symbol = _ANY[shape]
    return Style([("", name(layer, lang), symbol)], "", text if text in table else "", aliases)


Symbols = list[tuple[str, str, Symbol]]
Chosen = tuple[str, str, Symbols]


def _grids(table: pd.DataFrame, _: str, colours: Mapping[str, str]) -> Chosen:
    symbols = [
        (grid, str(text), fill(colours.get(grid, APART[-1]), opacity=0.55, outline=_INK, width=0.5))
        for grid, text in zip(table["grid_id"], table["name"], strict=True)
    ]
    return "grid_id", "name", symbols


def _by(layer: str, column: str, symbols: Mapping[str, Symbol], other: Symbol | None = None) -> Callable[..., Chosen]:
    def choose(_: pd.DataFrame, lang: str, __: Mapping[str, str]) -> Chosen:
        drawn = [(code, str(label(layer, column, code, lang)), symbol) for code, symbol in symbols.items()]
        return column, "", drawn + ([("", name("other", lang), other)] if other else [])

    return choose


_CATEGORIES: Mapping[str, Callable[..., Chosen]] = {
    "grids": _grids,
    "service_areas": _by("service_areas", "model", _REACH),
    "differences": _by("differences", "kind", _HATCHED),
    "barriers": _by("barriers", "kind", {kind: line(colour, 0.8) for kind, colour in _BARRIERS.items()}),
    "roads": _by("roads", "highway", _ROADS, line("#c3b8a8", 0.25)),
    "households": _by(
        "households",
        "care",
        {kind: marker("circle", colour, 0.9, outline=colour, width=0.0) for kind, colour in _CARE.items()},
        marker("circle", "#5b6770", 0.9, outline="#5b6770", width=0.0),
    ),
}


def grid_colours(units: pd.DataFrame, adjacency: pd.DataFrame) -> dict[str, str]:
    """
    Colour grids so that grids side by side differ.

    Parameters
    ----------
    units
        Basic units with `grid_id`.
    adjacency
        Neighbours; columns `unit_a` and `unit_b`.

    Returns
    -------
    colours
        A colour a grid.
    """
    near: dict[str, set[str]] = {grid: set() for grid in sorted(units["grid_id"].dropna().unique())}
    pairs = adjacency[["unit_a", "unit_b"]].apply(lambda column: column.map(units["grid_id"])).dropna()
    for one, other in pairs[pairs["unit_a"] != pairs["unit_b"]].drop_duplicates().itertuples(index=False, name=None):
        near[one].add(other)
        near[other].add(one)
    chosen: dict[str, str] = {}
    for place, grid in enumerate(near):
        turn = place % len(APART)
        taken = {chosen.get(other) for other in near[grid]}
        chosen[grid] = next((c for c in APART[turn:] + APART[:turn] if c not in taken), APART[turn])
    return chosen
