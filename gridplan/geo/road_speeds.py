"""How fast a road is: its own limit, else that of its class, else a table."""

from __future__ import annotations

import math
from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: Usual limits in km/h by OSM class, where no road of the class states its own.
USUAL_KMH: Mapping[str, float] = {
    "motorway": 100.0, "trunk": 80.0, "primary": 70.0, "secondary": 60.0, "tertiary": 50.0, "unclassified": 40.0,
    "road": 40.0, "residential": 30.0, "service": 20.0, "track": 15.0, "living_street": 15.0,
}  # fmt: skip
#: A class that nobody knows is taken for a village road; a link road bends.
OTHER_KMH = 30.0
LINK_SHARE = 0.7
#: Nobody drives at the limit from door to door.
TRAVEL_SHARE = 0.8


def road_speeds_kmh(roads: gpd.GeoDataFrame) -> NDArray[np.float64]:
    """
    Say how fast one travels on each road.

    A limit is not a travel speed: 80 % of it (`TRAVEL_SHARE`) is taken for curves, crossings and slow company.
    The order - own limit, mean limit of the class, usual limit - is that of `osmnx.routing.add_edge_speeds`.

    Parameters
    ----------
    roads
        Roads with `highway` (OSM class) and `maxspeed_kmh` (NaN where unknown).

    Returns
    -------
    speed_kmh
        Travel speed of each road, shape (n,).
    """
    limit = pd.Series(roads["maxspeed_kmh"].to_numpy(dtype=float))
    limit = limit.where(np.isfinite(limit) & (limit > 0))
    highway = pd.Series(roads["highway"].to_numpy()).astype(str)
    # an exact sum does not depend on the order of the rows
    means = {kind: math.fsum(known) / len(known) for kind, known in limit.dropna().groupby(highway)}
    usual = {kind: means.get(kind, _usual_kmh(kind)) for kind in highway.unique()}
    return TRAVEL_SHARE * limit.fillna(highway.map(usual)).to_numpy(dtype=float)


def _usual_kmh(highway: str) -> float:
    whole = highway.removesuffix("_link")
    return USUAL_KMH.get(whole, OTHER_KMH) * (1.0 if whole == highway else LINK_SHARE)
