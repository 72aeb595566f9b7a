"""How far the circle deceives: what share of the points inside it is farther by road than its radius."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from gridplan.geo.network import RoadNetwork

COLUMNS = ["level", "id", "indicator", "value", "numerator", "denominator", "base"]


def detour_shares(
    branches: gpd.GeoDataFrame, points: gpd.GeoDataFrame, network: RoadNetwork, radii_m: Sequence[float]
) -> pd.DataFrame:
    """
    Compare circle and road at several radii.

    A point counts as inside the circle when its nearest branch lies within the radius as the crow flies, and as
    farther by road when no branch lies within the radius by road; the ways from building and branch to their
    nearest roads count as road.

    Parameters
    ----------
    branches
        Branch points, metric CRS.
    points
        Households or buildings, one row each; same CRS.
    network
        Roads; same CRS.
    radii_m
        Radii in metres.

    Returns
    -------
    table
        One row a radius: `detour_share_<radius>`, numerator, denominator, base `points`.
    """
    sources, targets = (table.get_coordinates().to_numpy() for table in (branches, points))
    straight_m = cKDTree(sources).query(targets)[0]
    road_m = network.nearest(sources, targets, by="metres")[1]
    rows = []
    for radius in radii_m:
        inside = straight_m <= radius
        farther = int(np.count_nonzero(inside & (road_m > radius)))
        number = int(np.count_nonzero(inside))
        value = farther / number if number else float("nan")
        rows.append(("county", "", f"detour_share_{radius:g}", value, farther, number, "points"))
    return pd.DataFrame(rows, columns=COLUMNS)
