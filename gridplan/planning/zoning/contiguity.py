"""Which grids hang together, and which border on each other."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.planning.zoning.graph import connected_parts, uncut_pairs


def contiguous_parts(units: gpd.GeoDataFrame, adjacency: pd.DataFrame) -> pd.Series:
    """
    Count the parts of each grid that hang together over uncut borders.

    Parameters
    ----------
    units
        Units with `grid_id`.
    adjacency
        Neighbours.

    Returns
    -------
    parts
        Number of parts by `grid_id`, in sorted order; 1 for a grid in one piece.
    """
    grid = units["grid_id"].to_numpy()
    pairs = uncut_pairs(adjacency, units.index)
    within = pairs[grid[pairs[:, 0]] == grid[pairs[:, 1]]]
    part = pd.Series(connected_parts(len(units), within), index=units["grid_id"])
    return part.groupby(level="grid_id").nunique().rename("parts")


def of_units(adjacency: pd.DataFrame, units: pd.Index) -> pd.DataFrame:
    """
    Keep the neighbours among some units.

    Parameters
    ----------
    adjacency
        Neighbours.
    units
        Ids of units.

    Returns
    -------
    pairs
        Rows of which both sides are among them.
    """
    return adjacency[adjacency["unit_a"].isin(units) & adjacency["unit_b"].isin(units)]


def neighbouring_grids(units: gpd.GeoDataFrame, adjacency: pd.DataFrame, grid_id: str) -> list[str]:
    """
    Name the grids that border on one with nothing between.

    Parameters
    ----------
    units
        Units with `grid_id`.
    adjacency
        Neighbours.
    grid_id
        The grid.

    Returns
    -------
    grids
        Ids in sorted order.
    """
    grid = units["grid_id"].to_numpy()
    ends = grid[uncut_pairs(adjacency, units.index)]
    both = np.vstack([ends, ends[:, ::-1]])
    return sorted(set(both[both[:, 0] == grid_id, 1]) - {grid_id})
