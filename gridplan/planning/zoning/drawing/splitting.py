"""Split a grid by a drawn line: each unit goes to the side that most of it lies on."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.ops import split as split_by

from gridplan.errors import InfeasibleError
from gridplan.model.draft_steps import Assign, Deed
from gridplan.planning.zoning.drawing.ground import Ground

Line = Sequence[tuple[float, float]]


def split(ground: Ground, line: Line, grid_id: str = "") -> Assign:
    """
    Split a grid in two, or in more where the line crosses itself.

    Parameters
    ----------
    ground
        The branch.
    line
        Corners in metres; its ends are drawn on straight until they leave the grid.
    grid_id
        The grid; by default the free one that most of the line lies in.

    Returns
    -------
    step
        The units that leave; the side with the most work keeps the id.

    Raises
    ------
    InfeasibleError
        If the line is none, the grid is locked, or all its units lie on one side.
    """
    if len(set(line)) < 2:  # noqa: PLR2004 # ends of a line
        raise InfeasibleError("a line needs two different ends")
    grid = grid_id or _crossed(ground, shapely.LineString(line))
    ground.require_grids([grid])
    units = ground.units[ground.units["grid_id"] == grid]
    side = _sides(units, line)
    work = units["workload_h"].groupby(side).sum()
    if len(work) < 2:  # noqa: PLR2004 # sides of a line
        raise InfeasibleError("all units of {grid} lie on one side of the line; draw it between them", grid=grid)
    fresh: dict[int, str] = {}
    for number in work.sort_values(kind="stable").index[:-1]:
        fresh[int(number)] = ground.new_id(taken=fresh.values())
    return Assign(
        Deed.SPLIT, {str(u): fresh[int(s)] for u, s in zip(units.index, side, strict=True) if int(s) in fresh}
    )


def _crossed(ground: Ground, line: shapely.LineString) -> str:
    free = ground.free
    inside = shapely.length(shapely.intersection(free.geometry.to_numpy(), line))
    lengths = free.assign(inside=inside).groupby("grid_id")["inside"].sum()
    if lengths.empty or lengths.max() <= 0:
        raise InfeasibleError("the line crosses no grid that can be split")
    return str(lengths.idxmax())


def _sides(units: gpd.GeoDataFrame, line: Line) -> NDArray[np.int64]:
    """Tell by number on which side of the line most of each unit lies."""
    shapes = units.geometry.to_numpy()
    x0, y0, x1, y1 = shapely.total_bounds(shapes)
    reach = float(np.hypot(x1 - x0, y1 - y0)) + 1.0
    frame = shapely.box(x0 - reach, y0 - reach, x1 + reach, y1 + reach)
    pieces = list(split_by(frame, shapely.LineString(_drawn_on(line, 9 * reach))).geoms)
    shared = [shapely.area(shapely.intersection(shapes, piece)) for piece in pieces]
    return np.asarray(np.argmax(shared, axis=0))


def _drawn_on(line: Line, far: float) -> NDArray[np.float64]:
    """Draw both ends on straight."""
    at = np.asarray(line, dtype=float)
    at = at[np.r_[True, (np.diff(at, axis=0) != 0).any(axis=1)]]
    head, tail = at[0] - at[1], at[-1] - at[-2]
    first = at[0] + head / np.hypot(*head) * far
    last = at[-1] + tail / np.hypot(*tail) * far
    return np.vstack([first, at, last])
