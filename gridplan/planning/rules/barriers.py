"""Barriers that run through a shape without a crossing nearby."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gridplan.model.plan import Layers
from gridplan.model.words import BarrierKind

#: A barrier so near to the rim of a shape is its border, in metres.
RIM_M = 30.0
#: Half the width that a barrier is cut out with, in metres.
CUT_M = 0.5


def closed_barriers(shapes: gpd.GeoSeries, layers: Layers, *, crossing_m: float, part_share: float) -> pd.Series:
    """
    Find shapes that a barrier parts.

    Parameters
    ----------
    shapes
        Polygons in a metric CRS.
    layers
        Barriers, which must be known, and crossings; same CRS.
    crossing_m
        A crossing so near to the barrier inside the shape opens it, in metres.
    part_share
        Parts of less than this share of the shape don't count.

    Returns
    -------
    kinds
        Kind of the barrier (`BarrierKind`) by shape; shapes that none parts are left out.
    """
    barriers, found = layers.barriers, dict[object, BarrierKind]()
    if barriers is None:
        return pd.Series(found, dtype=object)
    for kind in sorted(barriers["kind"].astype(str).unique()):
        line = shapely.union_all(barriers.geometry[barriers["kind"] == kind].to_numpy())
        for at in _parted(shapes.to_numpy(), line, _crossings(kind, layers.crossings), crossing_m, part_share):
            found.setdefault(shapes.index[at], BarrierKind(kind))
    return pd.Series(found, dtype=object)


def _crossings(kind: str, crossings: gpd.GeoDataFrame | None) -> NDArray[np.object_]:
    """Take the crossings of a kind, and those that cross whatever they lie on."""
    if crossings is None or crossings.empty:
        return np.empty(0, dtype=object)
    words = crossings["kind"].astype(str)
    return np.asarray(crossings.geometry[(words == kind) | ~words.isin(list(BarrierKind))].to_numpy())


def _parted(
    shapes: NDArray[np.object_], line: BaseGeometry, crossings: NDArray[np.object_], crossing_m: float, share: float
) -> Iterator[int]:
    for at in np.flatnonzero(shapely.intersects(shapes, line)):
        inside = shapely.intersection(shapely.buffer(shapes[at], -RIM_M), line)
        if inside.is_empty or (len(crossings) and shapely.distance(crossings, inside).min() <= crossing_m):
            continue
        through = shapely.intersection(shapely.buffer(shapes[at], RIM_M), line)
        parts = shapely.get_parts(shapely.difference(shapes[at], shapely.buffer(through, CUT_M)))
        if (shapely.area(parts) > share * shapes[at].area).sum() > 1:
            yield int(at)
