"""Draw the roads between places from the edges of the mesh, so that they bend softly."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.qinghe.ground import Ground
from gridplan.qinghe.road_lines import RANKS, RoadLines
from gridplan.qinghe.roads import CLASSES
from gridplan.qinghe.routes import as_lines, cut_corners, relax, straight_lines
from gridplan.qinghe.settlements import Settlements

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

#: Link roads end so many blocks inside a built-up area, where its streets take over, but go on to a bridge.
INSIDE_BLOCKS, TO_BRIDGE_M = 0.75, 360.0


def draw_links(ground: Ground, people: Settlements) -> tuple[RoadLines, Array]:
    """
    Draw the roads between places.

    Parameters
    ----------
    ground
        The ground.
    people
        Settlements and the edges that carry a road.

    Returns
    -------
    links
        Roads that end a little inside the towns; bridges among them.
    xy
        Where the points of the mesh lie on the drawn roads, shape (n, 2).
    """
    edges, rank, bridge = _built(ground, people)
    xy = _softened(ground, edges, bridge)
    points, net, source = _rounded(ground, xy, edges, bridge)
    parts = [as_lines(points, net[(rank[source] == k) & ~bridge[source]]) for k in range(len(CLASSES))]
    lines, owner = _outside_towns(np.concatenate(parts), ground)
    ranks = np.repeat(np.arange(len(CLASSES)), [len(part) for part in parts])[owner]
    over = straight_lines(xy[edges[bridge]])
    is_bridge = np.arange(len(lines) + len(over)) >= len(lines)
    return RoadLines(np.concatenate([lines, over]), np.r_[ranks, rank[bridge]], is_bridge), xy


def draw_streets(ground: Ground, barred: shapely.Geometry) -> RoadLines:
    """
    Draw the streets of all towns; those through the middle are broader.

    Parameters
    ----------
    ground
        The ground.
    barred
        Where no street runs.

    Returns
    -------
    streets
        Streets that may cross.
    """
    lines, ranks = [], []
    for plan in ground.plans:
        streets = plan.lines()
        central = shapely.distance(streets, shapely.Point(plan.centre)) < 0.4 * plan.block_m
        free, owner = shapely.get_parts(shapely.difference(streets, barred), return_index=True)
        lines.append(free)
        ranks.append(np.where(central, RANKS.index("secondary"), RANKS.index("residential"))[owner])
    streets = np.concatenate(lines)
    return RoadLines(streets, np.concatenate(ranks), np.zeros(len(streets), dtype=bool))


def _built(ground: Ground, people: Settlements) -> tuple[Ints, Ints, Flags]:
    book = people.book
    over = np.isin(np.arange(len(ground.mesh.edges)), people.bridges)
    return ground.mesh.edges[book.built], book.rank[book.built], over[book.built]


def _softened(ground: Ground, edges: Ints, bridge: Flags) -> Array:
    """Points of the mesh moved so that roads bend softly; where that leads into water they stay."""
    xy = ground.mesh.xy
    fixed = np.zeros(len(xy), dtype=bool)
    fixed[edges[bridge]] = True
    for _ in range(4):
        moved = relax(xy, edges, fixed)
        wrong = _crossing(ground, moved, edges) & ~_crossing(ground, xy, edges)
        if not wrong.any():
            return moved
        fixed[edges[wrong]] = True
    return xy


def _rounded(ground: Ground, xy: Array, edges: Ints, bridge: Flags) -> tuple[Array, Ints, Ints]:
    """Corners cut off, except where that leads into water."""
    fixed = np.zeros(len(xy), dtype=bool)
    fixed[edges[bridge | _crossing(ground, xy, edges)]] = True
    points, net, source = cut_corners(xy, edges, fixed)
    wrong = _crossing(ground, points, net) & ~_crossing(ground, xy, edges)[source]
    fixed[edges[source[wrong]]] = True
    return cut_corners(xy, edges, fixed)


def _crossing(ground: Ground, xy: Array, edges: Ints) -> Flags:
    """Which edges touch a river or the ridge."""
    walls = shapely.union_all([*ground.waters.bands, ground.terrain.ridge])
    shapely.prepare(walls)
    return np.asarray(shapely.intersects(walls, straight_lines(xy[edges])))


def _outside_towns(lines: NDArray[np.object_], ground: Ground) -> tuple[NDArray[np.object_], Ints]:
    """Link roads end a little inside a town, but not between its edge and a bridge."""
    cores = shapely.union_all([plan.shape.buffer(-INSIDE_BLOCKS * plan.block_m) for plan in ground.plans])
    cores = cores.difference(shapely.union_all(ground.terrain.rivers).buffer(TO_BRIDGE_M))
    return shapely.get_parts(shapely.difference(lines, cores), return_index=True)
