"""Orders by place, so that no result hangs on names or on the order of rows."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

#: Coordinates are compared to the millimetre.
DIGITS = 3


def from_north(shapes: NDArray[np.object_]) -> NDArray[np.intp]:
    """
    Order shapes from north to south, then from west to east.

    Parameters
    ----------
    shapes
        Geometries in a metric CRS.

    Returns
    -------
    order
        Positions, such that `shapes[order]` runs from the northernmost centroid to the southernmost.
    """
    centres = shapely.centroid(shapes)
    x, y = shapely.get_x(centres).round(DIGITS), shapely.get_y(centres).round(DIGITS)
    return np.lexsort((shapely.length(shapes), shapely.area(shapes), x, -y))


def from_north_west(xy: NDArray[np.float64]) -> NDArray[np.intp]:
    """
    Order places from north-west to south-east, as one reads a map from corner to corner.

    Parameters
    ----------
    xy
        Coordinates in metres, shape (n, 2).

    Returns
    -------
    order
        Positions, such that `xy[order]` runs from the north-western corner to the south-eastern one.
    """
    x, y = xy.T.round(DIGITS)
    return np.lexsort((x, (x - y).round(DIGITS)))
