"""The files that make a workspace: tables, layers with their list, and settings."""

from __future__ import annotations

from dataclasses import fields

import geopandas as gpd

from gridplan.model.inputs import Inputs
from gridplan.model.plan import Layers
from gridplan.model.tables import CONTRACTS, UNITS
from gridplan.model.words import Datum
from gridplan.storage.labels import FILE as SETTINGS
from gridplan.storage.layer_list import FILE as LAYER_LIST
from gridplan.storage.layer_list import LayerEntry, layer_list_text, toml_text
from gridplan.storage.layer_writing import write_layer
from gridplan.storage.sources import LAYERS
from gridplan.storage.staging import Change
from gridplan.storage.tables.kinds import REGISTER_KINDS
from gridplan.storage.tables.writing import SYNTHETIC, write_table

_TITLES = {
    "county": "县界 County", "towns": "乡镇 Towns", "units": "基本单元 Basic units", "roads": "道路 Roads",
    "water": "水系 Water", "barriers": "阻隔 Barriers", "crossings": "通道 Crossings",
    "special_areas": "特色区域 Special areas",
}  # fmt: skip


def put_tables(change: Change, inputs: Inputs) -> None:
    """
    Write the tables and registers that have rows.

    Parameters
    ----------
    change
        Where to write.
    inputs
        The county.
    """
    for name, schema in CONTRACTS.items():
        table = getattr(inputs, name)
        if len(table):
            write_table(change, table, schema, synthetic=inputs.synthetic)
    for name, register in inputs.registers.tables().items():
        if len(register):
            put_register(change, name, inputs)


def put_register(change: Change, name: str, inputs: Inputs) -> None:
    """
    Write a register.

    Parameters
    ----------
    change
        Where to write.
    name
        One of `REGISTERS`.
    inputs
        The county.
    """
    schema = REGISTER_KINDS[name].schema
    register = inputs.registers.tables()[name].set_index(schema.index.name)
    write_table(change, register, schema, synthetic=inputs.synthetic)


def put_layers(change: Change, inputs: Inputs, licence: str) -> None:
    """
    Write the layers and their list; polygons of units are one more layer.

    Parameters
    ----------
    change
        Where to write.
    inputs
        The county.
    licence
        Licence of the layers.
    """
    known = {field.name: getattr(inputs.layers, field.name) for field in fields(Layers)}
    if len(inputs.units) and not (inputs.units.geom_type == "Point").all():
        known["units"] = unit_shapes(inputs.units)
    layers = {name: layer for name, layer in known.items() if layer is not None and len(layer)}
    entries = [
        put_layer(change, name, layer, synthetic=inputs.synthetic, credit=inputs.credit, licence=licence)
        for name, layer in layers.items()
    ]
    change.place(f"{LAYERS}/{LAYER_LIST}").write_text(layer_list_text(entries), encoding="utf-8")


def put_unit_shapes(change: Change, inputs: Inputs) -> None:
    """
    Write the polygons of the units as a layer, and the list that names it; nothing where they are points.

    Parameters
    ----------
    change
        Where to write.
    inputs
        The county.
    """
    if len(inputs.units) and not (inputs.units.geom_type == "Point").all():
        shapes = unit_shapes(inputs.units)
        entry = put_layer(change, "units", shapes, synthetic=inputs.synthetic, credit=inputs.credit)
        change.place(f"{LAYERS}/{LAYER_LIST}").write_text(layer_list_text([entry]), encoding="utf-8")


def unit_shapes(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Take the polygons of units with what finds them again.

    Parameters
    ----------
    units
        Units with polygons.

    Returns
    -------
    shapes
        Polygons with `name`, indexed by `unit_id`.
    """
    return gpd.GeoDataFrame(units[["name", units.geometry.name]].rename_axis(UNITS.index.name))


def put_layer(
    change: Change, role: str, layer: gpd.GeoDataFrame, *, synthetic: bool, credit: str, licence: str = ""
) -> LayerEntry:
    """
    Write one layer.

    Parameters
    ----------
    change
        Where to write.
    role
        Its role, which names its file.
    layer
        Shapes in EPSG:4326, WGS84.
    synthetic
        Whether it is labelled as invented.
    credit, licence
        Where it comes from, and under which licence.

    Returns
    -------
    entry
        What `layers.toml` says of it.
    """
    about = f"{SYNTHETIC}. {credit}" if synthetic else credit
    write_layer(layer, change.place(f"{LAYERS}/{role}.gpkg"), role, about=about)
    title = f"{_TITLES[role]}（{SYNTHETIC}）" if synthetic else _TITLES[role]
    return LayerEntry(role, f"{role}.gpkg", role, role, title, source=credit, licence=licence, datum=str(Datum.WGS84))


def put_settings(change: Change, inputs: Inputs) -> None:
    """
    Write `gridplan.toml`.

    Parameters
    ----------
    change
        Where to write.
    inputs
        The county.
    """
    notes = ", ".join(map(toml_text, inputs.notes))
    text = (
        f"name = {toml_text(inputs.county)}\n"
        f"synthetic = {'true' if inputs.synthetic else 'false'}\n"
        f"credit = {toml_text(inputs.credit)}\n"
        f"notes = [{notes}]\n\n"
        "[datum]\n"
        f"default = {toml_text(str(Datum.WGS84))}\n"
    )
    change.place(SETTINGS).write_text(text, encoding="utf-8")
