"""The metric coordinate system in which a county is measured."""

from __future__ import annotations

from functools import lru_cache

import geopandas as gpd
import numpy as np
from pyproj import CRS, Transformer

from gridplan.errors import GeometryError

#: Degrees west, south, east, north that hold mainland China.
CHINA = (73.0, 16.0, 136.0, 54.0)
#: CGCS2000 3-degree Gauss-Krüger zones: EPSG:4534 has its centre line at 75 degrees east, EPSG:4554 at 135.
_FIRST_ZONE, _ZONES = 4534, 21
_FIRST_CENTRE, _ZONE_DEG = 75.0, 3.0
_UTM_NORTH, _UTM_SOUTH, _UTM_DEG = 32601, 32701, 6.0


def work_crs_of(table: gpd.GeoDataFrame) -> CRS:
    """
    Choose the metric CRS for a place.

    In China it is the CGCS2000 3-degree zone of the middle of the table, 0.35 per mille too long at the edge of a
    zone at the worst; elsewhere it is the UTM zone.

    Parameters
    ----------
    table
        Anything that spans the place, in any CRS.

    Returns
    -------
    crs
        A CRS in metres.

    Raises
    ------
    GeometryError
        If the table has no CRS, no coordinates, or coordinates that lie nowhere on the earth.
    """
    lon, lat = _middle(table)
    west, south, east, north = CHINA
    if west <= lon <= east and south <= lat <= north:
        zone = round((lon - _FIRST_CENTRE) / _ZONE_DEG)
        return CRS.from_epsg(_FIRST_ZONE + min(max(zone, 0), _ZONES - 1))
    zone = min(int((lon + 180.0) // _UTM_DEG), 59)
    return CRS.from_epsg((_UTM_NORTH if lat >= 0 else _UTM_SOUTH) + zone)


def to_work(table: gpd.GeoDataFrame, crs: CRS | str) -> gpd.GeoDataFrame:
    """
    Reproject a table.

    Parameters
    ----------
    table
        Any table with a CRS; an empty one may lack it.
    crs
        Where to, usually what `work_crs_of` chose.

    Returns
    -------
    table
        The same rows in the new CRS.

    Raises
    ------
    GeometryError
        If the table has rows but no CRS.
    """
    if table.crs is None:
        if len(table):
            raise GeometryError("a table has no coordinate system; state the one that its coordinates are in")
        return table.set_crs(crs)
    return table.to_crs(crs)


@lru_cache
def _into_degrees(crs: CRS) -> Transformer:
    """Look the way up once; it takes longer than many tables."""
    return Transformer.from_crs(crs, 4326, always_xy=True)


def _middle(table: gpd.GeoDataFrame) -> tuple[float, float]:
    """Longitude and latitude of the middle of the bounds."""
    if table.crs is None:
        raise GeometryError("a table has no coordinate system; state the one that its coordinates are in")
    west, south, east, north = table.total_bounds
    middle = _into_degrees(table.crs).transform((west + east) / 2, (south + north) / 2)
    lon, lat = (float(degrees) for degrees in middle)
    if not (np.isfinite([lon, lat]).all() and abs(lon) <= 180 and abs(lat) <= 90):  # noqa: PLR2004 # degrees of the earth
        raise GeometryError(f"a table has no coordinates on the earth (bounds {west}, {south}, {east}, {north})")
    return lon, lat
