"""What a road would cost on every edge of the mesh, and which edges carry one so far."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from gridplan.qinghe.mesh import RAILWAY, RIDGE, RIVER, Mesh
from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.routes import graph, nearest, walked
from gridplan.qinghe.waters import Waters

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Classes of roads, the highest first; a stretch that serves several keeps the highest.
CLASSES = ["primary", "secondary", "tertiary", "unclassified"]
#: A road that already stands costs this share of a new one.
REUSE = 0.3


@dataclass
class RoadBook:
    """
    Which edges of the mesh carry a road so far.

    Attributes
    ----------
    mesh
        The mesh.
    cost
        Cost of each edge as a new road; infinite across water and ridge but at the bridges.
    rank
        Position in `CLASSES` of the road on each edge, `len(CLASSES)` where there is none.
    """

    mesh: Mesh
    cost: Array
    rank: Ints = field(init=False)

    def __post_init__(self) -> None:
        """Begin without any road."""
        self.rank = np.full(len(self.mesh.edges), len(CLASSES))

    @property
    def built(self) -> NDArray[np.bool_]:
        """
        Tell which edges carry a road.

        Returns
        -------
        built
            Shape (m,).
        """
        return np.asarray(self.rank < len(CLASSES))

    def nodes(self) -> Ints:
        """
        List the points on a road.

        Returns
        -------
        nodes
            Distinct points.
        """
        return np.unique(self.mesh.edges[self.built])

    def ways(self) -> csr_array:
        """
        Make the graph on which new roads look for their way.

        Returns
        -------
        ways
            Costs; built roads are cheap.
        """
        return graph(self.mesh.edges, np.where(self.built, self.cost * REUSE, self.cost), len(self.mesh.xy))

    def reachable(self) -> NDArray[np.bool_]:
        """
        Tell which points a road could be led to.

        Returns
        -------
        reachable
            Shape (points,).
        """
        return np.isfinite(nearest(self.ways(), self.nodes())[0])

    def build(self, pairs: Ints, name: str) -> None:
        """
        Build a road on some edges.

        Parameters
        ----------
        pairs
            Pairs of points, the lower first.
        name
            Class of the road.
        """
        n = len(self.mesh.xy)
        keys = self.mesh.edges[:, 0] * n + self.mesh.edges[:, 1]
        at = np.searchsorted(keys, pairs[:, 0] * n + pairs[:, 1])
        self.rank[at] = np.minimum(self.rank[at], CLASSES.index(name))

    def standing(self) -> csr_array:
        """
        Make the graph of the roads that stand.

        Returns
        -------
        standing
            Costs of the built roads alone.
        """
        return graph(self.mesh.edges, np.where(self.built, self.cost, np.inf), len(self.mesh.xy))

    def link(self, start: int, end: int, name: str, limit: float = np.inf) -> None:
        """
        Build the cheapest road between two points.

        Parameters
        ----------
        start, end
            Points.
        name
            Class of the road.
        limit
            What the road may cost at most; built roads are cheap, so the cost of a new one is enough.
        """
        _, towards, _ = nearest(self.ways(), np.array([end]), limit)
        self.build(walked(towards, np.array([start])), name)


def open_book(mesh: Mesh, bridges: Ints, waters: Waters, numbers: Numbers, rng: np.random.Generator) -> RoadBook:
    """
    Price every edge of the mesh as a road.

    Parameters
    ----------
    mesh
        The mesh.
    bridges
        Positions of the edges that are bridges.
    waters
        Rivers, which no road enters, and streams, which it shuns.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    book
        No road built yet.
    """
    a, b = mesh.edges.T
    climb = np.abs(mesh.height_m[a] - mesh.height_m[b]) / mesh.length_m
    cost = mesh.length_m * (1 + np.minimum((climb / 0.07) ** 2, 9) + mesh.height_m[[a, b]].mean(axis=0) / 400)
    cost *= np.exp(rng.normal(0, numbers["roads"]["wander"], len(cost)))  # every field has its owner
    cost[waters.stream_edges] *= 5
    cost[mesh.wall == RAILWAY] *= 7
    cost[(mesh.wall == RIVER) | (mesh.wall == RIDGE) | waters.wet_edges] = np.inf
    cost[~(mesh.inside[a] & mesh.inside[b])] = np.inf
    cost[bridges] = mesh.length_m[bridges] * 2
    return RoadBook(mesh, cost)
