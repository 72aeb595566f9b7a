"""A workspace is a folder of ordinary files; the only door to its tables and layers."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import geopandas as gpd
import pandas as pd

from gridplan.errors import StorageError
from gridplan.model.findings import InputFinding
from gridplan.model.inputs import Inputs
from gridplan.model.plan import Layers
from gridplan.model.tables import CONTRACTS, UNITS
from gridplan.model.words import Datum
from gridplan.storage.layer_list import FILE as LAYER_LIST
from gridplan.storage.layer_list import LayerEntry, layer_list_text, read_layer_list, toml_text
from gridplan.storage.layer_writing import write_layer
from gridplan.storage.layers import read_layer
from gridplan.storage.roads import read_roads
from gridplan.storage.staging import Change, changing, finish
from gridplan.storage.tables.reading import empty_table, read_table
from gridplan.storage.tables.writing import SYNTHETIC, write_table

SETTINGS = "gridplan.toml"
LAYERS = "layers"
_TITLES = {
    "county": "县界 County", "towns": "乡镇 Towns", "units": "基本单元 Basic units", "roads": "道路 Roads",
    "water": "水系 Water", "barriers": "阻隔 Barriers", "crossings": "通道 Crossings",
    "special_areas": "特色区域 Special areas",
}  # fmt: skip


def read_inputs(folder: Path) -> tuple[Inputs, list[InputFinding]]:
    """
    Read a county.

    Parameters
    ----------
    folder
        The workspace.

    Returns
    -------
    inputs
        Tables and layers in EPSG:4326, WGS84; what the folder doesn't have is empty.
    findings
        What is wrong with the files.
    """
    finish(folder)
    said = tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8-sig"))
    layers = {entry.role: _read(folder, entry) for entry in read_layer_list(folder / LAYERS) if entry.role}
    shapes = layers.pop("units", None)
    tables = {name: _table(folder, name) for name in CONTRACTS}
    if shapes is not None:
        places = shapes.set_index(UNITS.index.name).geometry.reindex(tables["units"].index)
        tables["units"] = gpd.GeoDataFrame(tables["units"], geometry=places, crs=4326)
    inputs = Inputs(
        county=said.get("name", folder.name),
        **tables,
        layers=Layers(**layers),
        synthetic=said.get("synthetic") is True,
        credit=said.get("credit", ""),
        notes=tuple(said.get("notes", [])),
    )
    return inputs, []


def _table(folder: Path, name: str) -> pd.DataFrame:
    for suffix in (".csv", ".parquet"):
        if (folder / "data" / f"{name}{suffix}").is_file():
            return read_table(folder / "data" / f"{name}{suffix}", CONTRACTS[name])
    return empty_table(CONTRACTS[name])


def _read(folder: Path, entry: LayerEntry) -> gpd.GeoDataFrame:
    path = folder / LAYERS / entry.file
    if entry.role == "roads":
        return read_roads(path, cache=folder / "cache", layer=entry.layer or None)
    table = read_layer(path, entry.layer or None)
    return table.set_index("town") if entry.role == "towns" else table


def write_inputs(inputs: Inputs, folder: Path, *, licence: str = "") -> None:
    """
    Write a county as a new workspace, all or nothing.

    Parameters
    ----------
    inputs
        Tables and layers in EPSG:4326.
    folder
        The workspace to make; it may exist, but hold no workspace yet.
    licence
        Licence of the layers, for `layers.toml`.

    Raises
    ------
    StorageError
        If the folder holds a workspace already or the disk fails; nothing is left behind.
    """
    if any(any((folder / name).glob("*")) for name in (LAYERS, "data")) or (folder / SETTINGS).exists():
        raise StorageError(f"{folder} holds a workspace already; choose another folder")
    with changing(folder) as change:
        for name, schema in CONTRACTS.items():
            table = getattr(inputs, name)
            if len(table):
                write_table(change, table, schema, synthetic=inputs.synthetic)
        entries = [_write(change, inputs, name, layer, licence) for name, layer in _layers(inputs).items()]
        change.place(f"{LAYERS}/{LAYER_LIST}").write_text(layer_list_text(entries), encoding="utf-8")
        change.place(SETTINGS).write_text(_settings(inputs), encoding="utf-8")


def _layers(inputs: Inputs) -> dict[str, gpd.GeoDataFrame]:
    """Layers of the county; polygons of units are one more, beside their table."""
    known = {field.name: getattr(inputs.layers, field.name) for field in fields(Layers)}
    units = inputs.units
    shapes = units[["name", units.geometry.name]].rename_axis(UNITS.index.name)
    if len(units) and not (units.geom_type == "Point").all():
        known["units"] = gpd.GeoDataFrame(shapes)
    return {name: layer for name, layer in known.items() if layer is not None}


def _write(change: Change, inputs: Inputs, name: str, layer: gpd.GeoDataFrame, licence: str) -> LayerEntry:
    about = f"{SYNTHETIC}. {inputs.credit}" if inputs.synthetic else inputs.credit
    write_layer(layer, change.place(f"{LAYERS}/{name}.gpkg"), name, about=about)
    title = f"{_TITLES[name]}（{SYNTHETIC}）" if inputs.synthetic else _TITLES[name]
    return LayerEntry(
        name,
        f"{name}.gpkg",
        layer=name,
        role=name,
        title=title,
        source=inputs.credit,
        licence=licence,
        datum=str(Datum.WGS84),
    )


def _settings(inputs: Inputs) -> str:
    notes = ", ".join(map(toml_text, inputs.notes))
    return (
        f"name = {toml_text(inputs.county)}\n"
        f"synthetic = {'true' if inputs.synthetic else 'false'}\n"
        f"credit = {toml_text(inputs.credit)}\n"
        f"notes = [{notes}]\n\n"
        "[datum]\n"
        f"default = {toml_text(str(Datum.WGS84))}\n"
    )
