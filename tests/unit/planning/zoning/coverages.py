"""Invented coverages to test on: random Voronoi cells with wiggly borders."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

CRS = "EPSG:4550"
SIDE_M = 10_000.0


def voronoi(n: int, seed: int, side_m: float = SIDE_M) -> gpd.GeoDataFrame:
    """Cells of random points in a square, with households and workload."""
    rng = np.random.default_rng(seed)
    points = shapely.multipoints(rng.uniform(0, side_m, (n, 2)))
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=shapely.box(0, 0, side_m, side_m)))
    shapes = shapely.intersection(cells, shapely.box(0, 0, side_m, side_m))
    households = rng.integers(20, 400, n)
    table = {"households": households.astype(float), "workload_h": households * rng.uniform(0.4, 0.8, n)}
    ids = pd.Index([f"u{k:05d}" for k in range(n)], name="unit_id")
    return gpd.GeoDataFrame(table, geometry=shapes, index=ids, crs=CRS)
