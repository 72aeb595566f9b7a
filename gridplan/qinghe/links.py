"""The roads between places: town links, ways out of the county, and a way to every village and hamlet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree
from scipy.spatial import Delaunay

from gridplan.qinghe.mesh import PASS
from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.roads import REUSE, RoadBook
from gridplan.qinghe.routes import graph, nearest, walked

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

#: A road that joins two villages costs at most so many times the greatest distance of the two.
DEAR = 3.0


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
    pairs = np.argwhere(np.triu(direct < direct.max() / 2, 1))
    round_about = dijkstra(book.standing(), indices=seats)[:, seats]
    for a, b in pairs[np.argsort(direct[pairs[:, 0], pairs[:, 1]])]:
        if round_about[a, b] > numbers["roads"]["loop_detour"] * direct[a, b]:
            book.link(seats[a], seats[b], "primary" if a == 0 else "secondary")
            round_about = dijkstra(book.standing(), indices=seats)[:, seats]


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
    starts, row = np.unique(pairs[:, 0], return_inverse=True)
    new = graph(book.mesh.edges, book.cost, len(book.mesh.xy))
    dear = DEAR * numbers["roads"]["village_loop_m"]
    by_road, straight = (
        dijkstra(ways, indices=villages[starts], limit=limit)[:, villages][row, pairs[:, 1]]
        for ways, limit in ((book.standing(), 10 * dear), (new, dear))
    )
    worth = np.where(np.isfinite(straight), np.minimum(by_road, 10 * dear) / straight, 0)
    number = round(numbers["roads"]["village_loop_share"] * len(villages))
    best = np.argsort(-worth, kind="stable")[:number]
    for (a, b), cost in zip(villages[pairs[best]], straight[best], strict=True):
        book.link(a, b, "unclassified", 1.001 * cost)
