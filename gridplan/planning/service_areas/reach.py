"""For every door: its nearest branch, its own branch, how far and how long, and who reaches it by which model."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.planning.service_areas.radius import map_scale
from gridplan.planning.service_areas.ways import Floats, Ways, straight_m

#: Branch-and-point pairs whose costs are kept in memory at one time.
PAIRS = 2_000_000


def reach(points: gpd.GeoDataFrame, branches: gpd.GeoDataFrame, ways: Ways) -> pd.DataFrame:
    """
    Tell for every point which branches reach it, by circle and by road.

    Parameters
    ----------
    points
        Points in a metric CRS with `branch_id`, their own branch; empty where they have none.
    branches
        Branch points, same CRS, indexed by `branch_id`, with `coverage_radius_m` and `drive_min`.
    ways
        Road network, or what stands in for it.

    Returns
    -------
    reach
        Index of `points`. `nearest_branch_id`, `straight_m`: nearest as the crow flies, on the ellipsoid;
        `road_branch_id`, `road_min`, `road_m`: nearest by road, infinite where no road leads;
        `reached_radius`, `reached_road`: how many branches reach the point;
        `own_straight_m`, `own_road_min`, `own_road_m`, `own_reached_radius`, `own_reached_road`: the same for the
        point's own branch, NaN and False without one.
    """
    parts = [_reach(part, branches, ways) for part in _parts(points, len(branches))]
    return pd.concat(parts) if parts else _reach(points, branches, ways)


def _parts(points: gpd.GeoDataFrame, branches_n: int) -> Iterator[gpd.GeoDataFrame]:
    size = max(1, PAIRS // max(1, branches_n))
    for first in range(0, len(points), size):
        yield points.iloc[first : first + size]


def _reach(points: gpd.GeoDataFrame, branches: gpd.GeoDataFrame, ways: Ways) -> pd.DataFrame:
    sources, targets = (table.get_coordinates().to_numpy() for table in (branches, points))
    straight = straight_m(sources, targets) / map_scale(branches)[:, None]
    minutes, metres = (ways.costs(sources, targets, by=by) for by in ("minutes", "metres"))
    in_circle = straight <= branches["coverage_radius_m"].to_numpy(dtype=float)[:, None]
    by_road = minutes <= branches["drive_min"].to_numpy(dtype=float)[:, None]
    nearest, soonest = straight.argmin(axis=0), minutes.argmin(axis=0)
    ids = branches.index.to_numpy(dtype=object)
    every = np.arange(len(points))
    table = {
        "nearest_branch_id": ids[nearest],
        "straight_m": straight[nearest, every],
        "road_branch_id": np.where(np.isfinite(minutes[soonest, every]), ids[soonest], ""),
        "road_min": minutes[soonest, every],
        "road_m": metres.min(axis=0),
        "reached_radius": in_circle.sum(axis=0),
        "reached_road": by_road.sum(axis=0),
    }
    own = branches.index.get_indexer(pd.Index(points["branch_id"]))
    table |= {
        "own_straight_m": _of_own(straight, own),
        "own_road_min": _of_own(minutes, own),
        "own_road_m": _of_own(metres, own),
        "own_reached_radius": _of_own(in_circle.astype(float), own) == 1,
        "own_reached_road": _of_own(by_road.astype(float), own) == 1,
    }
    return pd.DataFrame(table, index=points.index)


def _of_own(costs: Floats, own: NDArray[np.intp]) -> Floats:
    taken = costs[np.maximum(own, 0), np.arange(costs.shape[1])]
    return np.where(own >= 0, taken, np.nan)
