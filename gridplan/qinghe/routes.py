"""Cheapest ways over the mesh, and lines made of them."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


def graph(edges: Ints, cost: Array, n: int) -> csr_array:
    """
    Make a graph of undirected edges; edges of infinite cost are left out.

    Parameters
    ----------
    edges
        Pairs of points, shape (m, 2).
    cost
        Cost of each, above 0.
    n
        Number of points.

    Returns
    -------
    graph
        Symmetric matrix of costs.
    """
    kept = np.isfinite(cost)
    a, b = edges[kept].T
    both = np.concatenate([cost[kept], cost[kept]])
    return csr_array(coo_array((both, (np.r_[a, b], np.r_[b, a])), shape=(n, n)))


def nearest(ways: csr_array, sources: Ints, limit: float = np.inf) -> tuple[Array, Ints, Ints]:
    """
    Go from every point to its cheapest source.

    Parameters
    ----------
    ways
        Graph of costs.
    sources
        Points to reach.
    limit
        Dearer ways are not looked for.

    Returns
    -------
    cost
        Cost of the way, infinite where there is none.
    towards
        The next point on the way, negative at a source and where there is no way.
    source
        Position of the source reached, -1 where none is.
    """
    cost, towards, reached = dijkstra(ways, indices=sources, min_only=True, return_predecessors=True, limit=limit)
    position = np.full(ways.shape[0] + 1, -1)
    position[sources] = np.arange(len(sources))
    source = np.where(reached < 0, -1, position[np.maximum(reached, -1)])
    return cost, towards.astype(np.int64), source.astype(np.int64)


def walked(towards: Ints, starts: Ints) -> Ints:
    """
    Collect the edges of the ways from some points to their sources.

    Parameters
    ----------
    towards
        The next point on the way, as `nearest` gives it.
    starts
        Where the ways begin.

    Returns
    -------
    edges
        Distinct pairs of points, the lower first.
    """
    used: list[Ints] = []
    here = np.unique(starts)
    seen = np.zeros(len(towards), dtype=bool)
    while len(here):
        seen[here] = True
        ahead = towards[here]
        here, ahead = here[ahead >= 0], ahead[ahead >= 0]
        used.append(np.c_[here, ahead])
        here = np.unique(ahead[~seen[ahead]])
    pairs = np.sort(np.vstack(used), axis=1)
    keys = np.unique(pairs @ np.array([len(towards), 1]))
    return np.stack(np.divmod(keys, len(towards)), axis=1)


def relax(xy: Array, edges: Ints, fixed: NDArray[np.bool_], rounds: int = 3) -> Array:
    """
    Smooth a net: every point that is not fixed moves halfway to the mean of its neighbours.

    Parameters
    ----------
    xy
        Points, shape (n, 2).
    edges
        The net, shape (m, 2).
    fixed
        Points that stay.
    rounds
        How often.

    Returns
    -------
    xy
        Moved points; joints stay joints.
    """
    degree = np.bincount(edges.ravel(), minlength=len(xy))
    free = (degree > 0) & ~fixed
    moved = xy.copy()
    for _ in range(rounds):
        total = np.zeros_like(moved)
        np.add.at(total, edges[:, 0], moved[edges[:, 1]])
        np.add.at(total, edges[:, 1], moved[edges[:, 0]])
        moved[free] = (moved[free] + total[free] / degree[free, None]) / 2
    return moved


def cut_corners(xy: Array, edges: Ints, fixed: NDArray[np.bool_]) -> tuple[Array, Ints, Ints]:
    """
    Cut the corners of a net where just two edges meet; every corner gives way to a short edge.

    Source: G. Chaikin, An algorithm for high speed curve generation, 1974.

    Parameters
    ----------
    xy
        Points, shape (n, 2).
    edges
        The net, shape (m, 2).
    fixed
        Points that stay.

    Returns
    -------
    xy
        The old points and the new ones.
    edges
        The new net, which leaves out the points cut off.
    source
        The edge that each new edge comes from; a corner comes from the later of its two.
    """
    free = (np.bincount(edges.ravel(), minlength=len(xy)) == 2) & ~fixed
    ends, loose = xy[edges], free[edges]
    quarter = 0.75 * ends + 0.25 * ends[:, ::-1]
    new = len(xy) + np.arange(edges.size).reshape(-1, 2)
    order = np.argsort(edges.ravel(), kind="stable")
    pairs = order[loose.ravel()[order]].reshape(-1, 2)
    net = np.vstack([np.where(loose, new, edges), len(xy) + pairs])
    return np.vstack([xy, quarter.reshape(-1, 2)]), net, np.r_[np.arange(len(edges)), pairs[:, 1] // 2]


def as_lines(xy: Array, edges: Ints) -> NDArray[np.object_]:
    """
    Join edges end to end into long lines.

    Parameters
    ----------
    xy
        Points, shape (n, 2).
    edges
        Pairs of points.

    Returns
    -------
    lines
        Lines that run from fork to fork.
    """
    if not len(edges):
        return np.array([], dtype=object)
    return np.asarray(shapely.get_parts(shapely.line_merge(shapely.multilinestrings(straight_lines(xy[edges])))))


def straight_lines(corners: Array) -> NDArray[np.object_]:
    """
    Make lines of a fixed number of corners each.

    Parameters
    ----------
    corners
        Shape (n, corners, 2).

    Returns
    -------
    lines
        Shape (n,).
    """
    lines: NDArray[np.object_] = np.empty(len(corners), dtype=object)
    lines[:] = shapely.linestrings(corners)
    return lines
