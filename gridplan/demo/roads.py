"""The roads between places: town links, ways out of the county, and a way to every village and hamlet."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree
from scipy.spatial import Delaunay, cKDTree

from gridplan.demo.mesh import PASS, RAILWAY, RIDGE, RIVER, Mesh
from gridplan.demo.parameters import Numbers
from gridplan.demo.routes import graph, nearest, walked

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

    def link(self, start: int, end: int, name: str) -> None:
        """
        Build the cheapest road between two points.

        Parameters
        ----------
        start, end
            Points.
        name
            Class of the road.
        """
        _, towards, _ = nearest(self.ways(), np.array([end]))
        self.build(walked(towards, np.array([start])), name)


def open_book(mesh: Mesh, bridges: Ints, streams: NDArray[np.bool_]) -> RoadBook:
    """
    Price every edge of the mesh as a road.

    Parameters
    ----------
    mesh
        The mesh.
    bridges
        Positions of the edges that are bridges.
    streams
        Whether a stream runs along an edge.

    Returns
    -------
    book
        No road built yet.
    """
    a, b = mesh.edges.T
    climb = np.abs(mesh.height_m[a] - mesh.height_m[b]) / mesh.length_m
    cost = mesh.length_m * (1 + np.minimum((climb / 0.07) ** 2, 9) + mesh.height_m[[a, b]].mean(axis=0) / 400)
    cost[streams] *= 5
    cost[mesh.wall == RAILWAY] *= 7
    cost[(mesh.wall == RIVER) | (mesh.wall == RIDGE)] = np.inf
    cost[~(mesh.inside[a] & mesh.inside[b])] = np.inf
    cost[bridges] = mesh.length_m[bridges] * 2
    return RoadBook(mesh, cost)


def choose_bridges(mesh: Mesh, seats: Array, rivers: list[Array], numbers: Numbers) -> Ints:
    """
    Choose the few places where a road may cross a river, near the seats.

    Parameters
    ----------
    mesh
        The mesh.
    seats
        Town seats, the county seat first.
    rivers
        Vertices of each river.
    numbers
        Numbers of the demo county.

    Returns
    -------
    bridges
        Positions of edges of the mesh.
    """
    square = np.abs(mesh.length_m - 2 * numbers["water"]["bank_m"]) < 25
    possible = np.flatnonzero((mesh.wall == RIVER) & square & mesh.inside[mesh.edges].all(axis=1))
    middle = mesh.xy[mesh.edges[possible]].mean(axis=1)
    owner = np.argmin([cKDTree(river).query(middle)[0] for river in rivers], axis=0)
    chosen: list[int] = []
    for river, number in enumerate(numbers["water"]["bridges"]):
        chosen += _spaced(possible[owner == river], middle[owner == river], seats, number)
    return np.array(chosen)


def _spaced(possible: Ints, middle: Array, seats: Array, number: int) -> list[int]:
    """Bridges nearest to a seat first, two of them in the county seat, the others far apart."""
    away, seat = cKDTree(seats).query(middle)
    chosen: list[int] = []
    for at in np.argsort(away):
        apart = np.hypot(*(middle[chosen] - middle[at]).T) if chosen else np.array([np.inf])
        in_town = seat[at] == 0 and away[at] < 1_300
        if apart.min() > (1_000 if in_town else 4_200):
            chosen.append(int(at))
        if len(chosen) == number:
            break
    return [int(possible[at]) for at in chosen]


def link_towns(book: RoadBook, seats: Ints, numbers: Numbers) -> None:
    """
    Link the town seats: a tree of the cheapest links, then the links that spare long ways round.

    Parameters
    ----------
    book
        Roads so far.
    seats
        Points of the seats, the county seat first.
    numbers
        Numbers of the demo county.
    """
    direct = dijkstra(book.ways(), indices=seats)[:, seats]
    tree = minimum_spanning_tree(direct).tocoo()
    for a, b in sorted(zip(tree.row, tree.col, strict=True), key=lambda pair: direct[pair]):
        book.link(seats[a], seats[b], "primary" if 0 in (a, b) else "secondary")
    pairs = np.argwhere(np.triu(np.isfinite(direct), 1))
    for a, b in pairs[np.argsort(direct[pairs[:, 0], pairs[:, 1]])]:
        standing = graph(book.mesh.edges, np.where(book.built, book.cost, np.inf), len(book.mesh.xy))
        if direct[a, b] > direct[direct > 0].max() / 2:
            break
        round_about = dijkstra(standing, indices=seats[a])[seats[b]]
        if round_about > numbers["roads"]["loop_detour"] * direct[a, b]:
            book.link(seats[a], seats[b], "primary" if a == 0 else "secondary")


def open_passes(book: RoadBook, passes: Array) -> None:
    """
    Lead a road over the ridge at every pass.

    Parameters
    ----------
    book
        Roads so far.
    passes
        Where the ridge can be crossed, shape (n, 2), metres.
    """
    mesh = book.mesh
    over = np.flatnonzero(mesh.wall == PASS)
    middle = mesh.xy[mesh.edges[over]].mean(axis=1)
    for at in passes:
        feet = mesh.edges[over[np.argmin(np.hypot(*(middle - at).T))]]
        cost = np.where(mesh.wall == PASS, np.inf, np.where(book.built, book.cost * REUSE, book.cost))
        towards = nearest(graph(mesh.edges, cost, len(mesh.xy)), book.nodes())[1]
        book.build(walked(towards, feet), "secondary")
        book.build(feet[None], "secondary")


def lead_out(book: RoadBook, numbers: Numbers) -> None:
    """
    Lead roads out of the county through its low places.

    Parameters
    ----------
    book
        Roads so far.
    numbers
        Numbers of the demo county.
    """
    mesh = book.mesh
    across = mesh.edges[mesh.inside[mesh.edges].sum(axis=1) == 1]
    rim = np.unique(across[mesh.inside[across]])
    cost, towards, _ = nearest(book.ways(), book.nodes())
    rim = rim[np.isfinite(cost[rim])]
    chosen: list[int] = []
    for node in rim[np.argsort(cost[rim] + 25 * mesh.height_m[rim])]:
        if not chosen or np.hypot(*(mesh.xy[chosen] - mesh.xy[node]).T).min() > 15_000:
            chosen.append(int(node))
        if len(chosen) == numbers["roads"]["exits"]:
            break
    book.build(walked(towards, np.array(chosen)), "primary")


def reach_places(book: RoadBook, places: Ints, name: str, batches: int = 4) -> None:
    """
    Build a road to each of many places, the near ones first, so that later ways join earlier ones.

    Parameters
    ----------
    book
        Roads so far.
    places
        Points to reach.
    name
        Class of the roads.
    batches
        In how many rounds.
    """
    left = places
    for round_ in range(batches, 0, -1):
        cost, towards, _ = nearest(book.ways(), book.nodes())
        left = left[np.isfinite(cost[left])]
        left = left[np.argsort(cost[left], kind="stable")]
        now = left[: -(-len(left) // round_)]
        book.build(walked(towards, now), name)
        left = left[len(now) :]


def join_neighbours(book: RoadBook, villages: Ints, numbers: Numbers) -> None:
    """
    Join the neighbouring villages that have the longest ways round between them.

    Parameters
    ----------
    book
        Roads so far.
    villages
        Points of the villages.
    numbers
        Numbers of the demo county.
    """
    xy = book.mesh.xy[villages]
    corners = Delaunay(xy).simplices
    pairs = np.unique(np.sort(np.vstack([corners[:, :2], corners[:, 1:]]), axis=1), axis=0)
    apart = np.hypot(*(xy[pairs[:, 0]] - xy[pairs[:, 1]]).T)
    pairs = pairs[apart < numbers["roads"]["village_loop_m"]]
    standing = graph(book.mesh.edges, np.where(book.built, book.cost, np.inf), len(book.mesh.xy))
    new = graph(book.mesh.edges, book.cost, len(book.mesh.xy))
    starts = np.unique(pairs[:, 0])
    row = np.searchsorted(starts, pairs[:, 0])
    by_road = dijkstra(standing, indices=villages[starts])[row, villages[pairs[:, 1]]]
    straight = dijkstra(new, indices=villages[starts])[row, villages[pairs[:, 1]]]
    worth = np.where(np.isfinite(by_road / straight), by_road / straight, 0)
    number = round(numbers["roads"]["village_loop_share"] * len(villages))
    for a, b in villages[pairs[np.argsort(-worth, kind="stable")[:number]]]:
        book.link(a, b, "unclassified")
