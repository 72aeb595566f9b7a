"""An order of units that hangs on where they lie and what they weigh, never on their names or rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gridplan.model.instance import Instance
from gridplan.planning.zoning.engine.problem import Ints

#: So many times units that look alike are told apart; beyond, their order in the file decides.
ROUNDS = 200


def in_standing_order(instance: Instance) -> Ints:
    """
    Order the units by place, then by weights; those that share both by the ranks of their neighbours.

    Parameters
    ----------
    instance
        The graph.

    Returns
    -------
    order
        Positions, shape (n,).
    """
    rank = _ranks(np.column_stack([instance.xy, instance.weights]))
    for _ in range(ROUNDS):
        alike = np.bincount(rank)[rank] > 1
        if not alike.any():
            break
        finer = _ranks(np.column_stack([rank, _told_by_neighbours(instance, rank, alike)]))
        rank = _one_apart(finer, alike) if finer.max() == rank.max() else finer
    return np.argsort(rank, kind="stable")


def _one_apart(rank: Ints, alike: NDArray[np.bool_]) -> Ints:
    """Set one of several units apart that not even their neighbours tell apart; whichever, the graph looks the same."""
    later = 2 * rank + 1
    later[np.flatnonzero(alike & (rank == rank[alike].min()))[0]] -= 1
    return _ranks(later[:, None])


def _told_by_neighbours(instance: Instance, rank: Ints, alike: NDArray[np.bool_]) -> Ints:
    """Tell units apart by the ranks of their neighbours, as a number; nought where nobody asks."""
    around: dict[int, list[int]] = {unit: [] for unit in np.flatnonzero(alike).tolist()}
    for a, b in instance.pairs[alike[instance.pairs].any(axis=1)].tolist():
        for unit, other in ((a, b), (b, a)):
            if unit in around:
                around[unit].append(int(rank[other]))
    keys = {unit: tuple(sorted(ranks)) for unit, ranks in around.items()}
    number = {key: place for place, key in enumerate(sorted(set(keys.values())))}
    told = np.zeros(len(rank), dtype=np.int64)
    told[list(keys)] = [number[key] for key in keys.values()]
    return told


def _ranks(rows: NDArray[Any]) -> Ints:
    """Rank rows from 0, like rows alike."""
    return np.asarray(np.unique(rows, axis=0, return_inverse=True)[1], dtype=np.int64).reshape(-1)
