"""Read roads of any format, once: the table is kept beside under the hash of the file."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd

from gridplan.errors import InputError
from gridplan.storage.atomic import replacing, sha256_of
from gridplan.storage.gate.forbidden import refuse_forbidden
from gridplan.storage.kept_tables import read_kept
from gridplan.storage.layers import read_layer
from gridplan.storage.osm.opening import SUFFIXES
from gridplan.storage.roads.graphml import graphml_roads
from gridplan.storage.roads.notes import RoadNotes
from gridplan.storage.roads.osm_ways import osm_roads
from gridplan.storage.roads.road_layers import layer_roads

#: Raised when the table changes its shape, so that older copies are not used.
_EDITION = 1


def read_roads(
    path: Path, *, cache: Path | None = None, layer: str | None = None, notes: RoadNotes | None = None
) -> gpd.GeoDataFrame:
    """
    Read the roads that a car can use, every component of the network kept.

    Parameters
    ----------
    path
        .osm, .osm.bz2, .osm.pbf, .graphml, or a line layer (.gpkg, .geojson, .shp, .kml, .parquet) with OSM
        or Chinese class names.
    cache
        Folder that keeps the table under the hash of the file; None keeps nothing.
    layer
        Layer of a file that has several.
    notes
        Where it is noted what was mended; nothing is where the table was kept.

    Returns
    -------
    roads
        Lines in WGS84 with `highway`, `oneway`, `bridge`, `maxspeed_kmh` (NaN unknown) and `name`.

    Raises
    ------
    InputError
        If the file is missing, damaged, or holds no road that a car can use.
    """
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    seen = RoadNotes() if notes is None else notes
    if cache is None:
        return _read(path, layer, seen)
    kept = cache / f"roads-{_EDITION}-{sha256_of(path)[:20]}-{layer or 'first'}.parquet"
    if not kept.exists():
        with replacing(kept) as beside:
            _read(path, layer, seen).to_parquet(beside)
    return gpd.GeoDataFrame(read_kept(kept))


def _read(path: Path, layer: str | None, notes: RoadNotes) -> gpd.GeoDataFrame:
    name = path.name.casefold()
    if name.endswith(".graphml"):
        roads = graphml_roads(path, notes)
    elif name.endswith(SUFFIXES):
        roads = osm_roads(path, notes)
    else:
        lines = read_layer(path, layer)
        refuse_forbidden(lines.columns, path.name, layer)
        roads = layer_roads(lines, path.name, notes)
    if roads.empty:
        raise InputError(f"{path.name} holds no road that a car can use; take an extract of the whole county")
    return roads
