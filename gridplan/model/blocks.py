"""The levels of grids: 1 is the area of a branch, 2 a block of it (片区), 3 a base grid."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd

AREA, BLOCK, BASE = 1, 2, 3
#: Columns of `Plan.blocks` beside the shape.
BLOCK_COLUMNS = ["level", "parent_id", "branch_id", "name", "owner_id"]


def blocks_table(crs: Any = None) -> gpd.GeoDataFrame:  # noqa: ANN401 # whatever pyproj takes
    """
    Make a table of blocks without rows.

    Parameters
    ----------
    crs
        CRS of the plan.

    Returns
    -------
    blocks
        Index `block_id`, columns `BLOCK_COLUMNS` and the shape.
    """
    index = pd.Index([], dtype=str, name="block_id")
    bare = pd.DataFrame({column: pd.Series(dtype=str) for column in BLOCK_COLUMNS}, index=index)
    return gpd.GeoDataFrame(bare.astype({"level": int}), geometry=[], crs=crs)
