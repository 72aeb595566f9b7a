"""A county from an OSM extract alone: outline, towns, places, buildings, banks, roads, water, barriers."""

from gridplan.storage.osm.extract import OsmExtract, read_osm

__all__ = ["OsmExtract", "read_osm"]
