"""Street blocks: what roads, rivers and railways enclose."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.model.words import UnitType
from gridplan.planning.zoning.units.faces import cut_faces, dissolve, face_borders
from gridplan.planning.zoning.units.ground import Ground
from gridplan.planning.zoning.units.merging import merge_small
from gridplan.planning.zoning.units.naming import number_units

#: A block joins a neighbour below this share of a square of `size_m`, or if it is no wider than this, in metres.
LEAST_SHARE, LEAST_WIDTH_M = 0.01, 12.0
#: A border along a barrier counts this share of its length when a small block looks for a neighbour.
OVER_A_BARRIER = 0.01


def blocks(ground: Ground) -> gpd.GeoDataFrame:
    """
    Cut an area along roads and barriers.

    Parameters
    ----------
    ground
        The area with roads, barriers or both.

    Returns
    -------
    units
        Street blocks with ids such as `S0001` from north to south. Blocks below a hundredth of `size_m` squared, and
        the strips between two carriageways, join the neighbour with the longest border, over a barrier only if there
        is no other; large ones stay.
    """
    barriers = _lines(ground.barriers)
    faces = cut_faces(ground.area, np.concatenate([_lines(ground.roads), barriers]))
    pairs, borders = face_borders(faces)
    along = shapely.length(borders)
    middles = shapely.line_interpolate_point(shapely.line_merge(borders), 0.5, normalized=True)
    walled = shapely.STRtree(barriers).query(middles, "dwithin", 1.0)[0]
    along[np.unique(walled)] *= OVER_A_BARRIER
    area = shapely.area(faces)
    width = 2 * area / shapely.length(faces)
    enough = np.where(width < LEAST_WIDTH_M, np.inf, LEAST_SHARE * ground.size_m**2)
    return number_units(dissolve(faces, merge_small(area, enough, pairs, along)), ground, UnitType.STREET_SEGMENT, "S")


def _lines(table: gpd.GeoDataFrame | None) -> NDArray[np.object_]:
    return np.empty(0, dtype=object) if table is None else table.geometry.to_numpy()
