"""The shortest links that would join parts of a graph."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import Delaunay

from gridplan.planning.zoning.feasibility.request import Floats, Ints
from gridplan.planning.zoning.graph import connected_parts

#: Up to so many units every two are held against each other.
FEW = 300
#: A way inside a part is no length, but a graph knows no edge without one.
NOTHING = 1e-9


def shortest_links(xy: Floats, pairs: Ints) -> Ints:
    """
    List the shortest pairs that join all parts, the shortest first.

    Parameters
    ----------
    xy
        Places, shape (n, 2) or (n, 3).
    pairs
        Neighbours, shape (e, 2).

    Returns
    -------
    links
        One fewer than there are parts, shape (k, 2).
    """
    part = connected_parts(len(xy), pairs)
    sides = _sides(xy)
    sides = sides[part[sides[:, 0]] != part[sides[:, 1]]]
    length = np.linalg.norm(xy[sides[:, 0]] - xy[sides[:, 1]], axis=1)
    ends = np.sort(part[sides], axis=1)
    order = np.lexsort((length, ends[:, 1], ends[:, 0]))
    first = order[np.unique(ends[order], axis=0, return_index=True)[1]]
    scaled = length[first] / (length.max(initial=0.0) or 1.0) + NOTHING
    count = int(part.max()) + 1
    ways = coo_array((scaled, (ends[first, 0], ends[first, 1])), shape=(count, count)).tocsr()
    tree = minimum_spanning_tree(ways).tocoo()
    known = {(a, b): at for (a, b), at in zip(ends[first].tolist(), first.tolist(), strict=True)}
    kept = [known[a, b] for a, b in zip(tree.row.tolist(), tree.col.tolist(), strict=True)]
    return np.asarray(sides[sorted(kept, key=lambda at: length[at])].reshape(-1, 2))


def _sides(xy: Floats) -> Ints:
    """Take pairs among which the shortest links are: all, or the sides of Delaunay's triangles."""
    if len(xy) <= FEW:
        return np.column_stack(np.triu_indices(len(xy), 1))
    # joggled, for places may lie on a line or on one another
    corners = Delaunay(xy[:, :2], qhull_options="QJ").simplices
    return np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]]).astype(np.int64)
