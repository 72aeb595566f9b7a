"""Symbols of QGIS: a fill, a line or a marker, with the options that its simple symbol layers read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Symbol:
    """
    How one thing is drawn.

    Attributes
    ----------
    kind
        `fill`, `line` or `marker`.
    options
        Options of its symbol layer.
    """

    kind: str
    options: Mapping[str, str]


def fill(
    colour: str, *, opacity: float = 1.0, outline: str, width: float, style: str = "solid", pen: str = "solid"
) -> Symbol:
    """
    Fill an area.

    Parameters
    ----------
    colour
        As `#rrggbb`.
    opacity
        Of the fill, 0 to 1.
    outline
        Its colour.
    width
        Of the outline, millimetres.
    style
        Brush of Qt: `solid`, `no`, `b_diagonal`, `f_diagonal`, `cross`, `dense6` ...
    pen
        Pen of Qt: `solid`, `dash`, `dot`, `no`.

    Returns
    -------
    symbol
        The symbol.
    """
    outlined = {"outline_color": rgba(outline), "outline_width": f"{width}", "outline_width_unit": "MM"}
    return Symbol(
        "fill",
        {"color": rgba(colour, opacity), "style": style, "outline_style": pen, "joinstyle": "bevel"} | outlined,
    )


def line(colour: str, width: float, *, pen: str = "solid") -> Symbol:
    """
    Draw a line.

    Parameters
    ----------
    colour
        As `#rrggbb`.
    width
        Millimetres.
    pen
        Pen of Qt.

    Returns
    -------
    symbol
        The symbol.
    """
    ends = {"capstyle": "round", "joinstyle": "round"}
    return Symbol(
        "line",
        {"line_color": rgba(colour), "line_width": f"{width}", "line_width_unit": "MM", "line_style": pen} | ends,
    )


def marker(shape: str, colour: str, size: float, *, outline: str, width: float = 0.3) -> Symbol:
    """
    Mark a point.

    Parameters
    ----------
    shape
        `circle`, `square`, `star`, `cross2` ...
    colour
        As `#rrggbb`.
    size
        Millimetres.
    outline
        Its colour.
    width
        Of the outline, millimetres.

    Returns
    -------
    symbol
        The symbol.
    """
    outlined = {"outline_color": rgba(outline), "outline_width": f"{width}", "outline_width_unit": "MM"}
    sized = {"size": f"{size}", "size_unit": "MM", "scale_method": "diameter"}
    return Symbol("marker", {"name": shape, "color": rgba(colour), "outline_style": "solid"} | sized | outlined)


def rgba(colour: str, opacity: float = 1.0) -> str:
    """
    Write a colour as QGIS does.

    Parameters
    ----------
    colour
        As `#rrggbb`.
    opacity
        0 to 1.

    Returns
    -------
    text
        Red, green, blue and alpha, 0 to 255, with commas.
    """
    parts = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return ",".join(map(str, [*parts, round(255 * opacity)]))
