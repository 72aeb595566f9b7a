"""A branch on a straight road, and ways that know no roads."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import Point

from gridplan.planning.service_areas.ways import StraightWays

CRS = "EPSG:4550"
#: A corner of the open sea in metres of that zone.
EAST, NORTH = 540_000.0, 3_265_000.0


def branches(*places, radius_m=2_000.0, drive_min=10.0):
    return gpd.GeoDataFrame(
        {"coverage_radius_m": radius_m, "drive_min": drive_min, "kind": "rural", "hh_min": 500.0},
        geometry=[Point(EAST + x, NORTH + y) for x, y in places],
        index=pd.Index([f"B{n}" for n in range(1, len(places) + 1)], name="branch_id"),
        crs=CRS,
    )


def points(*places, own=""):
    return gpd.GeoDataFrame(
        {"branch_id": own, "households": 100.0},
        geometry=[Point(EAST + x, NORTH + y) for x, y in places],
        index=pd.Index([f"p{n}" for n in range(len(places))]),
        crs=CRS,
    )


def walking(n, kmh=6.0, detour=1.4):
    return StraightWays(detour, np.full(n, kmh))
