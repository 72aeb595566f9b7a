"""Which units are neighbours, and between which of them something stands that can't be crossed."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gridplan.planning.zoning.borders import shared_borders
from gridplan.planning.zoning.cuts import cut_by
from gridplan.planning.zoning.order import from_north


def adjacency(
    units: gpd.GeoDataFrame,
    barriers: gpd.GeoDataFrame | None = None,
    crossings: gpd.GeoDataFrame | None = None,
    *,
    min_border_m: float = 20.0,
    people: gpd.GeoDataFrame | None = None,
) -> pd.DataFrame:
    """
    List the neighbours of a county and say which of them a barrier keeps apart.

    Two units are neighbours if they share a border of at least `min_border_m`; gaps and overlaps of up to half a
    metre between their polygons don't matter.

    Each kind of barrier (rivers, railways, motorways, ridges) cuts a pair by itself, in two cases. The barrier is
    the border: at least 60 % of the border lies within 30 m of it. Or the barrier runs through the units: it parts
    them, the part of each where most people live, else the largest, is its home (parts that a crossing joins count
    as one), and of the border less than `min_border_m` touches the homes of both, so that the way leads over the
    barrier. A crossing of that barrier within 300 m of the border opens the pair again. So a river without a bridge
    cuts and one with a bridge doesn't; a ridge is crossed by its passes.

    Parameters
    ----------
    units
        Polygons in a metric CRS; the index holds the ids.
    barriers
        Lines with `kind` and `name`; same CRS.
    crossings
        Points with `kind`: that of the barrier which it crosses, or any other word (such as bridge) where it crosses
        whatever it lies on. Same CRS.
    min_border_m
        Shortest shared border that makes two units neighbours, in metres.
    people
        Points where people live, with `households_n` where one stands for several; they say on which side of a
        barrier a unit is at home. Same CRS.

    Returns
    -------
    adjacency
        One row a pair: `unit_a`, `unit_b` (ids; the first lies north of the second, or west at the same height),
        `border_m`, `cut` (bool) and `barrier` (kind and name of what cuts, else empty). The rows run from north to
        south; neither the order of the units nor their ids matter.
    """
    shapes = units.geometry.to_numpy()
    order = from_north(shapes)
    shapes, ids = shapely.make_valid(shapes[order]), units.index[order]
    pairs, borders = shared_borders(shapes, min_border_m)
    barrier = np.full(len(pairs), "", dtype=object)
    if barriers is not None and len(barriers) and len(pairs):
        barrier = cut_by(shapes, pairs, borders, barriers, crossings, min_border_m, people)
    return pd.DataFrame(
        {
            "unit_a": ids[pairs[:, 0]],
            "unit_b": ids[pairs[:, 1]],
            "border_m": shapely.length(borders),
            "cut": barrier != "",
            "barrier": pd.Series(barrier, dtype=str),
        }
    )
