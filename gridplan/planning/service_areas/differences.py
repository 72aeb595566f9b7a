"""Where circle and road disagree, where no branch reaches by road, and where circles overlap."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

#: Pieces smaller than this are the corners of the drawing, not places.
LEAST_M2 = 2_500.0


def differences(areas: gpd.GeoDataFrame, place: BaseGeometry) -> gpd.GeoDataFrame:
    """
    Hold the areas of the two models against each other, inside the place.

    Parameters
    ----------
    areas
        Columns `branch_id`, `model` (`radius`, `road_time`), one polygon a branch and model, in a metric CRS.
    place
        Outline of the county.

    Returns
    -------
    differences
        Columns `branch_id`, `kind`: `circle_only` and `road_only` a branch; `gap` (no branch reaches it by road) and
        `overlap` (two circles or more) for the whole place, `branch_id` empty.
    """
    circles, roads = (_of(areas, model) for model in ("radius", "road_time"))
    rows = [(branch, "circle_only", shapely.difference(circles[branch], roads[branch])) for branch in circles]
    rows += [(branch, "road_only", shapely.difference(roads[branch], circles[branch])) for branch in circles]
    rows += [("", "gap", shapely.difference(place, shapely.union_all(list(roads.values()))))]
    rows += [("", "overlap", shared(list(circles.values())))]
    kept = [(branch, kind, _places(shapely.intersection(shape, place))) for branch, kind, shape in rows]
    table = {"branch_id": [row[0] for row in kept], "kind": [row[1] for row in kept]}
    drawn = gpd.GeoDataFrame(table, geometry=[row[2] for row in kept], crs=areas.crs)
    return drawn[~drawn.is_empty].reset_index(drop=True)


def shared(shapes: list[BaseGeometry]) -> BaseGeometry:
    """
    Draw what lies in two shapes or more.

    Parameters
    ----------
    shapes
        Polygons.

    Returns
    -------
    shape
        A polygon of any number of parts, perhaps empty.
    """
    every = np.array(shapes, dtype=object)
    one, other = shapely.STRtree(every).query(every, predicate="intersects")
    once = one < other
    return shapely.union_all(shapely.intersection(every[one[once]], every[other[once]]))


def _of(areas: gpd.GeoDataFrame, model: str) -> dict[str, BaseGeometry]:
    rows = areas[areas["model"] == model]
    return dict(zip(rows["branch_id"], shapely.make_valid(rows.geometry.to_numpy()), strict=True))


def _places(shape: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shape)
    wide = (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & (shapely.area(parts) >= LEAST_M2)
    places: BaseGeometry = shapely.multipolygons(parts[wide])
    return places
