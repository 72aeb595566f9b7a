"""Read the layer of a role: its columns by our names, its shapes checked."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from gridplan.errors import InputError
from gridplan.model.findings import InputFinding
from gridplan.storage.gate.containers import check_container
from gridplan.storage.gate.draft import Draft
from gridplan.storage.gate.polygons import mend_shapes
from gridplan.storage.gate.saying import RefusedError, say
from gridplan.storage.roads import read_roads
from gridplan.storage.roads.notes import RoadNotes
from gridplan.storage.roles import Role
from gridplan.storage.tables.drafting import columns_of
from gridplan.storage.tables.shapes import read_shapes

#: What reading roads says, and what the gate calls it.
_ROAD_FAULTS = {"damaged or cut off": "FILE_TRUNCATED", "no road that a car can use": "NET_EMPTY"}


def read_role(path: Path, role: Role, layer: str | None = None) -> Draft | list[InputFinding]:
    """
    Read the layer of a role.

    Parameters
    ----------
    path
        The file.
    role
        What the layer is for; roads are read by `read_road_layer`.
    layer
        Layer of a file that has several.

    Returns
    -------
    draft
        All columns, those of the role by our names; or the findings alone, if it can't be read.
    """
    try:
        check_container(path)
        sheet = read_shapes(path, layer, wanted=(role.name, *role.stems))
        draft = columns_of(sheet, role.fields)
    except RefusedError as refusal:
        return list(refusal.findings)
    if sheet.cells.empty and not len(sheet.rows):
        return [*sheet.findings, say("NO_ROWS", path.name, layer=sheet.layer)]
    shapes = sheet.shapes if sheet.shapes is not None else gpd.GeoSeries([], crs=4326)
    draft.places, said = mend_shapes(shapes.reset_index(drop=True), draft.origin, role.shape)
    draft.add(said)
    return draft


def read_road_layer(
    path: Path, layer: str | None, cache: Path | None, notes: RoadNotes | None = None
) -> tuple[gpd.GeoDataFrame | None, list[InputFinding]]:
    """
    Read the roads of any source.

    Parameters
    ----------
    path
        OSM file, osmnx graph or line layer.
    layer
        Layer of a file that has several.
    cache
        Where the table is kept.
    notes
        Where it is noted what was mended.

    Returns
    -------
    roads
        Lines in degrees, or None if they can't be read.
    findings
        Why not.
    """
    try:
        check_container(path)
        return read_roads(path, cache=cache, layer=layer, notes=notes), []
    except RefusedError as refusal:
        return None, list(refusal.findings)
    except InputError as error:
        code = next((code for words, code in _ROAD_FAULTS.items() if words in str(error)), "ROADS_UNREAD")
        return None, [say(code, path.name, reason=error)]


def layer_table(draft: Draft, role: Role) -> gpd.GeoDataFrame:
    """
    Make of a draft the layer that a plan is drawn on.

    Parameters
    ----------
    draft
        The layer; places in EPSG:4326.
    role
        What it is for.

    Returns
    -------
    layer
        Towns are indexed by name; other layers have their rows in order.
    """
    table = gpd.GeoDataFrame(pd.DataFrame(draft.table), geometry=draft.places, crs=4326)
    if role.name == "towns":
        return gpd.GeoDataFrame(table.dissolve("town") if table["town"].duplicated().any() else table.set_index("town"))
    return table.set_index(pd.RangeIndex(len(table)))
