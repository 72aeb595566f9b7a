"""The shifts of Chinese web maps: GCJ-02 off the ground, and BD-09 off GCJ-02, in degrees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]
#: Longitudes and latitudes inside which maps are shifted, as the converters of the map makers draw it.
CHINA = (72.004, 137.8347, 0.8293, 55.8271)
#: Krassovsky's ellipsoid, on which GCJ-02 reckons.
_RADIUS_M, _ECCENTRICITY2 = 6_378_245.0, 0.00669342162296594323
_BD_LON, _BD_LAT = 0.0065, 0.006
_BD_TURN = np.pi * 3_000.0 / 180.0


def gcj_shift(places: Degrees) -> Degrees:
    """
    Tell how far GCJ-02 lies off the ground.

    The formula is not published by its maker; this is the one that became known in 2010 and that all converters share
    (eviltransform, coordtransform).

    Parameters
    ----------
    places
        Longitude and latitude in WGS-84, shape (n, 2).

    Returns
    -------
    shift
        Degrees east and north, shape (n, 2); 0 outside `CHINA`.
    """
    x, y = places[:, 0] - 105.0, places[:, 1] - 35.0
    root, ripple = np.sqrt(np.abs(x)), 20.0 * (np.sin(6 * np.pi * x) + np.sin(2 * np.pi * x))
    north_m = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north_m += 2 / 3 * (ripple + _waves(y, (20.0, 1), (40.0, 3), (160.0, 12), (320.0, 30)))
    east_m = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east_m += 2 / 3 * (ripple + _waves(x, (20.0, 1), (40.0, 3), (150.0, 12), (300.0, 30)))
    latitude = np.radians(places[:, 1])
    flat = 1 - _ECCENTRICITY2 * np.sin(latitude) ** 2
    meridian_m = _RADIUS_M * (1 - _ECCENTRICITY2) / flat**1.5
    parallel_m = _RADIUS_M / np.sqrt(flat) * np.cos(latitude)
    return _in_china(places, np.degrees(np.column_stack([east_m / parallel_m, north_m / meridian_m])))


def bd_shift(places: Degrees) -> Degrees:
    """
    Tell how far BD-09 lies off GCJ-02, by the formula that all converters share.

    Parameters
    ----------
    places
        Longitude and latitude in GCJ-02, shape (n, 2).

    Returns
    -------
    shift
        Degrees east and north, shape (n, 2); 0 outside `CHINA`.
    """
    x, y = places.T
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * _BD_TURN)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BD_TURN)
    moved = np.column_stack([radius * np.cos(angle) + _BD_LON, radius * np.sin(angle) + _BD_LAT])
    return _in_china(places, moved - places)


def _waves(value: Degrees, *waves: tuple[float, int]) -> Degrees:
    return np.asarray(sum(height * np.sin(value * np.pi / length) for height, length in waves))


def _in_china(places: Degrees, shift: Degrees) -> Degrees:
    west, east, south, north = CHINA
    lon, lat = places.T
    inside = (west < lon) & (lon < east) & (south < lat) & (lat < north)
    return np.where(inside[:, None], shift, 0.0)
