"""Join segments between two junctions to one edge of the graph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gridplan.geo.compiled import compiled
from gridplan.geo.noding import Floats, Ints, Segments


@dataclass(frozen=True, eq=False)
class Chains:
    """
    Every segment in the order in which one walks the edges, and the edges.

    Attributes
    ----------
    ends
        Positions of the vertices that each segment leads from and to along its edge, shape (s, 2).
    pace
        Minutes a metre of each segment, shape (s,).
    edge
        Edge of each segment, shape (s,), ascending.
    junctions
        Positions of the vertices where edges end, shape (j,).
    edge_ends
        Positions in `junctions` of both ends of each edge, shape (e, 2).
    """

    ends: Ints
    pace: Floats
    edge: Ints
    junctions: Ints
    edge_ends: Ints


def join_chains(segments: Segments) -> Chains:
    """
    Join segments to edges; an edge ends where one, three or more segments meet, a ring at its lowest vertex.

    Parameters
    ----------
    segments
        Segments of a network.

    Returns
    -------
    chains
        The same segments along their edges.
    """
    ends, vertices = segments.ends, len(segments.xy)
    half = np.concatenate([ends[:, 0], ends[:, 1]])
    order = np.argsort(half, kind="stable")
    first = np.searchsorted(half[order], np.arange(vertices + 1))
    walked, start, edge = _walk(first, order % max(len(ends), 1), ends)
    along = np.column_stack([start, ends[walked].sum(axis=1) - start])
    change = np.flatnonzero(np.diff(edge, prepend=-1, append=len(ends) + 1))
    outer = np.column_stack([along[change[:-1], 0], along[change[1:] - 1, 1]])
    junctions, edge_ends = np.unique(outer, return_inverse=True)
    return Chains(along, segments.pace[walked], edge, junctions, edge_ends.reshape(-1, 2))


@compiled
def _walk(first: Ints, segment_at: Ints, ends: Ints) -> tuple[Ints, Ints, Ints]:
    """Walk from every junction, then round the rings: segments in order, where each starts, its edge."""
    walked = np.empty(len(ends), np.int64)
    start = np.empty(len(ends), np.int64)
    edge = np.empty(len(ends), np.int64)
    seen = np.zeros(len(ends), np.bool_)
    done, edges = 0, 0
    for rings in (False, True):
        for vertex in range(len(first) - 1):
            if not rings and first[vertex + 1] - first[vertex] == 2:  # noqa: PLR2004 # a bend is no junction
                continue
            for at in range(first[vertex], first[vertex + 1]):
                segment, here = segment_at[at], vertex
                if seen[segment]:
                    continue
                while True:
                    seen[segment] = True
                    walked[done], start[done], edge[done] = segment, here, edges
                    done += 1
                    here = ends[segment, 0] + ends[segment, 1] - here
                    if first[here + 1] - first[here] != 2:  # noqa: PLR2004 # as above
                        break
                    other = segment_at[first[here]] + segment_at[first[here] + 1] - segment
                    if seen[other]:
                        break
                    segment = other
                edges += 1
    return walked, start, edge
