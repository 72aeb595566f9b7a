"""One road network out of many lines: cut wherever two meet, joined by exactly shared vertices."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from gridplan.qinghe.road_lines import RANKS, RoadLines, plain_roads

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Lines = NDArray[np.object_]

#: Vertices lie on a lattice of one centimetre.
GRID_M = 0.01
#: A piece comes from the lines that its middle is so near to, in metres.
_NEAR_M = 0.05
#: A street shorter than this that ends in a town without meeting another is none.
STUB_M = 125.0
#: Parts of the network farther from one another than this are not joined.
JOIN_M = 450.0


def cut(roads: RoadLines) -> RoadLines:
    """
    Cut roads at every crossing.

    Parameters
    ----------
    roads
        Roads; they may cross and lie upon one another.

    Returns
    -------
    pieces
        Pieces that meet at their ends alone; where several lay upon one another the highest class holds.
    """
    pieces = shapely.get_parts(shapely.union_all(roads.lines, grid_size=GRID_M))
    middle = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    piece, source = shapely.STRtree(roads.lines).query(middle, predicate="dwithin", distance=_NEAR_M)
    highest = np.full(len(pieces), len(RANKS) - 1)
    np.minimum.at(highest, piece, roads.rank[source])
    over = np.zeros(len(pieces), dtype=bool)
    np.logical_or.at(over, piece, roads.bridge[source])
    return RoadLines(pieces, highest, over)


def join(pieces: RoadLines, barred: shapely.Geometry) -> RoadLines:
    """
    Join parts that don't hang together by short streets, as where a link road ends between two blocks.

    Parameters
    ----------
    pieces
        Pieces that meet at their ends.
    barred
        What no street crosses.

    Returns
    -------
    pieces
        All of them and the new streets, cut where they meet.
    """
    part = _parts(pieces.lines)
    main = np.bincount(part).argmax()
    tree = shapely.STRtree(pieces.lines[part == main])
    shapely.prepare(barred)
    streets = []
    for other in np.setdiff1d(part, main):
        own = pieces.lines[part == other]
        (piece, target), away = tree.query_nearest(own, return_distance=True)
        best = int(np.argmin(away))
        street = shapely.shortest_line(own[piece[best]], tree.geometries[target[best]])
        if away[best] < JOIN_M and not shapely.intersects(barred, street):
            streets.append(street)
    rank = np.full(len(streets), RANKS.index("unclassified"))
    return cut(pieces.beside(plain_roads(np.array(streets, dtype=object), rank)))


def prune(pieces: RoadLines, towns: shapely.Geometry, rounds: int = 3) -> RoadLines:
    """
    Drop the stubs that are left where streets were cut off at the edge of a town, at a river or at a railway.

    Parameters
    ----------
    pieces
        Pieces that meet at their ends.
    towns
        Where to look.
    rounds
        How often; a stub may hide behind another.

    Returns
    -------
    pieces
        The others.
    """
    shapely.prepare(towns)
    for _ in range(rounds):
        node = _ends(pieces.lines)
        loose = np.bincount(node.ravel())[node] == 1
        tips = np.array([shapely.get_point(pieces.lines, at) for at in (0, -1)])
        short = (shapely.length(pieces.lines) < STUB_M) & ~pieces.bridge
        stub = short & (loose & shapely.intersects(towns, tips)).any(axis=0)
        pieces = pieces.where(~stub)
    return pieces


def roads_table(pieces: RoadLines, crs: str) -> gpd.GeoDataFrame:
    """
    Lay the one network that hangs together out as a table.

    Parameters
    ----------
    pieces
        Pieces that meet at their ends.
    crs
        CRS of the lines, metric.

    Returns
    -------
    roads
        `highway`, `oneway`, `bridge`, `maxspeed_kmh`; two of them join where they share a vertex.
    """
    part = _parts(pieces.lines)
    kept = pieces.where(part == np.bincount(part).argmax())
    table = {"highway": np.array(RANKS)[kept.rank], "oneway": False, "bridge": kept.bridge, "maxspeed_kmh": np.nan}
    return gpd.GeoDataFrame(table, geometry=kept.lines, crs=crs)


def _parts(lines: Lines) -> Ints:
    """Give every line the number of the part that it hangs together with."""
    node = _ends(lines)
    links = coo_array((np.ones(len(lines)), (node[0], node[1])), shape=(node.max() + 1,) * 2)
    return np.asarray(connected_components(links, directed=False)[1][node[0]], dtype=np.int64)


def _ends(lines: Lines) -> Ints:
    """Give both ends of every line a number, shape (2, n); equal places have equal numbers."""
    places = np.vstack([shapely.get_coordinates(shapely.get_point(lines, at)) for at in (0, -1)])
    keys = np.round(places / GRID_M).astype(np.int64)
    return np.unique(keys, axis=0, return_inverse=True)[1].reshape(2, -1)
