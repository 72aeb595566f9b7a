"""Villages and their hamlets: where they stand, and which land is theirs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from gridplan.qinghe.mesh import OPEN, RAILWAY, Mesh
from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.routes import graph, nearest

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


def choose_villages(
    mesh: Mesh, roads: Array, seats: Ints, reachable: NDArray[np.bool_], numbers: Numbers, rng: np.random.Generator
) -> Ints:
    """
    Choose the points of the villages: low, near a main road or a stream, closer together in the valleys.

    Parameters
    ----------
    mesh
        The mesh.
    roads
        Points on main roads and streams, shape (k, 2).
    seats
        Points that must be villages: town seats without a community of their own.
    reachable
        Whether a road can be led to each point.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    villages
        Points of the mesh, the seats first.
    """
    free = np.flatnonzero(mesh.inside & (mesh.town < 0) & reachable & _deep_inside(mesh))
    xy, height = mesh.xy[free], mesh.height_m[free]
    away = cKDTree(roads).query(xy)[0]
    appeal = -height / 75 - away / 900 + rng.gumbel(0, 0.55, len(free))
    apart = 1_150 + 2.1 * np.clip(height, 0, 600)
    spaced = np.ones(len(free), dtype=bool)
    chosen: list[int] = []
    for seat in seats:
        spaced &= np.hypot(*(xy - mesh.xy[seat]).T) > apart
    while len(chosen) < numbers["county"]["villages"] - len(seats) and spaced.any():
        best = np.flatnonzero(spaced)[np.argmax(appeal[spaced])]
        chosen.append(int(free[best]))
        spaced &= np.hypot(*(xy - xy[best]).T) > np.minimum(apart, apart[best])
    return np.concatenate([seats, np.array(chosen, dtype=np.int64)])


def share_land(mesh: Mesh, villages: Ints, lone: Ints, blocks: Ints) -> Ints:
    """
    Share the land: every point falls to the village that is reached with least effort without crossing a wall.

    Parameters
    ----------
    mesh
        The mesh.
    villages
        Points of the villages, those at seats without a community first.
    lone
        Positions of the street plans of these seats; all of their blocks belong to the village.
    blocks
        Street block of every point, counted from 0, -1 outside of communities.

    Returns
    -------
    land
        Position of the village of every point; street blocks follow after the villages; -1 outside.
    """
    a, b = mesh.edges.T
    slope = np.abs(mesh.height_m[a] - mesh.height_m[b]) / mesh.length_m
    cost = mesh.length_m * (1 + 14 * slope)
    cost[mesh.wall == RAILWAY] *= 4
    cost[(mesh.wall != OPEN) & (mesh.wall != RAILWAY)] = np.inf
    cost[~mesh.inside[mesh.edges].all(axis=1) | (blocks[mesh.edges] >= 0).any(axis=1)] = np.inf
    built = np.flatnonzero(np.isin(mesh.town, lone) & mesh.inside)
    owner = np.concatenate([np.arange(len(villages)), np.searchsorted(lone, mesh.town[built]), [-1]])
    village = owner[nearest(graph(mesh.edges, cost, len(mesh.xy)), np.concatenate([villages, built]))[2]]
    land = np.where(blocks >= 0, blocks + len(villages), village)
    land[~mesh.inside] = -1
    return _fill(mesh, land)


def choose_hamlets(
    mesh: Mesh, villages: Ints, land: Ints, households: Ints, main: Array, numbers: Numbers, rng: np.random.Generator
) -> tuple[Ints, Ints, Array]:
    """
    Choose the natural villages of every village.

    Parameters
    ----------
    mesh
        The mesh.
    villages
        Points of the villages.
    land
        Village of every point.
    households
        Households of every village.
    main
        Share of them in the main natural village.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    points
        Points of the natural villages, the main one of each village among them.
    village
        Position of the village of each.
    share
        Share of the households of its village in each.
    """
    size = numbers["hamlets"]
    wanted = np.clip(np.round(households / size["households"]), *size["number"]).astype(int)
    rows = []
    order = np.argsort(land, kind="stable")
    begin = np.searchsorted(land[order], np.arange(len(villages) + 1))
    for n, village in enumerate(villages):
        own = order[begin[n] : begin[n + 1]]
        points = _spread(mesh, village, own, wanted[n], size, rng)
        weight = np.r_[main[n], (1 - main[n]) * rng.dirichlet(np.full(len(points) - 1, 3.0))]
        rows += [(point, n, w / weight.sum()) for point, w in zip(points, weight, strict=True)]
    point, village_of, share = zip(*rows, strict=True)
    return np.array(point), np.array(village_of), np.array(share)


def _spread(mesh: Mesh, village: int, own: Ints, number: int, size: Numbers, rng: np.random.Generator) -> list[int]:
    xy = mesh.xy[own]
    away = np.hypot(*(xy - mesh.xy[village]).T)
    appeal = -mesh.height_m[own] / 90 - away / 1_500 + rng.gumbel(0, 0.6, len(own))
    free = (away > size["spread_m"]) & (away < size["reach_m"])
    chosen = [int(village)]
    while len(chosen) < number and free.any():
        best = np.flatnonzero(free)[np.argmax(appeal[free])]
        chosen.append(int(own[best]))
        free &= np.hypot(*(xy - xy[best]).T) > size["spread_m"]
    return chosen


def _deep_inside(mesh: Mesh) -> NDArray[np.bool_]:
    """Far enough from the border of the county for a village, and not on the bank of a river."""
    outside = mesh.xy[~mesh.inside]
    walled = np.zeros(len(mesh.xy), dtype=bool)
    walled[mesh.edges[mesh.wall != OPEN]] = True
    return np.asarray((cKDTree(outside).query(mesh.xy)[0] > 700) & ~walled)


def _fill(mesh: Mesh, land: Ints) -> Ints:
    """Points that nobody reaches fall to a neighbour."""
    land = land.copy()
    both = np.vstack([mesh.edges, mesh.edges[:, ::-1]])
    while True:
        lost = mesh.inside & (land < 0)
        towards = both[lost[both[:, 0]] & (land[both[:, 1]] >= 0)]
        if not len(towards):
            return land
        land[towards[:, 0]] = land[towards[:, 1]]
