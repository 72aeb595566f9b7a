"""Searches that start and end at places along edges of a graph, not only at its junctions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from gridplan.geo.noding import Floats, Ints


@dataclass(frozen=True, eq=False)
class Costs:
    """
    One way of counting: metres or minutes.

    Attributes
    ----------
    ends
        Junctions at both ends of each edge, shape (e, 2).
    edge
        Along each edge, shape (e,).
    before
        From the start of its edge to each segment, shape (s,).
    segment
        Along each segment, shape (s,).
    off_road
        A metre between a point and its nearest road.
    graph
        Along edges between junctions, both ways, shape (j, j).
    """

    ends: Ints
    edge: Floats
    before: Floats
    segment: Floats
    off_road: float
    graph: csr_array


@dataclass(frozen=True, eq=False)
class Places:
    """
    Where points meet the network.

    Attributes
    ----------
    edge
        Edge of each point, shape (n,).
    at
        Cost from the start of the edge, shape (n,).
    off
        Cost between the point and the road, shape (n,); infinite for a point that is nowhere.
    owner
        Point that each place belongs to, shape (n,); a point may have several.
    """

    edge: Ints
    at: Floats
    off: Floats
    owner: Ints


@dataclass(frozen=True, eq=False)
class Ways:
    """
    The ways by which targets can be reached: over either end of their edge, or a source to either side on it.

    Attributes
    ----------
    node
        Node that each way comes from, shape (4, m).
    cost
        From there to the target, shape (4, m); infinite where there is no such way.
    """

    node: Ints
    cost: Floats

    def total(self, node_cost: Floats) -> Floats:
        """
        Add the cost of the nodes and take the best way.

        Parameters
        ----------
        node_cost
            Cost to each node, shape (..., nodes).

        Returns
        -------
        cost
            Cost to each target, shape (..., m).
        """
        best = node_cost[..., self.node[0]] + self.cost[0]
        for node, cost in zip(self.node[1:], self.cost[1:], strict=True):
            best = np.minimum(best, node_cost[..., node] + cost)
        return np.asarray(best)

    def last_node(self, node_cost: Floats) -> Ints:
        """
        Name the node that the best way to each target comes from.

        Parameters
        ----------
        node_cost
            Cost to each node, shape (nodes,).

        Returns
        -------
        node
            Node of each target, shape (m,).
        """
        best = (node_cost[self.node] + self.cost).argmin(axis=0)
        return np.asarray(self.node[best, np.arange(len(best))])


class Search:
    """
    A graph with sources put into it: junctions first, then the places of the sources along the edges, then the sources.

    Places lead to their neighbours on the edge, and none leads to them but places of the same edge: who comes over
    a junction goes to a target directly.

    Parameters
    ----------
    costs
        The graph and what it costs.
    sources
        Where the sources meet it, in one place or several each.
    number
        How many sources there are.
    """

    def __init__(self, costs: Costs, sources: Places, number: int) -> None:
        self._costs = costs
        self._order = np.lexsort((sources.at, sources.edge))
        self._edge, self._at = sources.edge[self._order], sources.at[self._order]
        self._first = costs.graph.shape[0]
        #: Node of each source.
        self.sources: Ints = self._first + len(self._order) + np.arange(number)
        #: Costs from node to node.
        self.graph: csr_array = self._with_sources(sources)

    def ways(self, targets: Places) -> Ways:
        """
        List the ways to targets.

        Parameters
        ----------
        targets
            Where the targets meet the network.

        Returns
        -------
        ways
            Four ways to each, the ways from the road to the target included.
        """
        costs, edge = self._costs, targets.edge
        right = np.searchsorted(self._line(self._edge, self._at), self._line(edge, targets.at), side="right")
        nodes = [costs.ends[edge, 0], costs.ends[edge, 1]]
        ways = [targets.at, costs.edge[edge] - targets.at]
        for place in (right - 1, right):
            near = np.clip(place, 0, len(self._at) - 1)
            there = (place == near) & (self._edge[near] == edge)
            nodes.append(self._first + near)
            ways.append(np.where(there, abs(self._at[near] - targets.at), np.inf))
        return Ways(np.stack(nodes), np.stack(ways) + targets.off)

    def _line(self, edge: Ints, at: Floats) -> Floats:
        """Places of all edges on one line, edge after edge."""
        start = np.cumsum(self._costs.edge + 1.0) - self._costs.edge
        return np.asarray(start[edge] + at)

    def _with_sources(self, sources: Places) -> csr_array:
        n, edge, at, base = len(self._order), self._edge, self._at, self._costs.graph
        node = self._first + np.arange(n)
        same = edge[1:] == edge[:-1]
        step = np.diff(at)
        to, cost = self._costs.ends[edge], np.column_stack([at, self._costs.edge[edge] - at])
        to[1:, 0], cost[1:, 0] = np.where(same, node[:-1], to[1:, 0]), np.where(same, step, cost[1:, 0])
        to[:-1, 1], cost[:-1, 1] = np.where(same, node[1:], to[:-1, 1]), np.where(same, step, cost[:-1, 1])
        place = np.empty(n, dtype=np.int64)
        place[self._order] = node
        doors = np.argsort(sources.owner, kind="stable")
        number = np.cumsum(np.bincount(sources.owner, minlength=len(self.sources)))
        rows = base.indptr[-1] + np.r_[2 * np.arange(1, n + 1), 2 * n + number]
        data = np.concatenate([base.data, cost.ravel(), sources.off[doors]])
        indices = np.concatenate([base.indices, to.ravel(), place[doors]]).astype(np.int32)
        indptr = np.concatenate([base.indptr, rows]).astype(np.int32)
        return csr_array((data, indices, indptr), shape=(self._first + n + len(self.sources),) * 2)
