"""A special grid drawn by hand: snapped to the borders near it, trimmed to its branch and against its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from gridplan.errors import InfeasibleError
from gridplan.model.draft_steps import Deed, Special
from gridplan.model.words import GridType
from gridplan.planning.zoning.drawing.ground import Ground

#: Metres within which a drawn corner means the border beside it.
SNAP_M = 20.0
#: Square metres below which nothing worth a grid is left.
LEAST_M2 = 400.0
#: Metres to which corners are kept.
_FINE = 0.01


def draw_special(ground: Ground, ring: Sequence[tuple[float, float]], name: str, kind: GridType) -> Special:
    """
    Lay a special grid over the base grids.

    Parameters
    ----------
    ground
        The branch.
    ring
        Corners as drawn, in metres.
    name
        Its theme.
    kind
        What it is made of.

    Returns
    -------
    step
        The grid, snapped and trimmed; the largest piece where trimming leaves several.

    Raises
    ------
    InfeasibleError
        If it has no theme, goes around another one, or nothing of it lies free in the branch.
    """
    if not name.strip():
        raise InfeasibleError("a special grid needs a theme")
    shape = _trimmed(ground, ring)
    if shape.area < LEAST_M2:
        raise InfeasibleError("too little of what was drawn lies in the branch and outside of other special grids")
    corners = tuple((round(x, 2), round(y, 2)) for x, y in shapely.get_coordinates(shape.exterior).tolist())
    return Special(Deed.SPECIAL, ground.new_id("S"), name.strip(), str(kind), corners)


def erase_special(ground: Ground, grid_id: str) -> Special:
    """
    Take a special grid away.

    Parameters
    ----------
    ground
        The branch.
    grid_id
        The grid.

    Returns
    -------
    step
        The grid without a ring.

    Raises
    ------
    InfeasibleError
        If there is none of that id.
    """
    if grid_id not in ground.special.index[ground.special["branch_id"] == ground.branch_id]:
        raise InfeasibleError("unknown grid: {grids}", grids=grid_id)
    return Special(Deed.ERASE, grid_id)


def _trimmed(ground: Ground, ring: Sequence[tuple[float, float]]) -> shapely.Polygon:
    if len(set(ring)) < 3:  # noqa: PLR2004 # corners of an area
        raise InfeasibleError("an area needs three corners")
    about = shapely.buffer(shapely.convex_hull(shapely.MultiPoint(list(ring))), SNAP_M)
    near = ground.units[ground.units.intersects(about)]
    others = ground.special.geometry[ground.special.intersects(about)].to_numpy()
    borders = shapely.union_all(shapely.boundary([*near.geometry, *others]))
    corners = shapely.Polygon([_snapped(corner, borders) for corner in ring])
    # the border's own corners come between two that lie on it
    drawn = shapely.make_valid(shapely.snap(corners, borders, SNAP_M))
    area = shapely.union_all(near.geometry.to_numpy())
    kept = shapely.difference(shapely.intersection(drawn, area), shapely.union_all(others))
    return _largest(shapely.set_precision(kept, _FINE))


def _snapped(corner: tuple[float, float], borders: BaseGeometry) -> tuple[float, float]:
    """Bring a corner to the nearest corner of a border, else to the border, else leave it where it is."""
    here = shapely.Point(corner)
    for places in (shapely.MultiPoint(shapely.get_coordinates(borders)), borders):
        if not places.is_empty and here.distance(places) <= SNAP_M:
            on, _ = nearest_points(places, here)
            return on.x, on.y
    return corner


def _largest(shape: BaseGeometry) -> shapely.Polygon:
    """Take the largest piece; one with a hole in it would lie over what is in there."""
    pieces = [piece for piece in shapely.get_parts(shape) if isinstance(piece, shapely.Polygon)]
    largest = max(pieces, key=lambda piece: piece.area, default=shapely.Polygon())
    if any(shapely.Polygon(hole).area >= LEAST_M2 for hole in largest.interiors):
        raise InfeasibleError("what was drawn goes all around another special grid; draw it beside that")
    return shapely.Polygon(largest.exterior)
