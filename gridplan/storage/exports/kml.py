"""A plan as .kml for field tools: branches, grids, service areas, main roads, in the datum that the tool wants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gridplan.geo.datum import to_datum
from gridplan.model.plan import Plan
from gridplan.model.words import GridKind
from gridplan.storage.atomic import replacing
from gridplan.storage.exports.about import about_rows
from gridplan.storage.exports.plain_text import plain_text
from gridplan.storage.exports.rows import grid_rows
from gridplan.storage.exports.styles import APART, grid_colours
from gridplan.storage.exports.taking import PLAIN, Taking
from gridplan.storage.exports.wording import name, readable

#: Decimals of a degree: a tenth of a metre.
DIGITS = 6
#: Roads that people know by name; the others would make the file too heavy for a phone.
_MAIN_ROADS = ("motorway", "trunk", "primary", "secondary", "tertiary")
_SPACE = "http://www.opengis.net/kml/2.2"
_LINES = {"branches": ("#1d4e6b", 1.0), "service_areas": ("#1b7837", 2.0), "roads": ("#a67c52", 2.0)}
_EDGE, _SPECIAL = "#1d2b38", "#762a83"
_GRID = ("grid_id", "type", "branch_name", "owner", "backup", "households", "workload_h")


def export(plan: Plan, path: Path, lang: str, taking: Taking = PLAIN) -> None:
    """
    Write a plan as .kml; households stay at home.

    Field tools of other makers read it, so that it holds what may hang on a wall: no household, no note.

    Parameters
    ----------
    plan
        The plan, cut to what the viewer may see.
    path
        The file.
    lang
        Language of names of folders and columns, `zh` or `en`.
    taking
        Its datum is that of the coordinates; the file says which, since nothing else in it does.

    Raises
    ------
    StorageError
        If the disk fails; an older file stands.
    """
    root = Element("kml", xmlns=_SPACE)
    document = SubElement(root, "Document")
    _text(document, "name", f"{plan.meta.county} · {plan.meta.plan_id} · {taking.datum}")
    _data(document, dict(about_rows(plan, lang, taking, crs=taking.datum)))
    for layer, table in _layers(plan, lang):
        folder = SubElement(document, "Folder")
        _text(folder, "name", name(layer, lang))
        for row, shape in zip(table.drop(columns="geometry").to_dict("records"), _placed(table, taking), strict=True):
            _placemark(folder, layer, {str(key): value for key, value in row.items()}, shape, lang)
    with replacing(path) as beside:
        beside.write_bytes(b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8"))


def _layers(plan: Plan, lang: str) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    rows = plan.grids[[]].join(grid_rows(plan, lang).set_index("grid_id", drop=False).rename_axis(None))
    colours = grid_colours(plan.units, plan.adjacency)
    grids = gpd.GeoDataFrame(rows, geometry=plan.grids.geometry, crs=plan.meta.crs)
    grids = grids.assign(_colour=[colours.get(str(grid), APART[-1]) for grid in grids.index])
    special = (plan.grids["kind"] == GridKind.SPECIAL).to_numpy()
    yield "grids", grids[~special]
    yield "special_grids", grids[special].assign(_colour=_SPECIAL)
    named = readable("branches", plan.branches, lang).set_index(plan.branches.index)
    yield "branches", gpd.GeoDataFrame(named[["branch_id", "name"]], geometry=plan.branches.geometry, crs=plan.meta.crs)
    areas = plan.service_areas
    if len(areas):
        called = areas["branch_id"].map(plan.branches["name"]) + " · " + areas["model"].map(lambda m: name(m, lang))
        yield "service_areas", areas[["branch_id", "model", "geometry"]].assign(name=called)
    roads = plan.layers.roads
    if roads is not None:
        yield "roads", _named(roads[roads["highway"].isin(_MAIN_ROADS)])


def _named(roads: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    called = roads["name"].fillna("") if "name" in roads else roads["highway"]
    return roads[["highway", "geometry"]].assign(name=called)


def _placed(table: gpd.GeoDataFrame, taking: Taking) -> list[BaseGeometry]:
    degrees = table.geometry.to_crs(4326).to_numpy()
    moved = shapely.transform(degrees, lambda xy: to_datum(xy, "wgs84", taking.datum).round(DIGITS))
    return list(moved)


def _placemark(folder: Element, layer: str, row: Mapping[str, object], shape: BaseGeometry, lang: str) -> None:
    if shape is None or shape.is_empty:
        return
    mark = SubElement(folder, "Placemark")
    _text(mark, "name", row.get("name") or row.get("grid_id") or "")
    _style(mark, layer, row)
    shown = _GRID if "grid_id" in row else tuple(key for key in row if key != "name")
    _data(mark, {name(key, lang): row[key] for key in shown if key in row})
    _shape(mark, shape)


def _style(mark: Element, layer: str, row: Mapping[str, object]) -> None:
    colour, width = _LINES.get(layer, (_EDGE, 2.0))
    style = SubElement(mark, "Style")
    line = SubElement(style, "LineStyle")
    _text(line, "color", _abgr(colour))
    _text(line, "width", width)
    fill = row.get("_colour")
    poly = SubElement(style, "PolyStyle")
    _text(poly, "color", _abgr(str(fill), "80") if fill else "00ffffff")


def _abgr(colour: str, alpha: str = "ff") -> str:
    return f"{alpha}{colour[5:7]}{colour[3:5]}{colour[1:3]}"


def _data(parent: Element, told: Mapping[str, object]) -> None:
    extended = SubElement(parent, "ExtendedData")
    for item, content in told.items():
        rounded = f"{content:.1f}".removesuffix(".0") if isinstance(content, float) else content
        if plain_text(rounded):
            _text(SubElement(extended, "Data", name=plain_text(item)), "value", rounded)


def _shape(parent: Element, shape: BaseGeometry) -> None:
    parts = shapely.get_parts(shape)
    holder = SubElement(parent, "MultiGeometry") if len(parts) > 1 else parent
    for part in parts:
        if part.geom_type == "Polygon":
            polygon = SubElement(holder, "Polygon")
            for place, ring in enumerate(shapely.get_rings(part)):
                border = SubElement(polygon, "innerBoundaryIs" if place else "outerBoundaryIs")
                _coordinates(SubElement(border, "LinearRing"), ring)
        elif part.geom_type in {"LineString", "Point"}:
            _coordinates(SubElement(holder, part.geom_type), part)


def _coordinates(parent: Element, shape: BaseGeometry) -> None:
    places = np.asarray(shapely.get_coordinates(shape))
    SubElement(parent, "coordinates").text = " ".join(f"{x:.{DIGITS}f},{y:.{DIGITS}f}" for x, y in places)


def _text(parent: Element, tag: str, content: object) -> None:
    SubElement(parent, tag).text = plain_text(content)
