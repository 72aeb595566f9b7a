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
    settlement
        Position of the settlement, ascending.
    ends
        Both ends of the stretch, shape (n, 2, 2).
    """

    settlement: Ints
    ends: Array


def frontages(settlement: Ints, stretch: Ints, ends: Array) -> Frontages:
    """
    Sort stretches by settlement.

    Parameters
    ----------
    settlement, stretch
        Pairs of positions.
    ends
        Both ends of every stretch.

    Returns
    -------
    frontages
        The pairs in order.
    """
    order = np.argsort(settlement, kind="stable")
    return Frontages(settlement[order], ends[stretch[order]])


def place(front: Frontages, wanted: Ints, numbers: Numbers, rng: np.random.Generator) -> Array:
    """
    Place households evenly along the frontages of their settlement, off the road on either side.

    Parameters
    ----------
    front
        Frontages; every settlement has some.
    wanted
        Settlement of each household.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    xy
        Shape (len(wanted), 2), metres.
    """
    along = front.ends[:, 1] - front.ends[:, 0]
    length = np.hypot(*along.T)
    total = np.r_[0.0, np.cumsum(length)]
    number = int(max(front.settlement.max(), wanted.max())) + 1
    bound = np.searchsorted(front.settlement, np.arange(number + 1))
    start, stop = total[bound[wanted]], total[bound[wanted + 1]]
    at = start + rng.random(len(wanted)) * (stop - start)
    piece = np.clip(np.searchsorted(total, at, side="right") - 1, bound[wanted], bound[wanted + 1] - 1)
    share = np.clip((at - total[piece]) / length[piece], 0, 1)
    away = _offsets(len(wanted), numbers["households"]["offset_m"], rng)
    normal = np.c_[-along[:, 1], along[:, 0]] / length[:, None]
    return np.asarray(front.ends[piece, 0] + share[:, None] * along[piece] + normal[piece] * away[:, None])


def settle(
    front: Frontages,
    settlement: Ints,
    unit: Ints,
    polygons: Lines,
    wet: shapely.Geometry,
    numbers: Numbers,
    rng: np.random.Generator,
) -> Array:
    """
    Place every household inside its own unit and on dry land.

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
    xy = place(front, settlement, numbers, rng)
    shapely.prepare(polygons)
    shapely.prepare(wet)
    left = np.arange(len(xy))
    for _ in range(TRIES):
        left = left[~shapely.contains_xy(polygons[unit[left]], xy[left]) | shapely.contains_xy(wet, xy[left])]
        if not len(left):
            break
        xy[left] = place(front, settlement[left], numbers, rng)
    inner = shapely.get_coordinates(shapely.point_on_surface(polygons))
    xy[left] = inner[unit[left]] + rng.normal(0, 4, (len(left), 2))
    return xy


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
    moved[chosen] = xy[chosen + 1] + rng.uniform(1.2, 2.6, (len(chosen), 1)) * _directions(len(chosen), rng)
    return moved


def _offsets(n: int, offset: Numbers, rng: np.random.Generator) -> Array:
    away = np.maximum(offset["least"], offset["median"] * np.exp(rng.normal(0, offset["sigma"], n)))
    return np.asarray(away * rng.choice([-1.0, 1.0], n))


def _directions(n: int, rng: np.random.Generator) -> Array:
    angle = rng.uniform(0, 2 * np.pi, n)
    return np.c_[np.cos(angle), np.sin(angle)]
