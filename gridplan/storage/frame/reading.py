"""Read a folder that holds the frame of a county, whatever its files are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from gridplan.errors import InputError
from gridplan.storage.frame.census import Census, read_census
from gridplan.storage.frame.codes import read_codes
from gridplan.storage.frame.credit import credit_of, notes_of
from gridplan.storage.frame.roles import find_cells, find_outline, find_seats
from gridplan.storage.frame.texts import read_texts
from gridplan.storage.layers import SUFFIXES, layer_names, read_layer


@dataclass(frozen=True)
class CountyFrame:
    """
    What the frame of a county knows; shapes in WGS84.

    Attributes
    ----------
    name
        Name of the county.
    county
        One polygon with `name`.
    seats
        Points of town seats with `name` and `code` (empty where unknown). May be empty.
    cells
        Polygons with `weight`, people or a measure of them. May be empty.
    towns
        Town names, indexed by their 9-digit code. May be empty.
    villages
        Indexed by their 12-digit code, with `name` and the `town` code. May be empty.
    census
        Households and people of the county.
    credit
        Sources and licences, as the frame states them.
    notes
        What the frame says of its data.
    """

    name: str
    county: gpd.GeoDataFrame
    seats: gpd.GeoDataFrame
    cells: gpd.GeoDataFrame
    towns: pd.Series
    villages: pd.DataFrame
    census: Census
    credit: str
    notes: tuple[str, ...]


def read_frame(folder: Path) -> CountyFrame:
    """
    Read a county frame; layers and tables are told by what they hold.

    Parameters
    ----------
    folder
        GIS files with an outline of one polygon, points of town seats and population cells; CSV tables with
        codes of towns (9 digits) and villages (12 digits) and a census row; a README with the sources.

    Returns
    -------
    frame
        What was found; all but the outline may be missing.

    Raises
    ------
    InputError
        If there is no such folder, no outline in it, or a file is damaged.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder")
    layers = {key: layer for key, layer in _layers(folder) if len(layer)}
    texts = read_texts(folder)
    towns, villages = read_codes(texts.values())
    cells = find_cells(layers)
    seats = find_seats(layers, towns)
    county = find_outline(layers, [part for part in (cells, seats) if len(part)], folder)
    code = str(towns.index[0])[:6] if len(towns) else ""
    census = read_census(texts.values(), code, str(county["name"].iloc[0]))
    name = str(county["name"].iloc[0]) or census.name or folder.resolve().name
    said = _readme(folder)
    return CountyFrame(
        name=name,
        county=county.assign(name=name),
        seats=seats,
        cells=cells,
        towns=towns,
        villages=villages,
        census=census,
        credit=credit_of(said),
        notes=tuple(notes_of(said)),
    )


def _layers(folder: Path) -> Iterable[tuple[str, gpd.GeoDataFrame]]:
    for path in sorted(folder.iterdir()):
        if path.suffix.casefold() in SUFFIXES:
            for layer in layer_names(path):
                yield f"{path.name}/{layer}", read_layer(path, layer)


def _readme(folder: Path) -> str:
    found = sorted(path for path in folder.iterdir() if path.stem.casefold() == "readme" and path.is_file())
    return found[0].read_text(encoding="utf-8-sig", errors="replace") if found else ""
