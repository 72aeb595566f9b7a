"""What an import changes: rows that are new, other than before, or gone."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gridplan.model.inputs import Inputs

COLUMNS = ("table", "new_n", "changed_n", "gone_n", "same_n")
#: Places that differ by less are the same: a file holds no more digits.
_DEGREES = 1e-6


def count_changes(names: Sequence[str], stored: Inputs | None, coming: Inputs) -> pd.DataFrame:
    """
    Count the rows that an import changes.

    Parameters
    ----------
    names
        Tables that the files hold.
    stored
        The county as it is; None before the first import.
    coming
        The county as it will be.

    Returns
    -------
    changes
        A row a table; columns `COLUMNS`.
    """
    rows = [
        (name, *_counts(None if stored is None else getattr(stored, name), getattr(coming, name))) for name in names
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _counts(old: pd.DataFrame | None, new: pd.DataFrame) -> tuple[int, int, int, int]:
    if old is None:
        return len(new), 0, 0, 0
    both = new.index.intersection(old.index)
    changed = int(_differs(old.loc[both], new.loc[both]).sum())
    return len(new) - len(both), changed, len(old) - len(both), len(both) - changed


def _differs(old: pd.DataFrame, new: pd.DataFrame) -> NDArray[np.bool_]:
    differs = np.zeros(len(new), dtype=bool)
    for column in [c for c in new.columns if c in old.columns and c != "geometry"]:
        one, other = old[column].astype(object), new[column].astype(object)
        differs |= ((one != other) & ~(one.isna() & other.isna())).to_numpy()
    if isinstance(new, gpd.GeoDataFrame) and isinstance(old, gpd.GeoDataFrame):
        differs |= ~_alike(old.geometry, new.geometry)
    return differs


def _alike(old: gpd.GeoSeries, new: gpd.GeoSeries) -> NDArray[np.bool_]:
    one, other = old.to_crs(4326).to_numpy(), new.to_crs(4326).to_numpy()
    nowhere = [shapely.is_missing(shapes) | shapely.is_empty(shapes) for shapes in (one, other)]
    alike: NDArray[np.bool_] = shapely.equals_exact(one, other, _DEGREES) | (nowhere[0] & nowhere[1])
    return alike
