"""Bring shapes to degrees in a thread that knows how: every new one would first take a tenth of a second to learn."""

from __future__ import annotations

import threading
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
    # a program that is no server stays without threads, so that what reads its files is forked at once
    if threading.current_thread() is threading.main_thread():
        return shapes.to_crs(_WGS84)
    return _ONE.submit(shapes.to_crs, _WGS84).result()
