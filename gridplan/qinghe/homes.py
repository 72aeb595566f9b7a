"""The homes of all households: which settlement each belongs to, and where it stands."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.qinghe.frontages import Frontages, frontages
from gridplan.qinghe.ground import Ground
from gridplan.qinghe.headcount import households_of
from gridplan.qinghe.households import pair_up, settle
from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.settlements import Settlements

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Lines = NDArray[np.object_]

#: Roads are read in stretches of at most so many metres.
STRETCH_M = 40.0
#: Nobody lives nearer than this to the border of a unit.
FENCE_M = 0.5


def place_homes(
    ground: Ground,
    people: Settlements,
    units: gpd.GeoDataFrame,
    roads: gpd.GeoDataFrame,
    hamlets: Lines,
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
        Areas of the hamlets.
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
    ends, major = _stretches(roads)
    front = _fronts(ends, major, shapes, hamlets, people)
    urban = np.arange(len(shapes)) >= len(people.villages)
    settlement, unit = households_of(people, front.frontage_m, numbers, rng)
    inner = shapely.buffer(shapes, -FENCE_M)
    xy = settle(front, settlement, unit, inner, urban, ground.waters.wet.buffer(6), numbers, rng)
    moved = pair_up(xy, unit, numbers["households"]["twin_share"], rng)
    stays = ~shapely.contains_xy(inner[unit], moved) | shapely.contains_xy(ground.waters.wet, moved)
    moved[stays] = xy[stays]
    return moved, unit


def _stretches(roads: gpd.GeoDataFrame) -> tuple[Array, NDArray[np.bool_]]:
    """Both ends of every stretch where houses may stand, and whether it is a through road."""
    usable = roads[~roads["bridge"]]
    xy, line = shapely.get_coordinates(shapely.segmentize(usable.geometry.to_numpy(), STRETCH_M), return_index=True)
    joined = np.flatnonzero(line[1:] == line[:-1])
    ends = np.stack([xy[joined], xy[joined + 1]], axis=1)
    long = np.hypot(*(ends[:, 1] - ends[:, 0]).T) > 0.5
    return ends[long], (usable["highway"].to_numpy() != "residential")[line[joined]][long]


def _fronts(ends: Array, major: NDArray[np.bool_], shapes: Lines, hamlets: Lines, people: Settlements) -> Frontages:
    """Find the stretches of hamlets, of street blocks, and of the open country for the strays of each village."""
    tree = shapely.STRtree(list(shapely.points(ends.mean(axis=1))))
    villages = len(people.villages)
    owner = np.full(len(ends), -1)
    unit, stretch = tree.query(shapes, predicate="contains")
    owner[stretch] = unit
    hamlet, near = tree.query(hamlets, predicate="contains")
    own = owner[near] == people.hamlet_village[hamlet]
    block, along = tree.query(shapes[villages:], predicate="dwithin", distance=8.0)
    country = np.flatnonzero(major & (owner >= 0) & (owner < villages))
    first_block, first_stray = len(hamlets), len(hamlets) + len(people.blocks.town)
    settlement = np.concatenate([hamlet[own], block + first_block, owner[country] + first_stray])
    return frontages(settlement, np.concatenate([near[own], along, country]), ends, first_stray + villages)
