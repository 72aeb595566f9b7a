"""The homes of all households: which settlement each belongs to, and where it stands."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.demo.ground import Ground
from gridplan.demo.households import frontages, pair_up, settle
from gridplan.demo.parameters import Numbers
from gridplan.demo.settlements import Settlements

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Roads are read in stretches of at most so many metres.
STRETCH_M = 40.0


def place_homes(
    ground: Ground,
    people: Settlements,
    units: gpd.GeoDataFrame,
    roads: gpd.GeoDataFrame,
    hamlets: Array,
    reach_m: Array,
    numbers: Numbers,
    rng: np.random.Generator,
) -> tuple[Array, Ints]:
    """
    Place every household of the county.

    Parameters
    ----------
    ground
        The ground.
    people
        Settlements with their counts.
    units
        Units: villages, then street blocks.
    roads
        The road network.
    hamlets
        Middles of the hamlets.
    reach_m
        How far the houses of each reach.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    xy
        Places, shape (n, 2), metres.
    unit
        Unit of each, ascending.
    """
    shapes = units.geometry.to_numpy()
    settlement, unit = _wanted(people, numbers, rng)
    ends, major = _stretches(roads)
    front = frontages(*_fronts(ends, major, shapes, hamlets, reach_m, people), ends)
    xy = settle(front, settlement, unit, shapes, ground.waters.wet.buffer(6), numbers, rng)
    moved = pair_up(xy, unit, numbers["households"]["twin_share"], rng)
    stays = ~shapely.contains_xy(shapes[unit], moved) | shapely.contains_xy(ground.waters.wet, moved)
    moved[stays] = xy[stays]
    return moved, unit


def _wanted(people: Settlements, numbers: Numbers, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Settlement and unit of every household: hamlets, street blocks, and the strays of every village."""
    villages, blocks, hamlets = len(people.villages), people.blocks, len(people.hamlets)
    strays = rng.binomial(people.village_hh, numbers["households"]["stray_share"])
    in_hamlet = np.zeros(hamlets, dtype=np.int64)
    bound = np.searchsorted(people.hamlet_village, np.arange(villages + 1))
    for n in range(villages):
        own = slice(bound[n], bound[n + 1])
        in_hamlet[own] = rng.multinomial(people.village_hh[n] - strays[n], people.hamlet_share[own])
    number = np.concatenate([in_hamlet, blocks.households, strays])
    unit = np.concatenate([people.hamlet_village, np.arange(len(blocks.town)) + villages, np.arange(villages)])
    settlement = np.repeat(np.arange(len(number)), number)
    order = np.argsort(unit[settlement], kind="stable")
    return settlement[order], unit[settlement][order]


def _stretches(roads: gpd.GeoDataFrame) -> tuple[Array, NDArray[np.bool_]]:
    """Both ends of every stretch where houses may stand, and whether it is a through road."""
    usable = roads[~roads["bridge"]]
    xy, line = shapely.get_coordinates(shapely.segmentize(usable.geometry.to_numpy(), STRETCH_M), return_index=True)
    joined = np.flatnonzero(line[1:] == line[:-1])
    ends = np.stack([xy[joined], xy[joined + 1]], axis=1)
    long = np.hypot(*(ends[:, 1] - ends[:, 0]).T) > 0.5
    return ends[long], (usable["highway"].to_numpy() != "residential")[line[joined]][long]


def _fronts(
    ends: Array,
    major: NDArray[np.bool_],
    shapes: NDArray[np.object_],
    hamlets: Array,
    reach_m: Array,
    people: Settlements,
) -> tuple[Ints, Ints]:
    """Pairs of settlement and stretch; every settlement gets at least the nearest stretch."""
    middle = shapely.points(ends.mean(axis=1))
    tree = shapely.STRtree(middle)
    villages, blocks = len(people.villages), len(people.blocks.town)
    owner = np.full(len(ends), -1)
    unit, stretch = tree.query(shapes, predicate="contains")
    owner[stretch] = unit
    hamlet, near = tree.query(shapely.points(hamlets), predicate="dwithin", distance=reach_m * 1.05)
    own = owner[near] == people.hamlet_village[hamlet]
    block, along = tree.query(shapes[villages:], predicate="dwithin", distance=8.0)
    open_country = np.flatnonzero(major & (owner >= 0) & (owner < villages))
    pairs = [
        (hamlet[own], near[own]),
        (block + len(hamlets), along),
        (owner[open_country] + len(hamlets) + blocks, open_country),
    ]
    settlement, stretch = (np.concatenate(part) for part in zip(*pairs, strict=True))
    bare = np.setdiff1d(np.arange(len(hamlets) + blocks + villages), settlement)
    where = np.concatenate(
        [shapely.points(hamlets), shapely.centroid(shapes[villages:]), shapely.centroid(shapes[:villages])]
    )
    return np.r_[settlement, bare], np.r_[stretch, tree.nearest(where[bare])]
