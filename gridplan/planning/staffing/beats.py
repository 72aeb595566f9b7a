"""The part of a branch's area that one officer works, his beat, so that his grids lie side by side."""

from __future__ import annotations

import warnings

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2

#: Clusterings tried; the tightest one is taken.
STARTS = 20
Floats = NDArray[np.float64]


def beat_travel_h(
    grids: gpd.GeoDataFrame,
    officers: pd.DataFrame,
    *,
    visit_days: pd.Series,
    metres_an_hour: float,
    previous: pd.Series | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """
    Estimate the hours a year on the way between the middle of each officer's beat and each grid.

    The grids of a branch are clustered into as many beats as there are officers (k-means, weighted by hours). An
    officer who has owned grids before keeps the beat around them; the others take the remaining beats from west to
    east in the order of the table.

    Parameters
    ----------
    grids
        Polygons of one branch's base grids with `workload_h`, in a metric CRS.
    officers
        Officers of that branch.
    visit_days
        Days a year on which a grid is visited.
    metres_an_hour
        How fast one gets on.
    previous
        Owner by grid so far.
    seed
        Seed of the clustering.

    Returns
    -------
    travel_h
        Grids in rows, officers in columns.
    """
    xy = grids.geometry.centroid.get_coordinates().to_numpy()
    beats = _beats(xy, grids["workload_h"].to_numpy(dtype=float), len(officers), seed)
    middles = _taken(beats, officers.index, _former(xy, grids.index, officers.index, previous))
    off = np.hypot(xy[:, None, 0] - middles[None, :, 0], xy[:, None, 1] - middles[None, :, 1])
    hours = off / metres_an_hour * 2 * visit_days.to_numpy(dtype=float)[:, None]
    return pd.DataFrame(hours, index=grids.index, columns=officers.index)


def _beats(xy: Floats, weight: Floats, number: int, seed: int) -> Floats:
    """Middles of the beats from west to east; fewer grids than officers share a middle."""
    order = np.lexsort(xy.T)
    points = np.repeat(xy[order], np.maximum(1, np.ceil(10 * weight[order] / weight.max())).astype(int), axis=0)
    rng = np.random.default_rng(seed)
    with warnings.catch_warnings():
        # an empty cluster keeps its first place
        warnings.simplefilter("ignore", UserWarning)
        tries = [kmeans2(points, min(number, len(xy)), minit="++", rng=rng) for _ in range(STARTS)]
    best = min(tries, key=lambda found: float(((points - found[0][found[1]]) ** 2).sum()))[0]
    west_to_east = best[np.lexsort(best.T[::-1])]
    return np.resize(west_to_east, (number, 2))


def _former(xy: Floats, grids: pd.Index, officers: pd.Index, previous: pd.Series | None) -> dict[int, Floats]:
    if previous is None:
        return {}
    owner = officers.get_indexer(pd.Index(previous.reindex(grids)))
    return {int(o): xy[owner == o].mean(axis=0) for o in np.unique(owner[owner >= 0])}


def _taken(beats: Floats, officers: pd.Index, former: dict[int, Floats]) -> Floats:
    left = list(range(len(beats)))
    middles = np.empty((len(officers), 2))
    for officer, place in former.items():
        middles[officer] = place
        left.remove(min(left, key=lambda beat: float(np.hypot(*(beats[beat] - place)))))
    for officer in range(len(officers)):
        if officer not in former:
            middles[officer] = beats[left.pop(0)]
    return middles
