"""Which town every village belongs to."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from gridplan.qinghe.communities import middles
from gridplan.qinghe.ground import Ground
from gridplan.qinghe.mesh import OPEN, RAILWAY
from gridplan.qinghe.routes import graph, nearest, walked
from gridplan.qinghe.settlements import Settlements

Ints = NDArray[np.int64]

#: Going across a wall costs this many times the distance.
ACROSS_A_WALL = 6.0
#: Villages are neighbours when so many points of the mesh face one another.
FACING = 3


def towns_of_villages(ground: Ground, people: Settlements) -> Ints:
    """
    Give every village to the seat that is nearest from village to village, so that towns hang together.

    Parameters
    ----------
    ground
        The ground.
    people
        Settlements and their land.

    Returns
    -------
    town
        Position of the town of each village.
    """
    villages = len(people.villages)
    places = np.vstack([ground.mesh.xy[people.villages], ground.mesh.xy[middles(ground.mesh, people.blocks)]])
    ways = _neighbours(ground, people, places)
    seats = people.land[ground.seats]
    town = np.full(len(places), -1)
    town[seats] = np.arange(len(seats))
    town[villages:] = people.blocks.town
    for n in np.unique(people.blocks.town):
        town[_between(ways, seats[n], np.flatnonzero(town == n))] = n
    core = np.flatnonzero(town >= 0)
    return town[core][nearest(ways, core)[2][:villages]]


def _neighbours(ground: Ground, people: Settlements, places: NDArray[np.float64]) -> csr_array:
    """Cost of going from each unit to its neighbours."""
    mesh = ground.mesh
    pairs = people.land[mesh.edges]
    border = (pairs[:, 0] != pairs[:, 1]) & (pairs >= 0).all(axis=1)
    walled = ~np.isin(mesh.wall[border], [OPEN, RAILWAY])
    facing = pd.DataFrame(np.sort(pairs[border], axis=1), columns=["a", "b"]).assign(walled=walled)
    links = facing.groupby(["a", "b"])["walled"].agg(["mean", "size"]).query("size >= @FACING").reset_index()
    edges = links[["a", "b"]].to_numpy()
    cost = np.hypot(*(places[edges[:, 0]] - places[edges[:, 1]]).T) + 1.0
    return graph(edges, np.where(links["mean"] > 0.9, ACROSS_A_WALL * cost, cost), len(places))


def _between(ways: csr_array, seat: int, blocks: Ints) -> Ints:
    """Units on the way from the street blocks of a town to its seat, which the town needs to be of one piece."""
    return np.unique(np.append(walked(nearest(ways, np.array([seat]))[1], blocks).ravel(), blocks))
