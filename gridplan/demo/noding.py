"""One road network out of many lines: cut wherever two meet, joined by exactly shared vertices."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Lines = NDArray[np.object_]

#: Classes of all roads, the highest first.
RANKS = ["primary", "secondary", "tertiary", "unclassified", "residential"]
#: Vertices lie on a lattice of one centimetre.
GRID_M = 0.01
#: Lanes that would end so far from a junction add nothing, in metres.
_NEAR_M = 0.05


def node_roads(lines: Lines, rank: NDArray[np.int64], bridge: NDArray[np.bool_], crs: str) -> gpd.GeoDataFrame:
    """
    Cut lines at every crossing and keep the one network that hangs together.

    Parameters
    ----------
    lines
        Roads of all classes; they may cross.
    rank
        Position in `RANKS` of each.
    bridge
        Whether a line is a bridge.
    crs
        CRS of the lines, metric.

    Returns
    -------
    roads
        `highway`, `oneway`, `bridge`, `maxspeed_kmh`; two of them join where they share a vertex.
    """
    pieces = shapely.get_parts(shapely.union_all(lines, grid_size=GRID_M))
    middle = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    piece, source = shapely.STRtree(lines).query(middle, predicate="dwithin", distance=_NEAR_M)
    highest = np.full(len(pieces), len(RANKS) - 1)
    np.minimum.at(highest, piece, rank[source])
    over = np.zeros(len(pieces), dtype=bool)
    np.logical_or.at(over, piece, bridge[source])
    kept = _hangs_together(pieces)
    table = {"highway": np.array(RANKS)[highest[kept]], "oneway": False, "bridge": over[kept]}
    return gpd.GeoDataFrame(table | {"maxspeed_kmh": np.nan}, geometry=pieces[kept], crs=crs)


def _hangs_together(pieces: Lines) -> NDArray[np.bool_]:
    """Which pieces belong to the largest connected part."""
    first = shapely.get_coordinates(shapely.get_point(pieces, 0))
    last = shapely.get_coordinates(shapely.get_point(pieces, -1))
    keys = np.round(np.vstack([first, last]) / GRID_M).astype(np.int64)
    node = np.unique(keys, axis=0, return_inverse=True)[1].reshape(2, -1)
    links = coo_array((np.ones(len(pieces)), (node[0], node[1])), shape=(node.max() + 1,) * 2)
    part = connected_components(links, directed=False)[1]
    return np.asarray(part[node[0]] == np.bincount(part).argmax())
