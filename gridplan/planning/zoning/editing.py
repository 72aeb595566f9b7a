"""Changes that a branch head makes by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.graph import connected_parts, uncut_pairs


def move_units(units: gpd.GeoDataFrame, adjacency: pd.DataFrame, moves: Mapping[str, str]) -> gpd.GeoDataFrame:
    """
    Give units to other grids.

    A grid may fall apart by it; the rules will say so.

    Parameters
    ----------
    units
        Units with `grid_id`.
    adjacency
        Neighbours; names the grids into which one that would be emptied can be merged.
    moves
        Grid id by unit id.

    Returns
    -------
    units
        The same rows with `grid_id` changed.

    Raises
    ------
    InfeasibleError
        If a unit or a grid is unknown, or a grid would be left without units.
    """
    _refuse_unknown("unit", set(moves) - set(units.index))
    _refuse_unknown("grid", set(moves.values()) - set(units["grid_id"]))
    moved = units.assign(grid_id=units["grid_id"].where(~units.index.isin(list(moves)), units.index.map(moves)))
    for grid in sorted(set(units["grid_id"]) - set(moved["grid_id"])):
        others = ", ".join(neighbouring_grids(units, adjacency, grid)) or "none"
        raise InfeasibleError(f"grid {grid} would be left without units; merge it into a neighbour: {others}")
    return moved


def merge_grids(units: gpd.GeoDataFrame, grids: Collection[str], into: str) -> gpd.GeoDataFrame:
    """
    Give all units of some grids to another one.

    Parameters
    ----------
    units
        Units with `grid_id`.
    grids
        Grids that end.
    into
        The grid that takes their units.

    Returns
    -------
    units
        The same rows with `grid_id` changed.

    Raises
    ------
    InfeasibleError
        If a grid is unknown.
    """
    _refuse_unknown("grid", {*grids, into} - set(units["grid_id"]))
    return units.assign(grid_id=units["grid_id"].where(~units["grid_id"].isin(list(grids)), into))


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


def _refuse_unknown(what: str, ids: Collection[str]) -> None:
    if ids:
        raise InfeasibleError(f"unknown {what}: {', '.join(sorted(map(str, ids)))}")
