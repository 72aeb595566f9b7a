"""Communities of the county seat and the bigger town seats, each made of a few street blocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from gridplan.qinghe.mesh import RIDGE, RIVER, Mesh
from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.routes import graph, nearest

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class StreetBlocks:
    """
    The street blocks of all communities.

    Attributes
    ----------
    of_point
        Street block of every point of the mesh, -1 in the country.
    community
        Position of the community of each block.
    piece
        Number of the block within its community, from 0.
    town
        Position of the town seat of each block.
    households
        Households of each community.
    """

    of_point: Ints
    community: Ints
    piece: Ints
    town: Ints
    households: Ints


def lay_blocks(mesh: Mesh, households: Ints, numbers: Numbers) -> StreetBlocks:
    """
    Part the built-up areas into communities and these into street blocks.

    Parameters
    ----------
    mesh
        The mesh.
    households
        Households of every community.
    numbers
        Numbers of the demo county.

    Returns
    -------
    blocks
        Street blocks, each of one piece.
    """
    size, in_seat = numbers["households"], numbers["county"]["seat_communities"]
    areas = [mesh.town == 0] + [mesh.town == n for n in towns_with_community(mesh, numbers)]
    of_point = np.full(len(mesh.xy), -1)
    rows: list[tuple[int, int, int]] = []
    households = households.copy()
    community = 0
    for area, number in zip(areas, [in_seat] + [1] * (len(areas) - 1), strict=True):
        own_hh = np.sort(households[community : community + number])[::-1]
        households[community : community + number] = own_hh
        for own in _from_middle(mesh, _parted(mesh, np.flatnonzero(area), number)):
            wanted = int(np.clip(round(households[community] / size["block_hh"]), *size["blocks"]))
            for number_in, points in enumerate(_parted(mesh, own, wanted)):
                of_point[points] = len(rows)
                rows.append((community, number_in, int(mesh.town[points[0]])))
            community += 1
    of_community, piece, town = np.array(rows).T
    return StreetBlocks(of_point, of_community, piece, town, households)


def towns_with_community(mesh: Mesh, numbers: Numbers) -> Ints:
    """
    Name the town seats, beside the county seat, that are big enough for a community.

    Parameters
    ----------
    mesh
        The mesh.
    numbers
        Numbers of the demo county.

    Returns
    -------
    towns
        Positions of the street plans, in order.
    """
    number = numbers["county"]["communities"] - numbers["county"]["seat_communities"]
    points = np.bincount(mesh.town[mesh.town > 0])
    return np.sort(np.argsort(-points, kind="stable")[:number])


def middles(mesh: Mesh, blocks: StreetBlocks) -> Ints:
    """
    Find the middle of every street block.

    Parameters
    ----------
    mesh
        The mesh.
    blocks
        Street blocks.

    Returns
    -------
    points
        The point of each block that is nearest to the mean of its points.
    """
    own = np.flatnonzero(blocks.of_point >= 0)
    block = blocks.of_point[own]
    mean = np.stack([np.bincount(block, mesh.xy[own, k]) for k in (0, 1)], axis=1) / np.bincount(block)[:, None]
    order = np.lexsort([np.hypot(*(mesh.xy[own] - mean[block]).T), block])
    return own[order[np.unique(block[order], return_index=True)[1]]]


def _parted(mesh: Mesh, own: Ints, number: int) -> list[Ints]:
    """Part points into connected pieces of like size; points that no way leads to are left out."""
    position = np.full(len(mesh.xy), -1)
    position[own] = np.arange(len(own))
    inner = (position[mesh.edges] >= 0).all(axis=1) & (mesh.wall != RIVER) & (mesh.wall != RIDGE)
    ways = graph(position[mesh.edges[inner]], mesh.length_m[inner], len(own))
    piece = nearest(ways, _seeds(mesh.xy[own], number))[2]
    return [own[piece == n] for n in range(number)]


def _from_middle(mesh: Mesh, parts: list[Ints]) -> list[Ints]:
    """Sort parts by their distance from the middle of them all."""
    middles = np.array([mesh.xy[own].mean(axis=0) for own in parts])
    away = np.hypot(*(middles - mesh.xy[np.concatenate(parts)].mean(axis=0)).T)
    return [parts[at] for at in np.argsort(away)]


def _seeds(xy: Array, number: int) -> Ints:
    """Seeds by farthest points, moved to the middle of what falls to them."""
    seeds = [int(np.argmin(np.hypot(*(xy - xy.mean(axis=0)).T)))]
    while len(seeds) < number:
        seeds.append(int(np.argmax(cKDTree(xy[seeds]).query(xy)[0])))
    centres = xy[seeds]
    for _ in range(12):
        owner = cKDTree(centres).query(xy)[1]
        centres = np.array([xy[owner == n].mean(axis=0) for n in range(number)])
    return np.asarray(cKDTree(xy).query(centres)[1])
