"""Which grid of one version is which of the other, and where units went that are no more."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

#: What a shared unit and a shared id count beside households.
_UNIT, _SAME_ID = 1e-3, 5e-4
#: Stands behind the id of a grid that ended, where another grid bears that id now.
ENDED = "†"


def grid_names(before: pd.Series, after: pd.Series, households: pd.Series) -> dict[str, str]:
    """
    Find the grids that live on, maybe under another id: as many households as can be keep theirs.

    Parameters
    ----------
    before, after
        Grid by unit in both versions.
    households
        Households by unit.

    Returns
    -------
    names
        Id in the later version by id in the earlier one; a grid that ended keeps its id, marked where that is taken.
    """
    both = before.index.intersection(after.index)
    pairs = pd.DataFrame({"one": before.reindex(both), "other": after.reindex(both), "n": households.reindex(both)})
    shared = (pairs["n"] + _UNIT).groupby([pairs["one"], pairs["other"]]).sum().unstack().fillna(0.0)
    same = shared.index.to_numpy()[:, None] == shared.columns.to_numpy()[None, :]
    worth = shared.to_numpy() + _SAME_ID * same
    rows, columns = linear_sum_assignment(worth, maximize=True)
    found = {
        str(shared.index[r]): str(shared.columns[c])
        for r, c in zip(rows, columns, strict=True)
        if shared.to_numpy()[r, c] > 0
    }
    taken = set(after)
    ended = {str(grid) for grid in before.unique()} - set(found)
    return found | {grid: grid + ENDED if grid in taken else grid for grid in ended}


def heirs(units: gpd.GeoDataFrame, others: gpd.GeoDataFrame) -> dict[str, str]:
    """
    Tell in which unit of the other version most of a unit lies.

    Parameters
    ----------
    units
        Units that the other version doesn't have.
    others
        Units of the other version.

    Returns
    -------
    heirs
        Unit of the other version by unit; a unit that lies outside all of them has none.
    """
    there = others.to_crs(units.crs) if len(units) else others
    found: dict[str, str] = {}
    for unit, shape in units.geometry.items():
        near = there.iloc[there.sindex.query(shape, predicate="intersects")]
        shared = near.intersection(shape).area
        if len(shared) and shared.max() > 0:
            found[str(unit)] = str(near.index[int(np.argmax(shared))])
    return found
