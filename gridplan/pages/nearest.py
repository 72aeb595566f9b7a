"""Put stops in an order that always goes to the nearest one left."""

from __future__ import annotations

import geopandas as gpd
import numpy as np


def nearest_next(stops: gpd.GeoDataFrame, start: tuple[float, float], n: int) -> dict[str, float]:
    """
    Go from a start to the nearest stop, and from there to the nearest one left.

    Parameters
    ----------
    stops
        Points in a metric CRS.
    start
        Easting and northing of the start.
    n
        How many stops are wanted.

    Returns
    -------
    route
        Straight metres from the stop before, by stop, in order.
    """
    xy = np.column_stack([stops.geometry.x, stops.geometry.y])
    here, left, route = np.array(start), np.ones(len(xy), dtype=bool), {}
    for _ in range(min(n, len(xy))):
        off = np.where(left, np.hypot(*(xy - here).T), np.inf)
        nearest = int(off.argmin())
        route[str(stops.index[nearest])] = float(off[nearest])
        here, left[nearest] = xy[nearest], False
    return route


def stops_of_today(route: dict[str, float], left: int, listed: int) -> list[str]:
    """
    Take the stops that a map of the day leads past.

    Parameters
    ----------
    route
        Stops in order, as `nearest_next` gives them.
    left
        How many the quota leaves for today.
    listed
        How many are listed beside the map.

    Returns
    -------
    stops
        Those whom the quota leaves; whoever is done for today and goes on sees those that are listed.
    """
    return list(route)[: left or listed]
