"""Lanes of the hamlets: they leave the road on both sides, longest in the middle."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.routes import straight_lines

Array = NDArray[np.float64]
Lines = NDArray[np.object_]

#: A hamlet is at least this broad, in metres from its middle.
LEAST_M = 85.0
#: Shorter lanes are yards.
LEAST_LANE_M = 35.0


def hamlet_reach_m(households: Array, numbers: Numbers) -> Array:
    """
    Measure how far the houses of a hamlet reach from its middle.

    Parameters
    ----------
    households
        Households of each hamlet.
    numbers
        Numbers of the demo county.

    Returns
    -------
    reach_m
        Radius of a circle with one plot a household, metres.
    """
    return np.asarray(np.maximum(LEAST_M, np.sqrt(households * numbers["hamlets"]["plot_m2"] / np.pi)))


def lay_lanes(
    roads: Lines,
    middle: Array,
    reach_m: Array,
    home: Lines,
    barred: shapely.Geometry,
    numbers: Numbers,
    rng: np.random.Generator,
) -> Lines:
    """
    Lay the lanes of all hamlets.

    Parameters
    ----------
    roads
        Roads that pass through the hamlets.
    middle
        Middles of the hamlets, shape (n, 2).
    reach_m
        How far the houses of each reach.
    home
        Land of the village of each, which its lanes don't leave.
    barred
        Rivers and railway, which no lane enters.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    lanes
        Lines that begin on a road and don't cross one another.
    """
    ends = shapely.get_coordinates(_stretches(roads)).reshape(-1, 2, 2)
    hamlet, stretch = shapely.STRtree(straight_lines(ends)).query(
        shapely.points(middle), predicate="dwithin", distance=reach_m
    )
    base, heading, hamlet = _bases(ends[stretch], hamlet, numbers["hamlets"]["lane_gap_m"], rng)
    away = np.hypot(*(base - middle[hamlet]).T)
    width = np.sqrt(np.maximum(reach_m[hamlet] ** 2 - away**2, 0)).clip(max=numbers["hamlets"]["lane_m"])
    length = width * rng.uniform(0.4, 1.2, len(base))
    kept = length > LEAST_LANE_M
    lanes = _ribs(base[kept], heading[kept], length[kept], rng)
    hamlet = np.tile(hamlet[kept], 2)
    shapely.prepare(barred)
    free = shapely.contains_properly(home[hamlet], lanes) & ~shapely.intersects(barred, lanes)
    return _untangled(lanes[free])


def _stretches(roads: Lines) -> Lines:
    """Straight pieces of all roads."""
    xy, line = shapely.get_coordinates(roads, return_index=True)
    joined = line[1:] == line[:-1]
    return straight_lines(np.stack([xy[:-1][joined], xy[1:][joined]], axis=1))


def _bases(
    ends: Array, hamlet: NDArray[np.int64], gap_m: float, rng: np.random.Generator
) -> tuple[Array, Array, NDArray[np.int64]]:
    """Points about `gap_m` apart on the stretches, with the heading of the road there."""
    along = ends[:, 1] - ends[:, 0]
    length = np.hypot(*along.T)
    number = np.floor(length / gap_m + rng.random(len(length))).astype(int)
    at = np.repeat(np.arange(len(ends)), number)
    step = np.arange(len(at)) - np.repeat(np.cumsum(number) - number, number)
    share = (step + 0.5 + rng.uniform(-0.2, 0.2, len(at))) / number[at]
    return ends[at, 0] + share[:, None] * along[at], (along / length[:, None])[at], hamlet[at]


def _ribs(base: Array, heading: Array, length: Array, rng: np.random.Generator) -> Lines:
    """One lane to either side of each base, with a slight bend halfway."""
    base, heading = np.vstack([base, base]), np.vstack([heading, -heading])
    length = np.r_[length, length[rng.permutation(len(length))]].clip(LEAST_LANE_M, np.r_[length, length] * 1.2)
    turn = np.pi / 2 + rng.normal(0, 0.26, len(base))
    half = base + _turned(heading, turn) * (length / 2)[:, None]
    end = half + _turned(heading, turn + rng.normal(0, 0.3, len(base))) * (length / 2)[:, None]
    return straight_lines(np.stack([base, half, end], axis=1))


def _untangled(lanes: Lines) -> Lines:
    """Leave out the lanes that cross one already laid."""
    first, second = shapely.STRtree(lanes).query(lanes, predicate="crosses")
    laid = np.ones(len(lanes), dtype=bool)
    for a, b in zip(first[first < second], second[first < second], strict=True):
        laid[b] &= not laid[a]
    return np.asarray(lanes[laid])


def _turned(heading: Array, angle: Array) -> Array:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.stack([heading[:, 0] * cos - heading[:, 1] * sin, heading[:, 0] * sin + heading[:, 1] * cos], axis=1)
