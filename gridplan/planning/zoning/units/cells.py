"""Hexagonal cells, for areas of which nothing is known."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gridplan.model.words import UnitType
from gridplan.planning.zoning.units.faces import cut_faces, dissolve, face_borders
from gridplan.planning.zoning.units.ground import Ground
from gridplan.planning.zoning.units.merging import merge_small
from gridplan.planning.zoning.units.naming import number_units

#: A clipped hexagon below this share of a whole one joins a neighbour.
LEAST_SHARE = 0.3


def cells(ground: Ground) -> gpd.GeoDataFrame:
    """
    Lay hexagons over an area and clip them.

    Parameters
    ----------
    ground
        The area, and the width of a hexagon from side to side.

    Returns
    -------
    units
        Cells with ids such as `H0001` from north to south; small pieces at the border are merged.
    """
    faces = cut_faces(ground.area, _hexagon_sides(ground.area, ground.size_m))
    pairs, borders = face_borders(faces)
    whole = np.sqrt(3) / 2 * ground.size_m**2
    into = merge_small(shapely.area(faces), np.full(len(faces), LEAST_SHARE * whole), pairs, shapely.length(borders))
    return number_units(dissolve(faces, into), ground, UnitType.CELL, "H")


def _hexagon_sides(area: BaseGeometry, size_m: float) -> NDArray[np.object_]:
    """Draw three sides of every hexagon whose middle lies near the area; its neighbours draw the others."""
    west, south, east, north = shapely.bounds(area)
    side = size_m / np.sqrt(3)
    columns, rows = np.arange(-1, (east - west) / size_m + 2), np.arange(-1, (north - south) / (1.5 * side) + 2)
    column, row = (axis.ravel() for axis in np.meshgrid(columns, rows))
    middle = np.column_stack([west + (column + row % 2 / 2) * size_m, south + row * 1.5 * side])
    angles = np.pi / 6 + np.arange(4) * np.pi / 3
    corners = side * np.column_stack([np.cos(angles), np.sin(angles)])
    return np.asarray(shapely.linestrings(middle[:, None] + corners))
