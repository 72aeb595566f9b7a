"""Bring shapes from the work CRS to the screen: simplified, in WGS84, as whole hundred-thousandths of a degree."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

#: Whole units a degree: five digits, about 1 m, less than a pixel of the nearest zoom but one.
PER_DEGREE = 100_000
WGS84 = 4326

Steps = list[int]
Shape = list[list[Steps]]


def coverage(table: gpd.GeoDataFrame, tolerance_m: float) -> gpd.GeoSeries:
    """
    Simplify polygons that share borders, so that they still share them, and give them in WGS84.

    Parameters
    ----------
    table
        Polygons in a metric CRS.
    tolerance_m
        Roughly the width of the detail that is dropped, in metres.

    Returns
    -------
    shapes
        Polygons in WGS84, same index.
    """
    simple = shapely.coverage_simplify(table.geometry.to_numpy(), tolerance_m)
    return gpd.GeoSeries(simple, index=table.index, crs=table.crs).to_crs(WGS84)


def on_screen(table: gpd.GeoDataFrame, tolerance_m: float) -> gpd.GeoSeries:
    """
    Simplify shapes one by one and give them in WGS84.

    Parameters
    ----------
    table
        Any shapes in a metric CRS.
    tolerance_m
        Largest move of a vertex, in metres.

    Returns
    -------
    shapes
        Shapes in WGS84, same index.
    """
    return table.geometry.simplify(tolerance_m).to_crs(WGS84)


def hundred_thousandths(coordinates: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """
    Round degrees to whole hundred-thousandths of a degree.

    Parameters
    ----------
    coordinates
        Longitudes and latitudes, shape (n, 2).

    Returns
    -------
    whole
        The same as integers.
    """
    return np.rint(coordinates[:, :2] * PER_DEGREE).astype(np.int64)


def steps(line: BaseGeometry) -> Steps:
    """
    Write a line or a ring as its first vertex and the steps from each vertex to the next.

    Parameters
    ----------
    line
        A LineString or a ring in WGS84.

    Returns
    -------
    steps
        Longitude and latitude by turns, in hundred-thousandths of a degree.
    """
    whole = hundred_thousandths(shapely.get_coordinates(line))
    moves = np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    kept = np.append(True, moves[1:].any(axis=1))
    flat: Steps = moves[kept].ravel().tolist()
    return flat


def polygon_steps(shape: BaseGeometry) -> Shape:
    """
    Write a polygon of any number of parts as rings of steps.

    Parameters
    ----------
    shape
        A polygon in WGS84.

    Returns
    -------
    parts
        A list of parts, each a list of rings, the outer one first.
    """
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty]
    return [[steps(ring) for ring in (part.exterior, *part.interiors)] for part in parts]


def line_steps(shape: BaseGeometry) -> list[Steps]:
    """
    Write lines of any number of parts as steps.

    Parameters
    ----------
    shape
        A line, or a polygon whose rings are meant, in WGS84.

    Returns
    -------
    lines
        One list of steps a part.
    """
    lines = shape.boundary if "Polygon" in shape.geom_type else shape
    return [steps(part) for part in shapely.get_parts(lines) if "Line" in part.geom_type and not part.is_empty]


def steps_of(shapes: gpd.GeoSeries) -> list[Steps]:
    """
    Write the lines of a whole table as steps.

    Parameters
    ----------
    shapes
        Lines, or polygons whose rings are meant, in WGS84.

    Returns
    -------
    lines
        One list of steps a part.
    """
    return [line for shape in shapes if shape is not None for line in line_steps(shape)]
