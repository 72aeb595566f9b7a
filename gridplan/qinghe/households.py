"""Where the households live: along roads and lanes, close in hamlets and streets, a few far out."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.qinghe.frontages import Frontages, place
from gridplan.qinghe.parameters import Numbers

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Lines = NDArray[np.object_]

#: How often a household that falls outside of its unit or into water is placed anew.
TRIES = 40


def settle(
    front: Frontages,
    settlement: Ints,
    unit: Ints,
    polygons: Lines,
    urban: NDArray[np.bool_],
    wet: shapely.Geometry,
    numbers: Numbers,
    rng: np.random.Generator,
) -> Array:
    """
    Place every household inside its own unit and on dry land, evenly along the roads of its settlement.

    Parameters
    ----------
    front
        Frontages of the settlements.
    settlement
        Settlement of each household.
    unit
        Unit of each household.
    polygons
        Polygons of the units.
    urban
        Whether a unit is a street block.
    wet
        Where nobody lives.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    xy
        Shape (n, 2), metres.
    """
    shapely.prepare(polygons)
    shapely.prepare(wet)
    xy = np.full((len(unit), 2), np.nan)
    left = np.flatnonzero(front.frontage_m[settlement] > 0)
    share, side = _evenly(settlement[left], rng)
    for _ in range(TRIES):
        away_m = side * _offsets(urban[unit[left]], numbers, rng)
        there = place(front, settlement[left], share, away_m)
        good = shapely.contains_xy(polygons[unit[left]], there) & ~shapely.contains_xy(wet, there)
        xy[left[good]] = there[good]
        left = left[~good]
        share, side = rng.random(len(left)), rng.choice([-1.0, 1.0], len(left))
    return _beside_others(xy, unit, polygons, rng)


def pair_up(xy: Array, unit: Ints, share: float, rng: np.random.Generator) -> Array:
    """
    Move some households beside another of their unit: they share a yard or a stair.

    Parameters
    ----------
    xy
        Places.
    unit
        Unit of each.
    share
        Share of the households that moves.
    rng
        Random generator.

    Returns
    -------
    xy
        Moved places.
    """
    moved = xy.copy()
    chosen = np.flatnonzero(rng.random(len(xy) - 1) < share)
    chosen = chosen[unit[chosen] == unit[chosen + 1]]
    moved[chosen] = xy[chosen + 1] + rng.uniform(2.0, 4.4, (len(chosen), 1)) * _directions(len(chosen), rng)
    return moved


def _evenly(settlement: Ints, rng: np.random.Generator) -> tuple[Array, Array]:
    """Part the road of each settlement evenly, one household to the left, the next to the right; share and side."""
    order = np.argsort(settlement, kind="stable")
    first, last = (np.searchsorted(settlement[order], settlement, side=side) for side in ("left", "right"))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    share = (rank - first + rng.random(len(rank))) / (last - first)
    return share, np.where(rank % 2, 1.0, -1.0)


def _offsets(urban: NDArray[np.bool_], numbers: Numbers, rng: np.random.Generator) -> Array:
    country, town = numbers["households"]["offset_m"], numbers["households"]["offset_block_m"]
    median, sigma, least = (np.where(urban, town[key], country[key]) for key in ("median", "sigma", "least"))
    away = np.maximum(least, median * np.exp(rng.normal(0, 1, len(urban)) * sigma))
    return np.asarray(away)


def _beside_others(xy: Array, unit: Ints, polygons: Lines, rng: np.random.Generator) -> Array:
    """Let the few that found no place share a house of their unit, or stand alone in its middle."""
    lost = np.isnan(xy[:, 0])
    for own in np.unique(unit[lost]):
        others = np.flatnonzero(~lost & (unit == own))
        here = lost & (unit == own)
        middle = shapely.get_coordinates(polygons[own].point_on_surface())
        xy[here] = xy[rng.choice(others, here.sum())] if len(others) else middle
    return xy


def _directions(n: int, rng: np.random.Generator) -> Array:
    angle = rng.uniform(0, 2 * np.pi, n)
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)
