"""A map's frame on a sheet: what ground it shows, and where each place of it lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from gridplan.storage.exports.print.pen import Points

#: Shapes are simplified to this many millimetres on the sheet; nobody sees it.
_FINE = 0.06
#: Ground around what is shown, as a part of it.
_AROUND = 0.04
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class MapFrame:
    """
    A part of a sheet that shows a part of the ground.

    Attributes
    ----------
    box
        Left, top, right, bottom on the sheet, millimetres.
    west, north
        Ground of the upper left corner, metres.
    scale
        Millimetres on the sheet a metre of ground.
    """

    box: Box
    west: float
    north: float
    scale: float

    @classmethod
    def around(cls, bounds: Box, box: Box) -> MapFrame:
        """
        Fit ground into a box.

        Parameters
        ----------
        bounds
            West, south, east, north of what is to be shown, metres.
        box
            Left, top, right, bottom on the sheet, millimetres.

        Returns
        -------
        frame
            All of it in the middle, with some ground around.
        """
        west, south, east, north = bounds
        wide, high = max(east - west, 1.0) * (1 + 2 * _AROUND), max(north - south, 1.0) * (1 + 2 * _AROUND)
        left, top, right, bottom = box
        scale = min((right - left) / wide, (bottom - top) / high)
        middle = ((west + east) / 2, (south + north) / 2)
        return cls(box, middle[0] - (right - left) / 2 / scale, middle[1] + (bottom - top) / 2 / scale, scale)

    @property
    def ground(self) -> Box:
        """
        Tell what ground is shown.

        Returns
        -------
        bounds
            West, south, east, north, metres.
        """
        left, top, right, bottom = self.box
        east = self.west + (right - left) / self.scale
        return (self.west, self.north - (bottom - top) / self.scale, east, self.north)

    def at(self, places: Points) -> Points:
        """
        Place ground on the sheet.

        Parameters
        ----------
        places
            Easting and northing, metres, shape (n, 2).

        Returns
        -------
        points
            Millimetres on the sheet, shape (n, 2).
        """
        left, top, _, _ = self.box
        placed: Points = (places - [self.west, self.north]) * [self.scale, -self.scale] + [left, top]
        return placed

    def parts(self, layer: gpd.GeoSeries) -> Iterator[tuple[object, BaseGeometry]]:
        """
        Take what is seen of a layer, simplified and cut at the frame.

        Parameters
        ----------
        layer
            Shapes, metres.

        Yields
        ------
        name, part
            Name of the shape in its index, and one polygon, line or point of it.
        """
        kept = layer[self._near(shapely.bounds(layer.to_numpy()))]
        cut = shapely.clip_by_rect(shapely.simplify(kept.to_numpy(), _FINE / self.scale), *self.ground)
        parts, of = shapely.get_parts(cut, return_index=True)
        for part, place in zip(parts, of, strict=True):
            if not part.is_empty:
                yield kept.index[place], part

    def holds(self, x: float, y: float) -> bool:
        """
        Tell whether a point of the sheet lies in the frame.

        Parameters
        ----------
        x, y
            Millimetres.

        Returns
        -------
        held
            Whether it does.
        """
        left, top, right, bottom = self.box
        return left < x < right and top < y < bottom

    def _near(self, bounds: Points) -> npt.NDArray[np.bool_]:
        """Find shapes that may be seen; empty ones have no bounds and are not."""
        west, south, east, north = self.ground
        near: npt.NDArray[np.bool_] = (
            (bounds[:, 0] <= east) & (bounds[:, 2] >= west) & (bounds[:, 1] <= north) & (bounds[:, 3] >= south)
        )
        return near

    def rings(self, polygon: BaseGeometry) -> list[Points]:
        """
        Place the rings of a polygon on the sheet.

        Parameters
        ----------
        polygon
            One polygon, metres.

        Returns
        -------
        rings
            Its outline and its holes.
        """
        return [self.at(np.asarray(shapely.get_coordinates(ring))) for ring in shapely.get_rings(polygon)]
