"""Bring shapes to degrees in one thread: every new thread would first take a tenth of a second to learn how."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import geopandas as gpd

_WGS84 = 4326
_ONE = ThreadPoolExecutor(1, thread_name_prefix="degrees")


def in_degrees(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """
    Reproject a few shapes for a page, each run of which is a thread of its own.

    Parameters
    ----------
    shapes
        Shapes in any CRS.

    Returns
    -------
    shapes
        The same in WGS84.
    """
    return _ONE.submit(shapes.to_crs, _WGS84).result()
