"""The mesh under the county: irregular points, their neighbours, and the walls between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import Delaunay, cKDTree
from shapely import LineString

from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.routes import straight_lines
from gridplan.qinghe.streets import StreetPlan
from gridplan.qinghe.terrain import Terrain, away_m

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

OPEN, RIVER, RIDGE, RAILWAY, PASS = range(5)
#: Points stand in pairs at this distance on both sides of ridge and railway, so that borders follow them.
BESIDE_M = 85.0
#: How near to the middle of a pass the ridge is open.
PASS_M = 260.0


@dataclass(frozen=True)
class Mesh:
    """
    Irregular points about 170 m apart, joined to their neighbours.

    Attributes
    ----------
    xy
        Points, shape (n, 2), metres.
    height_m
        Height of each point.
    inside
        Whether a point belongs to the county.
    town
        Position of the street plan that a point is a block of, -1 in the country.
    edges
        Pairs of neighbours, shape (m, 2), the lower first.
    wall
        What stands between the two: OPEN, RIVER, RIDGE, RAILWAY or PASS (an open place of the ridge).
    """

    xy: Array
    height_m: Array
    inside: NDArray[np.bool_]
    town: Ints
    edges: Ints
    wall: Ints

    @cached_property
    def length_m(self) -> Array:
        """
        Length of every edge.

        Returns
        -------
        length_m
            Metres, shape (m,).
        """
        a, b = self.xy[self.edges].transpose(1, 0, 2)
        return np.asarray(np.hypot(*(a - b).T))


def lay_mesh(terrain: Terrain, plans: list[StreetPlan], numbers: Numbers, rng: np.random.Generator) -> Mesh:
    """
    Lay the mesh: blocks in the towns, pairs along every barrier, jittered points elsewhere.

    Parameters
    ----------
    terrain
        The land.
    plans
        Street plans of the seats.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    mesh
        Points and edges; every edge knows its wall.
    """
    pairs = _pairs(terrain, numbers)
    banks = away_m(np.vstack([plan.blocks() for plan in plans]), list(terrain.rivers))
    town = np.concatenate([np.full(len(plan.blocks()), n) for n, plan in enumerate(plans)])
    blocks = np.vstack([plan.blocks() for plan in plans])
    dry = (banks > 1.55 * numbers["water"]["bank_m"]) & (
        away_m(blocks, [terrain.railway, terrain.ridge]) > 1.6 * BESIDE_M
    )
    given = np.vstack([pairs, blocks[dry]])
    loose = _loose(terrain, given, numbers["terrain"]["spacing_m"], rng)
    xy = np.vstack([given, loose])
    town = np.concatenate([np.full(len(pairs), -1), town[dry], np.full(len(loose), -1)])
    inside = shapely.contains_xy(terrain.outline, xy)
    edges = _edges(xy)
    return Mesh(xy, terrain.height_m(xy), inside, town, edges, _walls(xy, edges, terrain))


def _pairs(terrain: Terrain, numbers: Numbers) -> Array:
    """Points on both sides of every barrier; where two barriers meet the earlier one has its way."""
    bank = numbers["water"]["bank_m"]
    taken: list[LineString] = []
    pairs = []
    lines = [*terrain.rivers, terrain.ridge, terrain.railway]
    for line, beside in zip(lines, [bank, bank, BESIDE_M, BESIDE_M], strict=True):
        xy = _beside(line, beside)
        if taken:
            xy = xy[away_m(xy, taken) > 1.6 * bank]
        pairs.append(xy)
        taken.append(line)
    return np.vstack(pairs)


def _beside(line: LineString, away: float) -> Array:
    along = np.arange(60.0, line.length, 105.0)
    before, after = (shapely.get_coordinates(shapely.line_interpolate_point(line, along + d)) for d in (-30, 30))
    ahead = after - before
    normal = np.c_[-ahead[:, 1], ahead[:, 0]] / np.hypot(*ahead.T)[:, None]
    middle = (before + after) / 2
    both = np.vstack([middle + away * normal, middle - away * normal])
    return np.asarray(both[away_m(both, [line]) > 0.8 * away])


def _loose(terrain: Terrain, given: Array, spacing: float, rng: np.random.Generator) -> Array:
    west, south, east, north = terrain.outline.buffer(900).bounds
    x, y = np.arange(west, east, spacing), np.arange(south, north, spacing * 0.866)
    xy = np.stack(np.meshgrid(x, y), axis=-1)
    xy[1::2, :, 0] += spacing / 2
    loose = xy.reshape(-1, 2) + rng.normal(0, 0.2 * spacing, (xy.size // 2, 2))
    near = cKDTree(given).query(loose, distance_upper_bound=spacing)[0]
    return np.asarray(loose[(near > 0.68 * spacing) & shapely.contains_xy(terrain.outline.buffer(900), loose)])


def _edges(xy: Array) -> Ints:
    corners = Delaunay(xy).simplices
    pairs = np.sort(np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]]), axis=1)
    keys = np.unique(pairs @ np.array([len(xy), 1]))
    return np.stack(np.divmod(keys, len(xy)), axis=1)


def _walls(xy: Array, edges: Ints, terrain: Terrain) -> Ints:
    wall = np.zeros(len(edges), dtype=np.int64)
    tree = shapely.STRtree(straight_lines(xy[edges]))
    for kind, line in (
        (RAILWAY, terrain.railway), (RIDGE, terrain.ridge), (RIVER, terrain.rivers[1]), (RIVER, terrain.rivers[0]),
    ):  # fmt: skip
        short = straight_lines(np.stack([line.coords[:-1], line.coords[1:]], axis=1))
        wall[tree.query(short, predicate="intersects")[1]] = kind
    passes = cKDTree(terrain.passes).query(xy[edges].mean(axis=1))[0] < PASS_M
    wall[passes & (wall == RIDGE)] = PASS
    return wall
