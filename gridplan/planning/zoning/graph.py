"""Units as a graph: uncut pairs and the parts that hang together over them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


def uncut_pairs(adjacency: pd.DataFrame, ids: pd.Index) -> NDArray[np.int64]:
    """
    Take the pairs of neighbours between which nothing stands, as positions.

    Parameters
    ----------
    adjacency
        Neighbours with `unit_a`, `unit_b` and `cut`; pairs with a unit that is not in `ids` are left out.
    ids
        Ids of the units in question.

    Returns
    -------
    pairs
        Positions in `ids`, shape (m, 2), sorted.
    """
    uncut = adjacency.loc[~adjacency["cut"].to_numpy(dtype=bool), ["unit_a", "unit_b"]]
    pairs = np.column_stack([ids.get_indexer(pd.Index(uncut[end])) for end in ("unit_a", "unit_b")])
    pairs = np.sort(pairs[(pairs >= 0).all(axis=1)], axis=1).astype(np.int64)
    return np.unique(pairs, axis=0)


def connected_parts(n: int, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """
    Find the parts of a graph that hang together.

    Parameters
    ----------
    n
        Number of units.
    pairs
        Neighbours as positions, shape (m, 2).

    Returns
    -------
    part
        Number of the part of each unit, from 0 in the order of the first unit of each part.
    """
    graph = coo_array((np.ones(len(pairs), dtype=np.int8), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    part = connected_components(graph, directed=False)[1]
    return np.asarray(pd.factorize(part)[0], dtype=np.int64)


def neighbour_lists(n: int, pairs: NDArray[np.int64]) -> list[list[int]]:
    """
    List the neighbours of each unit.

    Parameters
    ----------
    n
        Number of units.
    pairs
        Neighbours as positions, shape (m, 2).

    Returns
    -------
    neighbours
        By unit, ascending.
    """
    both = np.vstack([pairs, pairs[:, ::-1]])
    graph = coo_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(n, n)).tocsr()
    return [part.tolist() for part in np.split(graph.indices, graph.indptr[1:-1])]
