"""Roads of a GIS layer with Chinese or OSM class names."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from gridplan.errors import InputError
from gridplan.storage.roads.notes import RoadNotes
from gridplan.storage.roads.tags import COLUMNS, is_set, road_class, roads_table, speed_kmh

#: What a layer may call each column, the contract's own name first.
NAMES = {
    "highway": ("highway", "fclass", "class", "type", "道路等级", "公路等级", "技术等级", "道路类型", "等级", "类型"),
    "oneway": ("oneway", "单行", "单行道", "是否单行"),
    "bridge": ("bridge", "桥", "桥梁", "是否桥梁"),
    "maxspeed_kmh": ("maxspeed_kmh", "maxspeed", "speed", "限速", "限速_kmh", "设计时速"),
    "name": ("name", "道路名称", "路名", "名称", "ref"),
}  # fmt: skip
_LENGTHS = frozenset({"length", "length_m", "shape_leng", "shape_length", "长度", "里程"})


def layer_roads(layer: gpd.GeoDataFrame, source: str, notes: RoadNotes) -> gpd.GeoDataFrame:
    """
    Make the roads table of a line layer.

    Parameters
    ----------
    layer
        Lines with a road class; ways that no car can use are left out.
    source
        Name of the file, for messages.
    notes
        Where odd limits and roads without length are noted.

    Returns
    -------
    roads
        Single lines with the columns of the contract, CRS as given.

    Raises
    ------
    InputError
        If no column states the road class, or none of its values is known.
    """
    found = _columns(layer)
    if "highway" not in found:
        raise InputError(
            f"{source}: no column states the road class; name it highway or 道路等级 (has {', '.join(layer)})"
        )
    known = layer.assign(highway=layer[found["highway"]].map(road_class))
    lines = known[known["highway"].notna() & known.geometry.notna()].explode(ignore_index=True)
    lines = lines[lines.geom_type == "LineString"]
    if lines.empty:
        raise InputError(
            f"{source}: no road that a car can use; classes are {_some(layer[found['highway']])}, "
            "known are OSM classes and 国道 省道 县道 乡道 村道"
        )
    _note(lines, found, notes)
    table = pd.DataFrame({name: _values(lines, found, name) for name in COLUMNS})
    return roads_table(table.to_dict("records"), lines.geometry.to_numpy(), crs=layer.crs)


def _note(lines: gpd.GeoDataFrame, found: dict[str, str], notes: RoadNotes) -> None:
    for limit in lines[found["maxspeed_kmh"]] if "maxspeed_kmh" in found else ():
        notes.see_speed(limit)
    stated = next((column for column in lines if str(column).strip().casefold() in _LENGTHS), None)
    for length in lines[stated] if stated else ():
        notes.see_length(length)
    notes.no_lengths += 0 if stated else int((shapely.length(lines.geometry.to_numpy()) == 0).sum())


def _columns(layer: gpd.GeoDataFrame) -> dict[str, str]:
    spelled = {str(column).strip().casefold(): str(column) for column in layer.columns}
    return {
        name: next(spelled[alias] for alias in aliases if alias in spelled)
        for name, aliases in NAMES.items()
        if any(alias in spelled for alias in aliases)
    }


def _values(lines: gpd.GeoDataFrame, found: dict[str, str], name: str) -> object:
    if name == "highway":
        return lines["highway"]
    if name not in found:
        return {"maxspeed_kmh": float("nan"), "name": ""}.get(name, False)
    column = lines[found[name]]
    if name == "maxspeed_kmh":
        return column.map(speed_kmh)
    return column.astype(object).where(column.notna(), "") if name == "name" else column.map(is_set)


def _some(column: pd.Series) -> str:
    return ", ".join(sorted({str(value) for value in column.dropna()})[:5]) or "empty"
