"""A square lattice over a place, and the shape in which its figures stay below a limit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from contourpy import FillType, contour_generator
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]
#: About so many points a lattice has; closer than `LEAST_M` metres they never stand.
POINTS, LEAST_M = 40_000, 60.0
#: Where no way leads the figure is taken for so many times the limit, so that a line can be drawn before it.
FAR = 4.0


@dataclass(frozen=True)
class Lattice:
    """
    Points at equal distances over a rectangle.

    Attributes
    ----------
    x, y
        Eastings of the columns and northings of the rows, in metres.
    """

    x: Floats
    y: Floats

    @property
    def points(self) -> Floats:
        """
        List the points row by row.

        Returns
        -------
        points
            Shape (rows x columns, 2).
        """
        x, y = np.meshgrid(self.x, self.y)
        return np.column_stack([x.ravel(), y.ravel()])

    def below(self, figures: Floats, limit: float) -> BaseGeometry:
        """
        Draw where figures stay below a limit, straight between the points (marching squares).

        Parameters
        ----------
        figures
            One a point, row by row; may be infinite.
        limit
            The limit, above 0.

        Returns
        -------
        shape
            A polygon of any number of parts; empty where all is above.
        """
        known = np.minimum(figures, FAR * limit).reshape(len(self.y), len(self.x))
        lines = contour_generator(self.x, self.y, known, fill_type=FillType.OuterOffset)
        filled: Any = lines.filled(-np.inf, limit)  # its type covers every fill type
        parts = [_polygon(ring, cut) for ring, cut in zip(*filled, strict=True)]
        return shapely.union_all(shapely.make_valid(np.array(parts, dtype=object)))


def lattice_over(bounds: Floats) -> Lattice:
    """
    Lay a lattice over a rectangle.

    Parameters
    ----------
    bounds
        West, south, east, north in metres.

    Returns
    -------
    lattice
        The lattice, reaching one step beyond the rectangle.
    """
    west, south, east, north = (float(side) for side in bounds)
    area = max((east - west) * (north - south), 1.0)
    step = max(LEAST_M, float(np.sqrt(area / POINTS)))
    return Lattice(np.arange(west - step, east + 2 * step, step), np.arange(south - step, north + 2 * step, step))


def _polygon(points: Floats, offsets: NDArray[np.uint32]) -> BaseGeometry:
    shell, *holes = [points[start:end] for start, end in pairwise(offsets)]
    polygon: BaseGeometry = shapely.Polygon(shell, holes)
    return polygon
