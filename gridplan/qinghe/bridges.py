"""The few places where a road may cross a river."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from gridplan.qinghe.mesh import RIDGE, RIVER, Mesh
from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.routes import graph

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

#: A land of fewer points of the mesh, some five square kilometres, may stay without a road.
LAND_POINTS = 200


def choose_bridges(mesh: Mesh, seats: Array, rivers: list[Array], wet_edges: Flags, numbers: Numbers) -> Ints:
    """
    Choose the few places where a road may cross a river, near the seats; no large land stays without one.

    Parameters
    ----------
    mesh
        The mesh.
    seats
        Town seats, the county seat first.
    rivers
        Vertices of each river.
    wet_edges
        Whether an edge touches a river.
    numbers
        Numbers of the demo county.

    Returns
    -------
    bridges
        Positions of edges of the mesh.
    """
    square = np.abs(mesh.length_m - 2 * numbers["water"]["bank_m"]) < 25
    possible = np.flatnonzero((mesh.wall == RIVER) & square & mesh.inside[mesh.edges].all(axis=1))
    middle = mesh.xy[mesh.edges[possible]].mean(axis=1)
    owner = np.argmin([cKDTree(river).query(middle)[0] for river in rivers], axis=0)
    chosen: list[int] = []
    for river, number in enumerate(numbers["water"]["bridges"]):
        chosen += _spaced(possible[owner == river], middle[owner == river], seats, number)
    by_seat = possible[np.argsort(cKDTree(seats).query(middle)[0])]
    dry = mesh.inside[mesh.edges].all(axis=1) & (mesh.wall != RIVER) & (mesh.wall != RIDGE) & ~wet_edges
    return _join_lands(mesh, dry, by_seat, chosen)


def _join_lands(mesh: Mesh, dry: Flags, possible: Ints, chosen: list[int]) -> Ints:
    """Add a bridge to every land that has none, at the place nearest to a seat."""
    while True:
        passable = dry.copy()
        passable[chosen] = True
        links = graph(mesh.edges, np.where(passable, 1.0, np.inf), len(mesh.xy))
        land = connected_components(links, directed=False)[1]
        large = np.bincount(land, mesh.inside) > LAND_POINTS
        ends = land[mesh.edges[possible]]
        missing = possible[(ends[:, 0] != ends[:, 1]) & large[ends].all(axis=1)]
        if not len(missing):
            return np.array(chosen)
        chosen = [*chosen, int(missing[0])]


def _spaced(possible: Ints, middle: Array, seats: Array, number: int) -> list[int]:
    """Bridges nearest to a seat first, two of them in the county seat, the others far apart."""
    away, seat = cKDTree(seats).query(middle)
    chosen: list[int] = []
    for at in np.argsort(away):
        apart = np.hypot(*(middle[chosen] - middle[at]).T) if chosen else np.array([np.inf])
        in_town = seat[at] == 0 and away[at] < 1_300
        if apart.min() > (1_000 if in_town else 4_200):
            chosen.append(int(at))
        if len(chosen) == number:
            break
    return [int(possible[at]) for at in chosen]
