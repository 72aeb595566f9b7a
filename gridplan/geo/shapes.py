"""How compact a shape is."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray


def polsby_popper(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """
    Compare the area of shapes with that of a circle of the same perimeter.

    `4 pi A / P^2` (Polsby and Popper 1991, The third criterion, Yale Law & Policy Review 9, 301-353).

    Parameters
    ----------
    shapes
        Polygons in a metric CRS, shape (n,).

    Returns
    -------
    compactness
        1 for a circle, 0.785 for a square, towards 0 for a ribbon; 0 for a shape without area.
    """
    around = shapely.length(shapes)
    area = 4 * np.pi * shapely.area(shapes)
    return np.divide(area, around**2, out=np.zeros(len(around)), where=around > 0)
