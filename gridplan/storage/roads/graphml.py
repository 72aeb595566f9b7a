"""Roads of a graph that osmnx has saved."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import ParseError

import geopandas as gpd
import pandas as pd
import shapely

from gridplan.errors import InputError
from gridplan.storage.roads.notes import RoadNotes
from gridplan.storage.roads.tags import COLUMNS, DRIVABLE, is_set, roads_table, speed_kmh


def graphml_roads(path: Path, notes: RoadNotes) -> gpd.GeoDataFrame:
    """
    Read the edges of an osmnx graph; the two directions of a road become one line.

    Parameters
    ----------
    path
        .graphml as `osmnx.save_graphml` writes it.
    notes
        Where odd limits and roads without length are noted.

    Returns
    -------
    roads
        One line a road, WGS84, in the direction that comes first.

    Raises
    ------
    InputError
        If the file is damaged or no osmnx graph.
    """
    import osmnx  # noqa: PLC0415 # heavy, and few files are graphs

    try:
        edges = osmnx.graph_to_gdfs(osmnx.load_graphml(path), nodes=False).to_crs(4326)
    except (ParseError, KeyError, ValueError, AttributeError, OSError) as error:
        raise InputError(f"{path.name} is damaged or no graph of osmnx ({error}); save the graph again") from error
    for length in edges.get("length", ()):
        notes.see_length(length)
    edges = edges[shapely.length(edges.geometry.to_numpy()) > 0]
    lines = edges.geometry.to_numpy()
    same = pd.Series(shapely.to_wkb(shapely.normalize(lines))).duplicated().to_numpy()
    edges = edges[~same]
    table = pd.DataFrame({name: edges[name].map(_first) if name in edges else None for name in _SOURCES})
    for limit in table["maxspeed"]:
        notes.see_speed(limit)
    rows = pd.DataFrame(
        {
            "highway": table["highway"].where(table["highway"].isin(DRIVABLE), "road"),
            "oneway": table["oneway"].map(is_set),
            "bridge": table["bridge"].map(is_set),
            "maxspeed_kmh": table["maxspeed"].map(speed_kmh),
            "name": table["name"].astype(object).where(table["name"].notna(), ""),
        }
    )
    return roads_table(rows[COLUMNS].to_dict("records"), edges.geometry.to_numpy())


_SOURCES = ("highway", "oneway", "bridge", "maxspeed", "name")


def _first(value: object) -> object:
    """Take the first of the values that osmnx joined when it simplified the graph."""
    return value[0] if isinstance(value, list) else value
