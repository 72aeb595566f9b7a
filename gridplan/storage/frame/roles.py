"""Which layer of a frame is the outline, which the seats of towns, which the population cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from gridplan.errors import InputError
from gridplan.storage.frame.naming import stem

Layers = Mapping[str, gpd.GeoDataFrame]
_SEAT_WORDS = ("seat", "town", "乡镇", "驻地", "street")
_CELL_WORDS = ("pop", "人口", "people", "grid", "cell")
_OUTLINE_WORDS = ("county", "outline", "boundary", "县", "区界")
#: Columns with people, the one that tells best where they live first.
_PEOPLE = (
    "night",
    "population",
    "pop",
    "people",
    "人口",
    "常住人口",
    "resident",
    "weight",
    "sum",
    "count",
    "day",
    "value",
)
_NAMES = ("zh", "name_zh", "名称", "乡镇", "town", "name")
_CODES = ("town_code", "code", "代码", "区划代码")
_FEW = 3


def find_cells(layers: Layers) -> gpd.GeoDataFrame:
    """
    Find the population cells.

    Parameters
    ----------
    layers
        Layers by name.

    Returns
    -------
    cells
        Polygons with `weight`; empty if there are none.
    """
    found = {key: _people(layer) for key, layer in _of_dimension(layers, 2).items() if len(layer) > _FEW}
    known = {key: column for key, column in found.items() if column}
    if not known:
        return gpd.GeoDataFrame({"weight": []}, dtype=float, geometry=[], crs=4326)
    key = _best(known, _CELL_WORDS)
    weight = pd.to_numeric(layers[key][known[key]], errors="coerce").fillna(0.0).clip(lower=0.0)
    return gpd.GeoDataFrame({"weight": weight.astype(float)}, geometry=layers[key].geometry, crs=4326)


def find_seats(layers: Layers, towns: pd.Series) -> gpd.GeoDataFrame:
    """
    Find the seats of towns.

    Parameters
    ----------
    layers
        Layers by name.
    towns
        Town names by code; of several point layers the one that knows most of them is taken.

    Returns
    -------
    seats
        Points with `name` and `code`; empty if there are none.
    """
    points = {key: _named(layer) for key, layer in _of_dimension(layers, 0).items()}
    if not points:
        return gpd.GeoDataFrame({"name": [], "code": []}, dtype=str, geometry=[], crs=4326)
    stems = {stem(name) for name in towns}
    known = {key: sum(stem(name) in stems for name in layer["name"]) for key, layer in points.items()}
    most = max(known.values())
    return points[_best({key: n for key, n in known.items() if n == most}, _SEAT_WORDS)]


def find_outline(layers: Layers, inside: Sequence[gpd.GeoDataFrame], folder: Path) -> gpd.GeoDataFrame:
    """
    Find the outline of the county.

    Parameters
    ----------
    layers
        Layers by name.
    inside
        Layers that lie in the county, to choose between several outlines.
    folder
        The frame, for messages.

    Returns
    -------
    county
        One polygon with `name` (empty where unknown).

    Raises
    ------
    InputError
        If no layer has exactly one polygon.
    """
    single = {key: layer for key, layer in _of_dimension(layers, 2).items() if len(layer) == 1}
    if not single:
        has = ", ".join(layers) or "no layer"
        raise InputError(f"{folder.name} has no outline: a layer of exactly one polygon is wanted; it has {has}")
    share = {key: _held(layer.geometry.iloc[0], inside) for key, layer in single.items()}
    most = max(share.values())
    layer = single[_best({key: s for key, s in share.items() if s == most}, _OUTLINE_WORDS)]
    names = _text(layer, ("name", "名称", "区县", "县", "name_zh"))
    shape = shapely.make_valid(layer.geometry.iloc[0])
    return gpd.GeoDataFrame({"name": names.to_list()}, geometry=[shape], crs=4326)


def _of_dimension(layers: Layers, dimension: int) -> dict[str, gpd.GeoDataFrame]:
    return {
        key: layer
        for key, layer in layers.items()
        if (shapely.get_dimensions(layer.geometry.to_numpy()) == dimension).all()
    }


def _best(keys: Mapping[str, object], words: Sequence[str]) -> str:
    """Of several layers take the one that is named for its role, else the first."""
    return min(keys, key=lambda key: (not any(word in key.rsplit("/")[-1].casefold() for word in words), key))


def _people(layer: gpd.GeoDataFrame) -> str:
    numeric = {str(column).casefold(): column for column in layer.select_dtypes("number")}
    return next((str(numeric[word]) for word in _PEOPLE if word in numeric and layer[numeric[word]].sum() > 0), "")


def _named(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    texts = {"name": _text(layer, _NAMES).to_list(), "code": _text(layer, _CODES).str[:9].to_list()}
    return gpd.GeoDataFrame(texts, geometry=shapely.centroid(layer.geometry.to_numpy()), crs=4326)


def _text(layer: gpd.GeoDataFrame, titles: Sequence[str]) -> pd.Series:
    """Take the first of several columns that says something in a row."""
    texts = pd.Series("", index=layer.index, dtype=str)
    for title in reversed([title for title in titles if title in layer.columns]):
        said = layer[title].astype(object).where(layer[title].notna(), "").astype(str).str.strip()
        texts = texts.where(said == "", said)
    return texts


def _held(shape: BaseGeometry, inside: Sequence[gpd.GeoDataFrame]) -> float:
    if not inside:
        return 0.0
    points = shapely.centroid(np.concatenate([layer.geometry.to_numpy() for layer in inside]))
    return round(float(shapely.intersects(shape, points).mean()), 2)
