"""
Shapes drawn freely by somebody who sees totals only: they snap to blocks of whole units with k households at least.

The difference of two drawn totals is then a sum of whole blocks, so that no two shapes tell of fewer than k households.
Give the block as one more margin to `aggregates.suppress` where the units are shown, too.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

#: More shapes a day than a person draws at work; the caller counts and audits them.
DRAWS_A_DAY = 50
_HALF = 0.5


def unit_blocks(units: gpd.GeoDataFrame, households: pd.Series, *, k: int) -> pd.Series:
    """
    Join units with few households to their nearest neighbours.

    Parameters
    ----------
    units
        Polygons in a metric CRS, indexed by `unit_id`.
    households
        Households of each unit.
    k
        The smallest number of households of a block that is not empty.

    Returns
    -------
    blocks
        Block of each unit, named by one of its units.
    """
    places = shapely.get_coordinates(units.geometry.centroid)
    blocks = np.arange(len(units))
    counts = households.reindex(units.index).fillna(0).to_numpy(float)
    while (small := _smallest(blocks, counts, k)) is not None:
        inside = blocks == small
        if inside.all():
            break
        blocks[inside] = blocks[_nearest(places, inside)]
    return pd.Series(units.index.to_numpy()[blocks], index=units.index, name="block_id")


def drawn_units(shape: shapely.Geometry, units: gpd.GeoDataFrame, blocks: pd.Series) -> list[str]:
    """
    Snap a drawn shape to whole blocks.

    Parameters
    ----------
    shape
        What was drawn, in the CRS of the units.
    units
        Polygons in a metric CRS, indexed by `unit_id`.
    blocks
        Block of each unit, from `unit_blocks`.

    Returns
    -------
    unit_ids
        Units of all blocks that lie in the shape by more than half of their area.
    """
    inside = pd.Series(shapely.area(shapely.intersection(units.geometry.to_numpy(), shape)), units.index)
    share = inside.groupby(blocks).sum() / units.geometry.area.groupby(blocks).sum()
    return list(blocks.index[blocks.map(share > _HALF)])


def _smallest(blocks: NDArray[np.intp], counts: NDArray[np.float64], k: int) -> int | None:
    sums = np.bincount(blocks, counts)
    small = np.flatnonzero((sums > 0) & (sums < k))
    return int(small[sums[small].argmin()]) if len(small) else None


def _nearest(places: NDArray[np.float64], inside: NDArray[np.bool_]) -> int:
    """Find the unit outside that lies nearest to the middle of those inside."""
    away = np.hypot(*(places - places[inside].mean(axis=0)).T)
    away[inside] = np.inf
    return int(away.argmin())
