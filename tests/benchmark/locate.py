"""Points in polygons against `geopandas.sjoin`, a million at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from gridplan.geo.locate import Locator, locate_exactly
from tests.unit.geo.mosaic import mosaic

POINTS, SIDE = 1_000_000, 100_000.0
#: Polygons, and how many times `sjoin` is wanted.
GOALS = {500: 30, 5_000: 10}
INDEX_GOAL_S, GOAL_M_A_SECOND = 0.2, 50


def measure() -> list[dict[str, Any]]:
    """
    Locate a million points in 500 and in 5,000 irregular polygons, with a warm index.

    The answers are first compared with those of shapely, also for all vertices, middles of edges and places within
    rounding of a vertex.
    """
    return [_row(polygons) for polygons in GOALS]


def _row(number: int) -> dict[str, Any]:
    rng = np.random.default_rng(number)
    polygons = mosaic(number, rng, side=SIDE)
    xy = rng.uniform(0, SIDE, (POINTS, 2))
    index_s, locator = _best(lambda: Locator(polygons))
    wrong = sum(
        np.count_nonzero(locator.locate(some) != locate_exactly(polygons, some)) for some in (xy, _borders(polygons))
    )
    if wrong:
        raise AssertionError(f"{wrong} points are located otherwise than by shapely")
    ours_s, _ = _best(lambda: locator.locate(xy))
    points, areas = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy.T)), gpd.GeoDataFrame(geometry=polygons)
    peer_s, _ = _best(lambda: gpd.sjoin(points, areas, predicate="intersects"), times=2)
    return {
        "what": f"{POINTS:,} points in {number:,} polygons of {_vertices(polygons)} vertices",
        "ours_s": ours_s,
        "peer": "geopandas.sjoin",
        "peer_s": peer_s,
        "ratio": peer_s / ours_s,
        "goal": f">= {GOALS[number]} x",
        "note": f"{POINTS / ours_s / 1e6:.0f} M points/s (goal {GOAL_M_A_SECOND}); index {index_s:.2f} s "
        f"(goal {INDEX_GOAL_S} at 5,000); 0 mismatches, borders too",
    }


def _vertices(polygons: np.ndarray) -> int:
    return round(float(np.mean(shapely.get_num_coordinates(polygons) - 1)))


def _borders(polygons: np.ndarray) -> np.ndarray:
    vertices = shapely.get_coordinates(polygons)
    beside = np.nextafter(vertices, np.random.default_rng(1).choice([-np.inf, np.inf], vertices.shape))
    return np.concatenate([vertices, (vertices[1:] + vertices[:-1]) / 2, beside])


def _best(work: Callable[[], Any], times: int = 5) -> tuple[float, Any]:
    """Shortest of several runs, which other programs disturb least, after one that warms up."""
    answer, seconds = work(), []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds), answer
