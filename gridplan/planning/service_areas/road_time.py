"""What a branch reaches by road within its minutes, the way on foot from the road to the door included."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from gridplan.planning.service_areas.lattice import lattice_over
from gridplan.planning.service_areas.ways import Ways

#: Branches whose minutes are kept in memory at one time.
AT_ONCE = 64
#: Without an outline of the place, reach is looked for as far as one gets at this speed.
USUAL_KMH = 45.0


def road_time_areas(
    branches: gpd.GeoDataFrame, ways: Ways, bounds: NDArray[np.float64] | None = None
) -> gpd.GeoDataFrame:
    """
    Draw for every branch the line of equal minutes by road.

    Minutes are computed at the points of a lattice over the place and the line is drawn between them. Figures
    about households never come from this drawing: they are computed door by door.

    Parameters
    ----------
    branches
        Branch points in a metric CRS, indexed by `branch_id`, with `drive_min` in minutes.
    ways
        Road network, or what stands in for it.
    bounds
        West, south, east and north of the place in metres; by default so far around the branches as one gets.

    Returns
    -------
    areas
        One polygon of any number of parts a branch, same index, same CRS.
    """
    xy = branches.get_coordinates().to_numpy()
    limits = branches["drive_min"].to_numpy(dtype=float)
    lattice = lattice_over(_around(branches, limits) if bounds is None else bounds)
    points = lattice.points
    shapes = []
    for first in range(0, len(xy), AT_ONCE):
        minutes = ways.costs(xy[first : first + AT_ONCE], points, by="minutes")
        shapes += [lattice.below(row, limit) for row, limit in zip(minutes, limits[first:], strict=False)]
    return gpd.GeoDataFrame(geometry=shapes, index=branches.index, crs=branches.crs)


def _around(branches: gpd.GeoDataFrame, limits: NDArray[np.float64]) -> NDArray[np.float64]:
    far = limits.max(initial=0.0) / 60 * USUAL_KMH * 1_000
    return np.asarray(branches.total_bounds + np.array([-far, -far, far, far]))
