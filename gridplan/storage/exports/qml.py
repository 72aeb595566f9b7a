"""
Styles as QGIS 3 writes them (QML).

A style is one symbol, or one a category of a field, with labels and the names of the fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from gridplan.storage.exports.symbols import Symbol, rgba

_VERSION = "3.22.0"
_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_CLASSES = {"fill": "SimpleFill", "line": "SimpleLine", "marker": "SimpleMarker"}
_GEOMETRY = {"marker": "0", "line": "1", "fill": "2"}
#: Where QGIS puts a label: around a point, along a line, over the middle of an area.
_PLACEMENT = {"marker": "6", "line": "2", "fill": "1"}


@dataclass(frozen=True)
class Style:
    """
    How a layer is drawn.

    Attributes
    ----------
    symbols
        Value of the field, text of the legend, symbol. Without a field, the first one is for all; the value ""
        is for all that have no category.
    attribute
        Field that decides; empty for one symbol.
    label
        Field that is written beside.
    aliases
        Names of fields in the reader's language.
    """

    symbols: Sequence[tuple[str, str, Symbol]]
    attribute: str = ""
    label: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)


def qml(style: Style) -> str:
    """
    Write a style as QML.

    Parameters
    ----------
    style
        The style.

    Returns
    -------
    text
        An XML document.
    """
    kind = style.symbols[0][2].kind
    categories = "Symbology|Labeling|Fields"
    root = Element("qgis", version=_VERSION, styleCategories=categories, labelsEnabled=_bit(bool(style.label)))
    _renderer(root, style)
    if style.label:
        _labels(root, style.label, kind)
    names = SubElement(root, "aliases")
    for place, (column, alias) in enumerate(style.aliases.items()):
        SubElement(names, "alias", index=f"{place}", field=column, name=alias)
    SubElement(root, "layerGeometryType").text = _GEOMETRY[kind]
    indent(root)
    return _DOCTYPE + tostring(root, encoding="unicode")


def _renderer(root: Element, style: Style) -> None:
    named = "categorizedSymbol" if style.attribute else "singleSymbol"
    renderer = SubElement(root, "renderer-v2", type=named, symbollevels="0", enableorderby="0", forceraster="0")
    if style.attribute:
        renderer.set("attr", style.attribute)
        categories = SubElement(renderer, "categories")
        for place, (value, text, _) in enumerate(style.symbols):
            SubElement(categories, "category", value=value, symbol=f"{place}", label=text, type="string", render="true")
    drawn = SubElement(renderer, "symbols")
    for place, (_, _, symbol) in enumerate(style.symbols):
        _symbol(drawn, f"{place}", symbol)
    SubElement(renderer, "rotation")
    SubElement(renderer, "sizescale")


def _symbol(parent: Element, name: str, symbol: Symbol) -> None:
    drawn = SubElement(parent, "symbol", name=name, type=symbol.kind, alpha="1", clip_to_extent="1", force_rhr="0")
    layer = SubElement(drawn, "layer", {"class": _CLASSES[symbol.kind]}, enabled="1", locked="0")
    layer.set("pass", "0")
    options = SubElement(layer, "Option", type="Map")
    for option, value in symbol.options.items():
        SubElement(options, "Option", name=option, type="QString", value=value)


def _labels(root: Element, column: str, kind: str) -> None:
    settings = SubElement(SubElement(root, "labeling", type="simple"), "settings", calloutType="simple")
    text = SubElement(settings, "text-style", fieldName=column, isExpression="0", fontSize="9", fontSizeUnit="Point")
    text.attrib |= {"textColor": rgba("#1d2b38"), "textOpacity": "1", "namedStyle": "Regular"}
    halo = {"bufferColor": rgba("#ffffff"), "bufferSize": "0.8", "bufferSizeUnits": "MM", "bufferOpacity": "1"}
    SubElement(text, "text-buffer", {"bufferDraw": "1", **halo})
    where = SubElement(settings, "placement", placement=_PLACEMENT[kind], dist="1", distUnits="MM", priority="5")
    where.attrib |= {"quadOffset": "4", "centroidWhole": "1", "centroidInside": "1"}
    SubElement(settings, "rendering", drawLabels="1", obstacle="1", scaleVisibility="0")


def _bit(value: bool) -> str:  # noqa: FBT001 # one word, one bit
    return "1" if value else "0"
