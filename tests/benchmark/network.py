"""The nearest branch by road against networkx, on a million edges."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import networkx as nx
import numpy as np
import shapely
from scipy.sparse.csgraph import dijkstra

from gridplan.geo.network import DOORS_M, RoadNetwork

SIDE, GAP_M, BRANCHES, HOUSEHOLDS = 550, 100.0, 100, 180_000
GOAL, GOAL_S = 40, 3.0


def measure() -> list[dict[str, Any]]:
    """
    Find the nearest of 100 branches by road, for every junction and for 180,000 households.

    networkx knows junctions only: the search on our arrays is compared with its search. Households must be brought
    to their roads too: for the peer, shapely's tree does that, and a household comes over the better end of its edge.
    """
    rng = np.random.default_rng(1)
    xy, edges = _streets(rng)
    build_s, network = _timed(lambda: RoadNetwork.from_roads(_roads(xy[edges], rng)))
    graph = _graph(network)
    branches, starts = _branches(network, rng)
    note = f"{len(edges):,} edges, {len(xy):,} junctions, built in {build_s:.1f} s; same answers"
    households = rng.uniform(xy.min(axis=0), xy.max(axis=0), (HOUSEHOLDS, 2))
    peer_s, known = _timed(lambda: _by_networkx(graph, starts))
    return [
        _junctions(network, starts, known, peer_s, note),
        _which_branch(network, graph, starts, known),
        _households(network, branches, households, known, peer_s),
    ]


def _streets(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Crooked streets, and lanes across the blocks."""
    lattice = np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE), indexing="ij"), axis=-1)
    xy = (lattice + rng.uniform(-0.35, 0.35, lattice.shape)).reshape(-1, 2) * GAP_M + [500_000, 3_200_000]
    node = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    ways = [(node[:-1], node[1:]), (node[:, :-1], node[:, 1:]), (node[:-1, :-1], node[1:, 1:])]
    streets = [np.column_stack([a.ravel(), b.ravel()]) for a, b in ways]
    lanes = np.column_stack([node[1:, :-1].ravel(), node[:-1, 1:].ravel()])
    return xy, np.concatenate([*streets, lanes[rng.random(len(lanes)) < 0.4]])


def _roads(lines: np.ndarray, rng: np.random.Generator) -> gpd.GeoDataFrame:
    classes = rng.choice(["primary", "residential", "track"], len(lines))
    shapes = np.asarray(shapely.linestrings(lines))
    return gpd.GeoDataFrame({"highway": classes, "maxspeed_kmh": np.nan}, geometry=shapes, crs="EPSG:4550")


def _graph(network: RoadNetwork) -> nx.Graph:
    costs, graph = network.by["minutes"], nx.Graph()
    # of two edges between the same junctions the last one stays
    order = np.argsort(-costs.edge)
    graph.add_weighted_edges_from(zip(*costs.ends[order].T.tolist(), costs.edge[order].tolist(), strict=True))
    return graph


def _branches(network: RoadNetwork, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Junctions so far from all other edges that a branch there opens to its own edges alone, and their numbers."""
    segments = rng.choice(len(network.lines), 10 * BRANCHES, replace=False)
    places, junctions = network.lines[segments, 0], network.by["minutes"].ends[network.edge[segments], 0]
    point, segment = network.index.within(places, np.full(len(places), DOORS_M))
    own = (network.by["minutes"].ends[network.edge[segment]] == junctions[point, None]).any(axis=1)
    alone = np.setdiff1d(np.arange(len(places)), point[~own])
    chosen = alone[np.unique(junctions[alone], return_index=True)[1]][:BRANCHES]
    return places[chosen], junctions[chosen]


def _by_networkx(graph: nx.Graph, starts: np.ndarray) -> np.ndarray:
    found = nx.multi_source_dijkstra_path_length(graph, set(starts.tolist()), weight="weight")
    return np.array([found[node] for node in range(len(graph))])


def _junctions(network: RoadNetwork, starts: np.ndarray, known: np.ndarray, peer_s: float, note: str) -> dict[str, Any]:
    ours_s, cost = _best(lambda: dijkstra(network.by["minutes"].graph, indices=starts, min_only=True))
    np.testing.assert_allclose(cost, known)
    what = f"how far the nearest of {len(starts)} branches is from every junction"
    return _row(what, ours_s, "networkx multi_source_dijkstra_path_length", peer_s, f">= {GOAL} x", note)


def _which_branch(network: RoadNetwork, graph: nx.Graph, starts: np.ndarray, known: np.ndarray) -> dict[str, Any]:
    """Name the branch too: networkx keeps the way to every junction for that, scipy the source."""
    peer_s, (_, ways) = _timed(lambda: nx.multi_source_dijkstra(graph, set(starts.tolist()), weight="weight"))
    expected = np.array([ways[node][0] for node in range(len(graph))])
    ours_s, (cost, _, source) = _best(
        lambda: dijkstra(network.by["minutes"].graph, indices=starts, min_only=True, return_predecessors=True)
    )
    np.testing.assert_allclose(cost, known)
    # two branches may be equally near
    assert (source == expected).mean() > 0.999
    what = f"which of {len(starts)} branches is nearest to every junction, and how far"
    return _row(what, ours_s, "networkx multi_source_dijkstra", peer_s, f">= {GOAL} x", "same answers")


def _households(
    network: RoadNetwork, branches: np.ndarray, households: np.ndarray, known: np.ndarray, peer_s: float
) -> dict[str, Any]:
    tree = shapely.STRtree(np.asarray(shapely.linestrings(network.lines)))
    snap_s, expected = _timed(lambda: _over_both_ends(network, tree, households, known))
    ours_s, (_, cost) = _best(lambda: network.nearest(branches, households, by="minutes"))
    np.testing.assert_allclose(cost, expected)
    what = f"nearest of {len(branches)} branches for {len(households):,} households beside the roads"
    peer = "shapely.STRtree and networkx"
    return _row(what, ours_s, peer, peer_s + snap_s, f"< {GOAL_S:g} s", "from points to minutes; same answers")


def _over_both_ends(
    network: RoadNetwork, tree: shapely.STRtree, households: np.ndarray, known: np.ndarray
) -> np.ndarray:
    """Walk to the nearest segment, then go over the better end of its edge."""
    costs, points = network.by["minutes"], shapely.points(households)
    segment = tree.nearest(points)
    lines = tree.geometries[segment]
    share = shapely.line_locate_point(lines, points, normalized=True)
    edge, at = network.edge[segment], costs.before[segment] + share * costs.segment[segment]
    ends = known[costs.ends[edge]] + np.column_stack([at, costs.edge[edge] - at])
    return np.asarray(ends.min(axis=1) + shapely.distance(lines, points) * costs.off_road)


def _row(what: str, ours_s: float, peer: str, peer_s: float, goal: str, note: str) -> dict[str, Any]:
    figures = {"ours_s": ours_s, "peer": peer, "peer_s": peer_s, "ratio": peer_s / ours_s}
    return {"what": what, **figures, "goal": goal, "note": note}


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


def _best(work: Callable[[], Any], times: int = 20) -> tuple[float, Any]:
    """Shortest of several runs, which other programs disturb least, after one that warms up."""
    _, answer = _timed(work)
    return min(_timed(work)[0] for _ in range(times)), answer
