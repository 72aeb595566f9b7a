"""Roads of any source as one table: lines with `highway`, `oneway`, `bridge`, `maxspeed_kmh`, `name`."""

from gridplan.storage.roads.reading import read_roads

__all__ = ["read_roads"]
