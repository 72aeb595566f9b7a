"""Water: two rivers as broad bands, and the streams that run down to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from gridplan.qinghe.mesh import RIDGE, RIVER, Mesh
from gridplan.qinghe.names import RIVERS
from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.routes import as_lines, graph, nearest, relax, straight_lines, walked
from gridplan.qinghe.terrain import Terrain

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Waters:
    """
    The water of the county.

    Attributes
    ----------
    bands
        One polygon a river.
    streams
        Lines from the hills to a river.
    stream_edges
        Whether a stream runs along an edge of the mesh.
    wet_edges
        Whether an edge of the mesh touches a river.
    """

    bands: list[Polygon]
    streams: NDArray[np.object_]
    stream_edges: NDArray[np.bool_]
    wet_edges: NDArray[np.bool_]

    @cached_property
    def wet(self) -> BaseGeometry:
        """
        Join the bands of the rivers.

        Returns
        -------
        wet
            Where nobody lives and no road runs but on a bridge.
        """
        return shapely.union_all(self.bands)


def lead_waters(terrain: Terrain, mesh: Mesh, numbers: Numbers, rng: np.random.Generator) -> Waters:
    """
    Lead streams from the hills down the valleys into the rivers.

    Parameters
    ----------
    terrain
        The land.
    mesh
        The mesh.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    waters
        Rivers and streams.
    """
    width = numbers["water"]["half_width_m"]
    bands = [river.buffer(half) for river, half in zip(terrain.rivers, width, strict=True)]
    banks = np.unique(mesh.edges[mesh.wall == RIVER])
    steep = 1 + (np.maximum(mesh.height_m[mesh.edges].mean(axis=1), 0) / 45) ** 1.4
    cost = np.where((mesh.wall == RIVER) | (mesh.wall == RIDGE), np.inf, mesh.length_m * steep)
    cost *= np.exp(rng.normal(0, numbers["water"]["wander"], len(cost)))  # water wanders, and streams find one another
    cost, towards, _ = nearest(graph(mesh.edges, cost, len(mesh.xy)), banks)
    pairs = walked(towards, _springs(mesh, cost, banks, numbers["water"]["streams"], rng))
    mouths = np.setdiff1d(pairs, np.flatnonzero(towards >= 0))
    smooth = relax(mesh.xy, pairs, np.zeros(len(mesh.xy), dtype=bool), rounds=4)
    into = shapely.shortest_line(shapely.points(smooth[mouths]), shapely.union_all(terrain.rivers))
    keys = mesh.edges @ np.array([len(mesh.xy), 1])
    along = np.isin(keys, pairs @ np.array([len(mesh.xy), 1]))
    return Waters(bands, np.concatenate([as_lines(smooth, pairs), into]), along, _wet_edges(mesh, bands))


def water_layer(waters: Waters, county: BaseGeometry, crs: str) -> gpd.GeoDataFrame:
    """
    Lay the water out as a layer.

    Parameters
    ----------
    waters
        The water.
    county
        The county, which cuts it off.
    crs
        CRS of all of it.

    Returns
    -------
    layer
        `name`, `kind` (`river` polygons, `stream` lines).
    """
    lines = shapely.line_merge(shapely.union_all(waters.streams))
    shapes = [shapely.intersection(shape, county) for shape in [*waters.bands, lines]]
    table = {"name": [*RIVERS, ""], "kind": ["river"] * len(waters.bands) + ["stream"]}
    return gpd.GeoDataFrame(table, geometry=shapes, crs=crs)


def _wet_edges(mesh: Mesh, bands: list[Polygon]) -> NDArray[np.bool_]:
    wet = np.zeros(len(mesh.edges), dtype=bool)
    wet[shapely.STRtree(straight_lines(mesh.xy[mesh.edges])).query(bands, predicate="intersects")[1]] = True
    return wet


def _springs(mesh: Mesh, cost: Array, banks: Ints, number: int, rng: np.random.Generator) -> Ints:
    """Springs in the hills, apart from one another and from the rivers."""
    away = cKDTree(mesh.xy[banks]).query(mesh.xy)[0]
    free = np.flatnonzero(mesh.inside & np.isfinite(cost) & (away > 1_800) & (mesh.town < 0))
    chosen: list[int] = []
    for spring in rng.permutation(free):
        if not chosen or np.hypot(*(mesh.xy[chosen] - mesh.xy[spring]).T).min() > 3_000:
            chosen.append(int(spring))
        if len(chosen) == number:
            break
    return np.array(chosen)
