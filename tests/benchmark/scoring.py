"""One measure for the plans of everybody: in one piece, balanced, compact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

EARTH_KM = 6371.0
ROUNDING = 1e-9


class Score(NamedTuple):
    """
    What a plan is worth; distances to the unit of a grid from which they add up to least.

    `broken` grids are in several pieces; `imbalance` is the largest |load / mean - 1|; `moment` counts the first
    weight by squared distance, `pmedian` distances, `diameter` is the longest distance within a grid.
    """

    grids: int
    broken: int
    imbalance: float
    feasible: bool
    diameter: float
    pmedian: float
    moment: float


def score(instance: Mapping[str, Any], labels: Sequence[int]) -> Score:
    """Score a plan of an instance as `gridplan solve partition` reads it."""
    xy, weights = (np.asarray(instance[key], dtype=float) for key in ("xy", "weights"))
    label = np.unique(np.asarray(labels), return_inverse=True)[1]
    if label.shape != (len(xy),):
        raise ValueError(f"{label.shape} labels for {len(xy)} units")
    grids = int(label.max()) + 1
    load = np.stack([np.bincount(label, column, grids) for column in weights.T], axis=1)
    mean = weights.sum(axis=0) / instance["p"]
    low, high = _limits(instance, mean)
    slack = ROUNDING * mean
    balanced = bool(((load >= low - slack) & (load <= high + slack)).all())
    broken = _broken(np.asarray(instance["edges"], dtype=int).reshape(-1, 2), label)
    shapes = np.array([_shape(xy[label == k], weights[label == k, 0], instance["metric"]) for k in range(grids)])
    whole = grids == instance["p"] and broken == 0
    diameter, pmedian, moment = shapes[:, 0].max(), shapes[:, 1].sum(), shapes[:, 2].sum()
    worst = float(np.abs(load / mean - 1).max())
    return Score(grids, broken, worst, whole and balanced, float(diameter), float(pmedian), float(moment))


def _limits(instance: Mapping[str, Any], mean: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    if "bounds" in instance:
        low, high = np.asarray(instance["bounds"], dtype=float).T
        return low, high
    share = np.asarray(instance["tolerance"], dtype=float)
    return mean * (1 - share), mean * (1 + share)


def _broken(edges: np.ndarray, label: np.ndarray) -> int:
    inside = edges[label[edges[:, 0]] == label[edges[:, 1]]]
    graph = coo_array((np.ones(len(inside)), (inside[:, 0], inside[:, 1])), shape=(len(label), len(label)))
    piece = connected_components(graph, directed=False)[1]
    pieces = np.unique(np.column_stack([label, piece]), axis=0)[:, 0]
    return int((np.bincount(pieces) > 1).sum())


def _shape(xy: np.ndarray, weight: np.ndarray, metric: str) -> tuple[float, float, float]:
    ways = _ways(xy, metric)
    return ways.max(), ways.sum(axis=0).min(), (weight[:, None] * ways**2).sum(axis=0).min()


def _ways(xy: np.ndarray, metric: str) -> np.ndarray:
    if metric == "euclid":
        return np.hypot(*(xy[:, None] - xy).transpose(2, 0, 1))
    longitude, latitude = np.radians(xy).T
    across = np.cos(latitude)[:, None] * np.cos(latitude) * np.sin((longitude[:, None] - longitude) / 2) ** 2
    half = np.sin((latitude[:, None] - latitude) / 2) ** 2 + across
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
