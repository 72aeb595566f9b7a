"""The few places where a road may cross a river."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from gridplan.demo.mesh import RIVER, Mesh
from gridplan.demo.parameters import Numbers

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


def choose_bridges(mesh: Mesh, seats: Array, rivers: list[Array], numbers: Numbers) -> Ints:
    """
    Choose the few places where a road may cross a river, near the seats.

    Parameters
    ----------
    mesh
        The mesh.
    seats
        Town seats, the county seat first.
    rivers
        Vertices of each river.
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
    return np.array(chosen)


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
