"""A graph to be cut into grids, read from a file and looked at entry by entry; the format stands in docs/solve.md."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gridplan.model.instance import Instance, Metric, Objective
from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.instances.document import read_document
from gridplan.storage.instances.entries import GREATEST, Entries

#: A grid may leave the mean by so much; more is no limit.
LOOSEST = 1e6
_GLOBE = ((-180.0, 180.0), (-90.0, 90.0))


def read_instance(path: Path) -> Instance:
    """
    Read a graph, its weights and its limits.

    Parameters
    ----------
    path
        A JSON file, as it is or packed with gzip.

    Returns
    -------
    instance
        Sound as far as each entry goes; whether a plan is possible is for the engine to say.

    Raises
    ------
    RefusedError
        With a finding for each entry that is wrong.
    """
    entries = Entries(read_document(path), path.name)
    metric = Metric(entries.word("metric", tuple(Metric)))
    objective = Objective(entries.word("objective", tuple(Objective)))
    xy = _places(entries, metric)
    weights = _weights(entries, len(xy))
    pairs = _pairs(entries, len(xy))
    grids = _grids(entries, len(xy))
    limits = _limits(entries, weights, grids)
    if entries.findings:
        raise RefusedError(*entries.findings)
    name = str(entries.document.get("name", path.name.partition(".")[0]))
    return Instance(name, xy, pairs, weights, limits, grids, objective, metric)


def _places(entries: Entries, metric: Metric) -> NDArray[np.float64]:
    xy = entries.table("xy", 2, -GREATEST, GREATEST)
    if "xy" in entries.document and not len(xy):
        entries.blame("INST_COUNT", "xy", found=0, wanted=">= 1")
    if "n" in entries.document and entries.whole("n", entries.document["n"], 0, len(xy)) != len(xy):
        entries.blame("INST_COUNT", "xy", found=len(xy), wanted=entries.document["n"])
    if metric is Metric.HAVERSINE_KM:
        for column, (least, most) in enumerate(_GLOBE):
            for row in np.flatnonzero((xy[:, column] < least) | (xy[:, column] > most)).tolist():
                entries.number(f"xy[{row}][{column}]", float(xy[row, column]), least, most)
    return xy


def _weights(entries: Entries, n: int) -> NDArray[np.float64]:
    weights = entries.table("weights", None, 0.0, GREATEST)
    if "weights" in entries.document and len(weights) != n:
        entries.blame("INST_COUNT", "weights", found=len(weights), wanted=n)
    for column in np.flatnonzero(weights.sum(axis=0) == 0).tolist():
        entries.blame("INST_NOUGHT", f"weights[*][{column}]")
    return weights


def _pairs(entries: Entries, n: int) -> NDArray[np.int64]:
    pairs = []
    for at, edge in enumerate(entries.listed("edges")):
        if not isinstance(edge, list) or len(edge) != 2:  # noqa: PLR2004 # an edge has two ends
            entries.blame("INST_ROW", f"edges[{at}]", value=edge, wanted=2)
            continue
        a, b = (entries.whole(f"edges[{at}][{end}]", unit, 0, n - 1) for end, unit in enumerate(edge))
        if edge[0] == edge[1]:
            entries.blame("INST_SELF", f"edges[{at}]", value=edge[0])
        pairs.append((min(a, b), max(a, b)))
    return np.unique(np.array(pairs, dtype=np.int64).reshape(-1, 2), axis=0)


def _grids(entries: Entries, n: int) -> int:
    if "p" in entries.document:
        return entries.whole("p", entries.document["p"], 1, max(n, 1))
    entries.blame("INST_KEY", "p")
    return 1


def _limits(entries: Entries, weights: NDArray[np.float64], grids: int) -> NDArray[np.float64]:
    if ("tolerance" in entries.document) == ("bounds" in entries.document):
        entries.blame("INST_LIMITS", "tolerance")
        return np.empty((2, 0))
    columns = weights.shape[1]
    if "bounds" in entries.document:
        return _bounds(entries, columns)
    told = entries.document["tolerance"]
    told = told if isinstance(told, list) else [told] * columns
    _as_many(entries, "tolerance", len(told), columns)
    share = [entries.number(f"tolerance[{at}]", value, 0.0, LOOSEST) for at, value in enumerate(told)]
    if len(share) != columns:
        return np.empty((2, 0))
    mean = weights.sum(axis=0) / grids
    return np.array([mean * (1 - np.array(share)), mean * (1 + np.array(share))])


def _bounds(entries: Entries, columns: int) -> NDArray[np.float64]:
    bounds = entries.table("bounds", 2, -GREATEST, GREATEST)
    _as_many(entries, "bounds", len(bounds), columns)
    for at in np.flatnonzero(bounds[:, 0] > bounds[:, 1]).tolist():
        entries.blame("INST_ORDER", f"bounds[{at}]", low=bounds[at, 0], high=bounds[at, 1])
    return bounds.T


def _as_many(entries: Entries, key: str, found: int, wanted: int) -> None:
    if found != wanted:
        entries.blame("INST_COUNT", key, found=found, wanted=wanted)
