"""Gather the tagged objects of an OSM file in two fast passes, by what they mean for a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import osmium
import pandas as pd
import shapely

from gridplan.storage.osm.opening import refusing
from gridplan.storage.roads.osm_ways import drawn
from gridplan.storage.roads.tags import car_may

#: Keys of objects that matter; all others are passed over without a look.
_KEYS = ("building", "highway", "boundary", "amenity", "place", "waterway", "railway", "landuse", "natural", "shop",
         "office")  # fmt: skip
_AREA_KEYS = ("building", "boundary", "amenity", "waterway", "landuse", "natural", "shop", "office")
_WATER_LINES = {"river", "canal", "stream"}
_WATER_LANDUSE = {"reservoir", "basin"}
_TRACKS = {"rail", "light_rail", "narrow_gauge"}
_TRADING = {"retail", "commercial"}
_PLACES = {"city", "town", "village", "hamlet", "suburb", "neighbourhood", "quarter", "isolated_dwelling"}

Tags = Mapping[str, str]


@dataclass
class Features:
    """
    Tags and shapes by kind, as they come from the file.

    Attributes
    ----------
    tags
        Tags of every object, by kind.
    shapes
        Hexadecimal WKB of every object, by kind.
    """

    tags: dict[str, list[Tags]] = field(default_factory=lambda: defaultdict(list))
    shapes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def table(self, kind: str, /, **columns: str) -> gpd.GeoDataFrame:
        """
        Lay the objects of one kind out as a table.

        Parameters
        ----------
        kind
            Such as `building` or `bank`.
        **columns
            Name of a column and the OSM key that fills it.

        Returns
        -------
        table
            One row an object in WGS84; text columns, empty where the key is missing.
        """
        texts = {name: [tags.get(key, "") for tags in self.tags[kind]] for name, key in columns.items()}
        frame = pd.DataFrame(texts, columns=list(columns), dtype=str)
        return gpd.GeoDataFrame(frame, geometry=shapely.from_wkb(self.shapes[kind]), crs="EPSG:4326")


def read_features(path: Path) -> Features:
    """
    Read what a plan needs from an OSM file.

    Parameters
    ----------
    path
        .osm, .osm.bz2 or .osm.pbf.

    Returns
    -------
    features
        Objects by kind: admin, building, bank, poi, place, road, river, stream, water, rail, trading.

    Raises
    ------
    InputError
        If the file is damaged or isn't OSM.
    """
    found = Features()
    factory = osmium.geom.WKBFactory()
    with refusing(path):
        objects = osmium.FileProcessor(str(path)).with_locations()
        objects = objects.with_areas(osmium.filter.KeyFilter(*_AREA_KEYS))
        for one in objects.with_filter(osmium.filter.KeyFilter(*_KEYS)):
            tags = dict(one.tags)
            kinds = list(_kinds(one, tags))
            shape = _shape(factory, one) if kinds else None
            if shape:
                for kind in kinds:
                    found.tags[kind].append(tags)
                    found.shapes[kind].append(shape)
    return found


def _kinds(one: Any, tags: Tags) -> Iterator[str]:  # noqa: ANN401 # pyosmium's objects share no type
    if one.is_node():
        yield from _point_kinds(tags)
    elif one.is_way():
        yield from _line_kinds(tags)
    elif one.is_area():
        yield from _point_kinds(tags, at_place=False)
        yield from _area_kinds(tags)


def _point_kinds(tags: Tags, *, at_place: bool = True) -> Iterator[str]:
    if tags.get("amenity") == "bank":
        yield "bank"
    elif "shop" in tags or "office" in tags or "amenity" in tags:
        yield "poi"
    if at_place and tags.get("place") in _PLACES and "name" in tags:
        yield "place"


def _line_kinds(tags: Tags) -> Iterator[str]:
    if car_may(tags):
        yield "road"
    if tags.get("waterway") in _WATER_LINES and "tunnel" not in tags:
        yield "stream" if tags["waterway"] == "stream" else "river"
    # on a bridge or in a tunnel a railway lets people pass below or above
    if tags.get("railway") in _TRACKS and "tunnel" not in tags and "bridge" not in tags:
        yield "rail"


def _area_kinds(tags: Tags) -> Iterator[str]:
    if tags.get("building", "no") != "no":
        yield "building"
    if tags.get("boundary") == "administrative" and "admin_level" in tags:
        yield "admin"
    if tags.get("natural") == "water" or tags.get("landuse") in _WATER_LANDUSE:
        yield "water"
    if tags.get("landuse") in _TRADING or tags.get("amenity") == "marketplace":
        yield "trading"


def _shape(factory: osmium.geom.WKBFactory, one: Any) -> str | None:  # noqa: ANN401 # as above
    if one.is_way():
        return drawn(factory, one)
    try:
        return str(factory.create_point(one) if one.is_node() else factory.create_multipolygon(one))
    except (osmium.InvalidLocationError, RuntimeError):
        # an area that leaves the extract
        return None
