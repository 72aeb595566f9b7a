"""Where the households live: along roads and lanes, close in hamlets and streets, a few far out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.demo.parameters import Numbers

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Lines = NDArray[np.object_]

#: How often a household that falls outside of its unit or into water is placed anew.
TRIES = 40


@dataclass(frozen=True)
class Frontages:
    """
    Which stretches of road each settlement has houses on; sorted by settlement.

    Attributes
    ----------
    ends
        Both ends of each stretch, shape (n, 2, 2).
    bound
        Where the stretches of each settlement begin, and where the last ones end, shape (settlements + 1,).
    along_m
        Metres of road before each stretch, and all of them, shape (n + 1,).
    """

    ends: Array
    bound: Ints
    along_m: Array

    @property
    def frontage_m(self) -> Array:
        """
        Measure the road of every settlement.

        Returns
        -------
        frontage_m
            Metres, shape (settlements,).
        """
        return np.asarray(np.diff(self.along_m[self.bound]))


def frontages(settlement: Ints, stretch: Ints, ends: Array, number: int) -> Frontages:
    """
    Sort stretches by settlement.

    Parameters
    ----------
    settlement, stretch
        Pairs of positions.
    ends
        Both ends of every stretch.
    number
        How many settlements there are.

    Returns
    -------
    frontages
        The pairs in order.
    """
    order = np.argsort(settlement, kind="stable")
    own = ends[stretch[order]]
    along_m = np.r_[0.0, np.cumsum(np.hypot(*(own[:, 1] - own[:, 0]).T))]
    return Frontages(own, np.searchsorted(settlement[order], np.arange(number + 1)), along_m)


def place(front: Frontages, settlement: Ints, share: Array, away_m: Array) -> Array:
    """
    Place households on the frontages of their settlement.

    Parameters
    ----------
    front
        Frontages.
    settlement
        Settlement of each household; one that has frontages.
    share
        How far along the road of its settlement each stands, 0 to 1.
    away_m
        How far to the left of the middle of the road; to the right where negative.

    Returns
    -------
    xy
        Shape (n, 2), metres.
    """
    first, last = front.bound[settlement], front.bound[settlement + 1]
    at = front.along_m[first] + share * (front.along_m[last] - front.along_m[first])
    piece = np.clip(np.searchsorted(front.along_m, at, side="right") - 1, first, last - 1)
    ahead = front.ends[piece, 1] - front.ends[piece, 0]
    length = np.hypot(*ahead.T)[:, None]
    part = np.clip((at - front.along_m[piece])[:, None] / length, 0, 1)
    left = np.c_[-ahead[:, 1], ahead[:, 0]] / length
    return np.asarray(front.ends[piece, 0] + part * ahead + left * away_m[:, None])


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
