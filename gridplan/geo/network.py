"""The road network as arrays, and what it costs to get from branches to households."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import ArrayLike
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from gridplan.errors import GeometryError
from gridplan.geo.chains import Chains, join_chains
from gridplan.geo.noding import Floats, Ints, node_lines
from gridplan.geo.road_speeds import road_speeds_kmh
from gridplan.geo.scraps import without_scraps
from gridplan.geo.search import Costs, Places, Search
from gridplan.geo.segment_index import SegmentIndex

By = Literal["minutes", "metres"]
#: Metres a minute at one km/h.
M_MIN = 1_000.0 / 60.0
#: Roads so much farther than its nearest one are still at the doors of a source.
DOORS_M = 30.0
#: So many costs are held at once, whatever the number of sources.
_AT_ONCE = 10_000_000


@dataclass(frozen=True, eq=False)
class RoadNetwork:
    """
    An undirected network of roads; all of its parts, joined or not, are kept, save scraps (`without_scraps`).

    A point reaches the network at the nearest place of its nearest road, straight over the ground. A source is more
    than a point: a branch at a corner opens to both streets, so it also reaches every road that is no more than
    `DOORS_M` farther than its nearest one.

    Attributes
    ----------
    lines
        Both ends of each segment, along its edge, shape (s, 2, 2).
    edge
        Edge of each segment, shape (s,).
    by
        Metres and minutes.
    index
        Finds the nearest segment.
    """

    lines: Floats
    edge: Ints
    by: Mapping[By, Costs]
    index: SegmentIndex

    @classmethod
    def from_roads(cls, roads: gpd.GeoDataFrame, *, walk_kmh: float = 5.0) -> RoadNetwork:
        """
        Build the network.

        Roads meet at shared vertices (to the centimetre) and where one ends within half a metre of another; roads
        that cross without a shared vertex pass over each other. `road_speeds_kmh` says how fast a road is.

        Parameters
        ----------
        roads
            Lines with `highway` and `maxspeed_kmh` (NaN where unknown), in a metric CRS.
        walk_kmh
            Speed between a point and its nearest road.

        Returns
        -------
        network
            The same for every order of the roads.

        Raises
        ------
        GeometryError
            If the roads are in degrees or have no CRS.
        """
        if roads.crs is None or roads.crs.is_geographic:
            raise GeometryError(f"a road network needs a CRS in metres, not {roads.crs}")
        parts, road = shapely.get_parts(roads.geometry.to_numpy(), return_index=True)
        drawn = (shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING) & ~shapely.is_empty(parts)
        pace = 1.0 / (road_speeds_kmh(roads) * M_MIN)
        segments = without_scraps(node_lines(parts[drawn], pace[road[drawn]]))
        chains = join_chains(segments)
        lines = segments.xy[chains.ends]
        metres = np.hypot(*(lines[:, 1] - lines[:, 0]).T)
        by: dict[By, Costs] = {
            "metres": _costs(chains, metres, 1.0),
            "minutes": _costs(chains, metres * chains.pace, 1.0 / (walk_kmh * M_MIN)),
        }
        return cls(lines, chains.edge, by, SegmentIndex(lines))

    def nearest(self, sources_xy: ArrayLike, targets_xy: ArrayLike, by: By = "minutes") -> tuple[Ints, Floats]:
        """
        Find the nearest source of every target by road.

        Parameters
        ----------
        sources_xy
            Coordinates in metres, shape (n, 2).
        targets_xy
            Coordinates in metres, shape (m, 2).
        by
            What to count.

        Returns
        -------
        nearest
            Position of the nearest source, shape (m,); -1 where no road leads to any.
        cost
            Minutes or metres to it, the ways to the nearest roads included, shape (m,); infinite where none.
        """
        sources, targets = _points(sources_xy), _points(targets_xy)
        nearest, cost = np.full(len(targets), -1, dtype=np.int64), np.full(len(targets), np.inf)
        if not (len(self.edge) and len(sources)):
            return nearest, cost
        # sources are numbered by their place: so a tie does not depend on the order of the rows
        order = np.lexsort(sources.T)
        search = Search(self.by[by], self._doors(sources[order], by), len(sources))
        ways = search.ways(self._places(targets, by))
        node_cost, _, origin = dijkstra(search.graph, indices=search.sources, min_only=True, return_predecessors=True)
        cost = ways.total(node_cost)
        reached = np.isfinite(cost)
        nearest[reached] = order[origin[ways.last_node(node_cost)[reached]] - search.sources[0]]
        return nearest, cost

    def costs(self, sources_xy: ArrayLike, targets_xy: ArrayLike, by: By = "minutes") -> Floats:
        """
        Tell what it costs from every source to every target.

        Parameters
        ----------
        sources_xy
            Coordinates in metres, shape (n, 2).
        targets_xy
            Coordinates in metres, shape (m, 2).
        by
            What to count.

        Returns
        -------
        cost
            Minutes or metres, the ways to the nearest roads included, shape (n, m); infinite where no road leads.
        """
        sources, targets = _points(sources_xy), _points(targets_xy)
        cost = np.full((len(sources), len(targets)), np.inf)
        if not (len(self.edge) and cost.size):
            return cost
        search = Search(self.by[by], self._doors(sources, by), len(sources))
        ways = search.ways(self._places(targets, by))
        batch = max(1, _AT_ONCE // max(search.graph.shape[0], len(targets)))
        for first in range(0, len(sources), batch):
            rows = slice(first, first + batch)
            cost[rows] = ways.total(dijkstra(search.graph, indices=search.sources[rows]))
        return cost

    def _places(self, xy: Floats, by: By) -> Places:
        """Snap points to the nearest place on the nearest segment."""
        somewhere = np.isfinite(xy).all(axis=1)
        segment = np.zeros(len(xy), dtype=np.int64)
        segment[somewhere] = self.index.nearest(xy[somewhere])
        return self._on(xy, segment, np.arange(len(xy)), by)

    def _doors(self, xy: Floats, by: By) -> Places:
        """Snap sources to every edge that is about as near as the nearest one, once an edge."""
        near = self._places(xy, by)
        somewhere = np.flatnonzero(np.isfinite(near.off))
        reach = near.off[somewhere] / self.by[by].off_road + DOORS_M
        point, segment = self.index.within(xy[somewhere], reach)
        owner = somewhere[point]
        every = self._on(xy[owner], segment, owner, by)
        order = np.lexsort((every.off, every.edge, owner))
        first = np.unique(np.column_stack([owner, every.edge])[order], axis=0, return_index=True)[1]
        kept = order[first]
        nowhere = np.setdiff1d(np.arange(len(xy)), somewhere)
        parts = ((getattr(every, name)[kept], getattr(near, name)[nowhere]) for name in ("edge", "at", "off", "owner"))
        return Places(*(np.concatenate(part) for part in parts))

    def _on(self, xy: Floats, segment: Ints, owner: Ints, by: By) -> Places:
        """Find the nearest place of a given segment."""
        somewhere = np.isfinite(xy).all(axis=1)
        start, end = self.lines[segment, 0], self.lines[segment, 1]
        step, way = end - start, xy - start
        share = np.clip((way * step).sum(axis=1) / (step**2).sum(axis=1), 0.0, 1.0)
        metres = np.hypot(*(way - share[:, None] * step).T)
        costs = self.by[by]
        at = costs.before[segment] + np.where(somewhere, share, 0.0) * costs.segment[segment]
        edge = self.edge[segment]
        off = np.where(somewhere, metres, np.inf) * costs.off_road
        return Places(edge, np.minimum(at, costs.edge[edge]), off, owner)


def _points(xy: ArrayLike) -> Floats:
    return np.asarray(xy, dtype=np.float64).reshape(-1, 2)


def _costs(chains: Chains, segment: Floats, off_road: float) -> Costs:
    first = np.searchsorted(chains.edge, np.arange(len(chains.edge_ends)))
    sums = np.cumsum(segment) - segment
    before = sums - sums[first][chains.edge]
    edge = np.bincount(chains.edge, segment, len(first)).astype(np.float64)
    return Costs(chains.edge_ends, edge, before, segment, off_road, _graph(chains, edge))


def _graph(chains: Chains, edge: Floats) -> csr_array:
    """Rows by hand: scipy would add up edges between the same two junctions."""
    ends, junctions = chains.edge_ends, len(chains.junctions)
    start = np.concatenate([ends[:, 0], ends[:, 1]])
    order = np.argsort(start, kind="stable")
    indptr = np.searchsorted(start[order], np.arange(junctions + 1))
    indices = np.concatenate([ends[:, 1], ends[:, 0]])[order]
    return csr_array((np.concatenate([edge, edge])[order], indices, indptr), shape=(junctions, junctions))
