"""Whose is which unit: every basic unit gets one branch, and no scrap of a branch lies in another's area."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from gridplan.planning.service_areas.ways import Floats, StraightWays, Ways

#: Rounds of handing over pieces that do not hang together; each round leaves fewer of them.
ROUNDS = 30


def allocate(
    points: gpd.GeoDataFrame,
    branches: gpd.GeoDataFrame,
    ways: Ways,
    fallback: StraightWays,
    adjacency: pd.DataFrame,
) -> pd.Series:
    """
    Give every unit to the branch that reaches it soonest; scraps go to the branch next door.

    A scrap is a piece of a branch's area that no open border joins to the rest of it and that is too light for a
    grid of its own. Heavier pieces stay: a branch may well serve both banks of a river.

    Parameters
    ----------
    points
        One point a unit, indexed by `unit_id`, in a metric CRS, with `households`, and `branch_id` where the bank
        has said it (kept as it is), else empty.
    branches
        Branch points, same CRS, indexed by `branch_id`, with `hh_min`, the least households of a grid.
    ways
        Road network, or what stands in for it.
    fallback
        Decides for units that no road reaches.
    adjacency
        Neighbours with `unit_a`, `unit_b`, `cut`.

    Returns
    -------
    branch_id
        One branch a unit, index of `points`.
    """
    minutes = _minutes(points, branches, ways, fallback)
    said = branches.index.get_indexer(pd.Index(points["branch_id"]))
    own = np.where(said >= 0, said, minutes.argmin(axis=0))
    pairs = _open_pairs(points.index, adjacency)
    weight, least = points["households"].to_numpy(dtype=float), branches["hh_min"].to_numpy(dtype=float)
    for _ in range(ROUNDS):
        stray = _stray(own, pairs, minutes, weight, least) & (said < 0)
        target = _next_door(own, pairs, minutes, stray)
        if not (target >= 0).any():
            break
        own = np.where(target >= 0, target, own)
    return pd.Series(branches.index.to_numpy(dtype=object)[own], index=points.index, name="branch_id").astype(str)


def _minutes(points: gpd.GeoDataFrame, branches: gpd.GeoDataFrame, ways: Ways, fallback: StraightWays) -> Floats:
    sources, targets = (table.get_coordinates().to_numpy() for table in (branches, points))
    by_road = ways.costs(sources, targets, by="minutes")
    nowhere = ~np.isfinite(by_road).any(axis=0)
    return np.where(nowhere, fallback.costs(sources, targets, by="minutes"), by_road)


def _open_pairs(units: pd.Index, adjacency: pd.DataFrame) -> NDArray[np.intp]:
    passable = adjacency[~adjacency["cut"].astype(bool)]
    return np.column_stack([units.get_indexer(pd.Index(passable[side])) for side in ("unit_a", "unit_b")])


def _stray(
    own: NDArray[np.intp], pairs: NDArray[np.intp], minutes: Floats, weight: Floats, least: Floats
) -> NDArray[np.bool_]:
    """Find units in light pieces without the unit of their branch that is soonest reached."""
    same = pairs[own[pairs[:, 0]] == own[pairs[:, 1]]]
    n = len(own)
    graph = coo_array((np.ones(len(same)), (same[:, 0], same[:, 1])), shape=(n, n))
    piece = connected_components(graph, directed=False)[1]
    order = np.argsort(minutes[own, np.arange(n)], kind="stable")
    main = np.full(minutes.shape[0], -1)
    first = order[np.unique(own[order], return_index=True)[1]]
    main[own[first]] = piece[first]
    light = np.bincount(piece, weight)[piece] < least[own]
    return np.asarray((piece != main[own]) & light)


def _next_door(
    own: NDArray[np.intp], pairs: NDArray[np.intp], minutes: Floats, stray: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """Of the branches across an open border, name the one that reaches a stray unit soonest; -1 for none."""
    both = np.vstack([pairs, pairs[:, ::-1]])
    both = both[stray[both[:, 0]] & ~stray[both[:, 1]] & (own[both[:, 0]] != own[both[:, 1]])]
    target = np.full(len(own), -1)
    cost = minutes[own[both[:, 1]], both[:, 0]]
    for place in np.argsort(-cost, kind="stable"):
        target[both[place, 0]] = own[both[place, 1]]
    return target
