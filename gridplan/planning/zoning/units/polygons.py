"""Given polygons, mended so that they fit edge to edge."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.errors import GeometryError
from gridplan.planning.zoning.order import from_north
from gridplan.planning.zoning.units.faces import cut_faces, dissolve, face_borders
from gridplan.planning.zoning.units.ground import Ground
from gridplan.planning.zoning.units.merging import merge_small

#: Share of the area up to which gaps, and land outside, may be taken for rounding.
ROUNDING = 1e-9


def polygons(ground: Ground) -> gpd.GeoDataFrame:
    """
    Mend polygons so that they cover an area without gap or overlap.

    Polygons that do so already are returned as they are. Else they are clipped to the area; land that several of
    them claim goes to the smallest, land that none claims to the neighbour with the longest border.

    Parameters
    ----------
    ground
        The area with polygons.

    Returns
    -------
    units
        Valid polygons with index and columns of those given; polygons that have no land of their own in the area are
        left out.
    """
    given = ground.needed("polygons")
    shapes = shapely.make_valid(given.geometry.to_numpy())
    if _fits(shapes, ground):
        return given.set_geometry(gpd.GeoSeries(shapes, index=given.index, crs=ground.crs))
    faces = cut_faces(ground.area, shapely.boundary(shapes))
    owner = _claimants(faces, shapes)
    pairs, borders = face_borders(faces)
    into = merge_small(shapely.area(faces), np.where(owner < 0, np.inf, 0.0), pairs, shapely.length(borders))
    owner = _nearest_owned(faces, owner[into])
    kept = given.iloc[np.unique(owner)]
    return kept.set_geometry(gpd.GeoSeries(dissolve(faces, owner), index=kept.index, crs=ground.crs))


def _fits(shapes: NDArray[np.object_], ground: Ground) -> bool:
    if not shapely.coverage_is_valid(shapes):
        return False
    whole, area = shapely.coverage_union_all(shapes), ground.area
    return bool(shapely.symmetric_difference(whole, area).area <= ROUNDING * area.area)


def _claimants(faces: NDArray[np.object_], shapes: NDArray[np.object_]) -> NDArray[np.int64]:
    """Find the smallest polygon around each face, -1 where there is none."""
    order = from_north(shapes)
    order = order[np.argsort(shapely.area(shapes[order]).round(3), kind="stable")]
    face, claimant = shapely.STRtree(shapes[order]).query(shapely.point_on_surface(faces), "intersects")
    rank = np.full(len(faces), len(shapes))
    np.minimum.at(rank, face, claimant)
    return np.asarray(np.append(order, -1)[rank], dtype=np.int64)


def _nearest_owned(faces: NDArray[np.object_], owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give what lies alone, such as an island that nobody claims, to the nearest unit."""
    owned, alone = np.flatnonzero(owner >= 0), np.flatnonzero(owner < 0)
    if not len(owned):
        raise GeometryError("none of the polygons lies in the area")
    owner = owner.copy()
    owner[alone] = owner[owned[shapely.STRtree(faces[owned]).nearest(faces[alone])]]
    return owner
