"""Give units to another grid, one by one or by the brush; and merge whole grids."""

from __future__ import annotations

from collections.abc import Collection

from gridplan.errors import InfeasibleError
from gridplan.model.draft_steps import Assign, Deed
from gridplan.planning.zoning.drawing.ground import Ground


def move(ground: Ground, units: Collection[str], grid_id: str) -> Assign:
    """
    Give units to a grid.

    Parameters
    ----------
    ground
        The branch.
    units
        What the brush went over; units of other branches, of locked grids, and those that are there already stay.
    grid_id
        The grid.

    Returns
    -------
    step
        The units that move; a grid that loses all of its units ends.

    Raises
    ------
    InfeasibleError
        If the grid is unknown or locked, or nothing is left to move.
    """
    ground.require_grids([grid_id])
    free = ground.free
    moved = free.index[free.index.isin(list(units)) & (free["grid_id"] != grid_id)]
    if moved.empty:
        told = "none of these units can go to {grid}: they are locked, there already, or elsewhere"
        raise InfeasibleError(told, grid=grid_id)
    return Assign(Deed.MOVE, dict.fromkeys(map(str, moved), grid_id))


def merge(ground: Ground, grids: Collection[str], into: str) -> Assign:
    """
    Give all units of some grids to another one.

    Parameters
    ----------
    ground
        The branch.
    grids
        Grids that end.
    into
        The grid that takes their units.

    Returns
    -------
    step
        The units that move.

    Raises
    ------
    InfeasibleError
        If a grid is unknown or locked, or would be merged into itself.
    """
    ground.require_grids({*grids, into})
    if not set(grids) - {into}:
        raise InfeasibleError("grid {grid} can't be merged into itself", grid=into)
    ended = ground.units.index[ground.units["grid_id"].isin(list(grids)) & (ground.units["grid_id"] != into)]
    return Assign(Deed.MERGE, dict.fromkeys(map(str, ended), into))
