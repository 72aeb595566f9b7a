"""Roads of an OSM file: XML, bz2 or PBF, every component kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import osmium
import shapely

from gridplan.storage.osm.opening import refusing
from gridplan.storage.roads.notes import RoadNotes
from gridplan.storage.roads.tags import car_may, road_row, roads_table


def osm_roads(path: Path, notes: RoadNotes) -> gpd.GeoDataFrame:
    """
    Read the ways that a car can use, service roads and tracks with them.

    Parameters
    ----------
    path
        .osm, .osm.bz2, .osm.gz or .osm.pbf.
    notes
        Where odd limits, roads without length and ferries are noted.

    Returns
    -------
    roads
        One line a way, WGS84; ways that share a node share a vertex.

    Raises
    ------
    InputError
        If the file is damaged or isn't OSM.
    """
    factory = osmium.geom.WKBFactory()
    rows, lines = [], []
    with refusing(path):
        ways = osmium.FileProcessor(str(path)).with_locations()
        ways = ways.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
        for way in ways.with_filter(osmium.filter.KeyFilter("highway", "route")):
            if not isinstance(way, osmium.osm.Way):
                continue
            tags = dict(way.tags)
            ferry = tags.get("route") == "ferry"
            if not (ferry or car_may(tags)):
                continue
            line = drawn(factory, way)
            if ferry and line:
                notes.ferries.append(shapely.from_wkb(line))
            elif not ferry:
                _note(notes, way, tags)
                rows += [road_row(tags)] if line else []
                lines += [line] if line else []
    return roads_table(rows, shapely.from_wkb(lines))


def _note(notes: RoadNotes, way: osmium.osm.Way, tags: Mapping[str, str]) -> None:
    notes.see_speed(tags.get("maxspeed"))
    notes.see_length(tags.get("length", 1))
    places = {(node.x, node.y) for node in way.nodes if node.location.valid()}
    notes.no_lengths += len(places) == 1 and len(way.nodes) > 1 and all(node.location.valid() for node in way.nodes)


def drawn(factory: osmium.geom.WKBFactory, way: osmium.osm.Way) -> str | None:
    """
    Draw a way as a line.

    Parameters
    ----------
    factory
        Where shapes come from.
    way
        A way with the places of its nodes.

    Returns
    -------
    wkb
        The line as hexadecimal WKB, or None if fewer than two of its nodes are in the file.
    """
    try:
        return str(factory.create_linestring(way))
    except (osmium.InvalidLocationError, RuntimeError):
        # the way leaves the extract or has no length
        return None
