"""The finished road network: town links, village roads, lanes and streets in one."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.demo.ground import Ground
from gridplan.demo.lanes import hamlet_reach_m, lay_lanes
from gridplan.demo.noding import RANKS, node_roads
from gridplan.demo.parameters import Numbers
from gridplan.demo.roads import CLASSES
from gridplan.demo.routes import as_lines, relax
from gridplan.demo.settlements import Settlements

Array = NDArray[np.float64]
Lines = NDArray[np.object_]

#: Streets keep so far from the water.
QUAY_M = 22.0
#: Link roads end so many blocks inside a built-up area, where its streets take over, but go on to a bridge.
INSIDE_BLOCKS, TO_BRIDGE_M = 0.75, 360.0


def make_network(
    ground: Ground, people: Settlements, numbers: Numbers, rng: np.random.Generator, crs: str
) -> tuple[gpd.GeoDataFrame, Array, Array]:
    """
    Draw every road and cut them into one network.

    Parameters
    ----------
    ground
        The ground.
    people
        Settlements and the edges that carry a road.
    numbers
        Numbers of the demo county.
    rng
        Random generator.
    crs
        CRS to label the roads with.

    Returns
    -------
    roads
        `highway`, `oneway`, `bridge`, `maxspeed_kmh`.
    hamlets
        Middles of the hamlets on the drawn roads, shape (n, 2).
    reach_m
        How far the houses of each hamlet reach.
    """
    xy = _drawn(ground, people)
    links, rank, bridge = _links(ground, people, xy)
    hamlets = xy[people.hamlets]
    homes = people.village_hh[people.hamlet_village] * people.hamlet_share
    reach_m = hamlet_reach_m(homes, numbers)
    wet = ground.waters.wet.buffer(QUAY_M)
    lanes = lay_lanes(links[~bridge], hamlets, reach_m, wet, numbers, rng)
    streets, street_rank = _streets(ground, wet)
    last = np.full(len(lanes), RANKS.index("residential"))
    lines = np.concatenate([links, streets, lanes])
    ranks = np.concatenate([rank, street_rank, last])
    over = np.concatenate([bridge, np.zeros(len(streets) + len(lanes), dtype=bool)])
    return node_roads(lines, ranks, over, crs), hamlets, reach_m


def _drawn(ground: Ground, people: Settlements) -> Array:
    """Points of the mesh moved so that roads bend softly; where that leads into water they stay."""
    mesh, book = ground.mesh, people.book
    edges = mesh.edges[book.built]
    over = np.isin(np.flatnonzero(book.built), people.bridges)
    fixed = np.zeros(len(mesh.xy), dtype=bool)
    fixed[edges[over]] = True
    walls = shapely.union_all([*ground.waters.bands, ground.terrain.ridge])
    shapely.prepare(walls)
    wet_before = shapely.intersects(walls, shapely.linestrings(mesh.xy[edges]))
    for _ in range(4):
        xy = relax(mesh.xy, edges, fixed)
        wet = shapely.intersects(walls, shapely.linestrings(xy[edges])) & ~wet_before
        if not wet.any():
            return xy
        fixed[edges[wet]] = True
    return mesh.xy


def _links(ground: Ground, people: Settlements, xy: Array) -> tuple[Lines, NDArray[np.int64], NDArray[np.bool_]]:
    mesh, book = ground.mesh, people.book
    over = np.zeros(len(mesh.edges), dtype=bool)
    over[people.bridges] = True
    parts = [as_lines(xy, mesh.edges[(book.rank == k) & ~over]) for k in range(len(CLASSES))]
    rank = np.repeat(np.arange(len(CLASSES)), [len(part) for part in parts])
    lines = np.concatenate(parts)
    kept, owner = _outside_towns(lines, ground)
    used = people.bridges[book.built[people.bridges]]
    bridges = shapely.linestrings(xy[mesh.edges[used]])
    lines = np.concatenate([kept, bridges])
    return lines, np.r_[rank[owner], book.rank[used]], np.arange(len(lines)) >= len(kept)


def _outside_towns(lines: Lines, ground: Ground) -> tuple[Lines, NDArray[np.int64]]:
    """Link roads end a little inside a town, but not between its edge and a bridge."""
    cores = shapely.union_all([plan.shape.buffer(-INSIDE_BLOCKS * plan.block_m) for plan in ground.plans])
    cores = cores.difference(shapely.union_all(ground.terrain.rivers).buffer(TO_BRIDGE_M))
    parts, owner = shapely.get_parts(shapely.difference(lines, cores), return_index=True)
    return parts, owner


def _streets(ground: Ground, wet: shapely.Geometry) -> tuple[Lines, NDArray[np.int64]]:
    """Streets of all towns; those through the middle are broader."""
    lines, ranks = [], []
    for plan in ground.plans:
        streets = plan.lines()
        central = shapely.distance(streets, shapely.Point(plan.centre)) < 0.6 * plan.block_m
        dry, owner = shapely.get_parts(shapely.difference(streets, wet), return_index=True)
        lines.append(dry)
        ranks.append(np.where(central, RANKS.index("secondary"), RANKS.index("residential"))[owner])
    return np.concatenate(lines), np.concatenate(ranks)
