"""Grids as a small picture in a page: SVG, no tiles, no script."""

from __future__ import annotations

from html import escape

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

WIDTH = 640.0
#: Outlines are simplified to this part of the picture's width.
_FINE = 1 / 1_000
#: An id is written into a grid that is so many square pixels; others are too small to read it.
_ROOM = 700.0


def grid_picture(shapes: gpd.GeoSeries) -> str:
    """
    Draw grids, with the ids of those that have room for it.

    Parameters
    ----------
    shapes
        Polygons in degrees by grid.

    Returns
    -------
    svg
        The picture; nothing where there is no grid.
    """
    drawn = shapes[~(shapes.is_empty | shapes.isna())]
    if drawn.empty:
        return ""
    west, south, east, north = drawn.total_bounds
    narrow = float(np.cos(np.radians((south + north) / 2)))
    scale = WIDTH / max((east - west) * narrow, 1e-9)
    flat = shapely.transform(
        drawn.to_numpy(), lambda at: (at - [west, north]) * [scale * narrow, -scale], include_z=False
    )
    simple = shapely.simplify(flat, WIDTH * _FINE)
    paths = "".join(f'<path d="{_outline(shape)}"/>' for shape in simple)
    middles = shapely.get_coordinates(shapely.point_on_surface(flat))
    names = "".join(
        f'<text x="{x:.1f}" y="{y:.1f}">{escape(str(name))}</text>'
        for name, (x, y), room in zip(drawn.index, middles, shapely.area(flat), strict=True)
        if room >= _ROOM
    )
    return f'<svg viewBox="-4 -4 {WIDTH + 8:.0f} {(north - south) * scale + 8:.0f}" role="img">{paths}{names}</svg>'


def _outline(shape: BaseGeometry) -> str:
    rings = shapely.get_rings(shapely.get_parts(shape))
    return "".join(f"M{' '.join(f'{x:.1f},{y:.1f}' for x, y in shapely.get_coordinates(ring))}Z" for ring in rings)
