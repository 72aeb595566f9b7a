"""The land nearest to each village point, within its town."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from gridplan.errors import GeometryError
from gridplan.planning.zoning.units.faces import cut_faces, dissolve, face_borders, main_faces
from gridplan.planning.zoning.units.ground import Ground
from gridplan.planning.zoning.units.merging import merge_small

#: A point outside its town is moved so far inside, in metres.
INSIDE_M = 1.0
#: Points at the same place are moved so far apart, in metres, and share its land.
APART_M = 0.01
#: A border between two pieces that both look for a unit counts this share of its length.
LAST_CHOICE = 0.001


def voronoi(ground: Ground) -> gpd.GeoDataFrame:
    """
    Give all land of a town to the nearest of its village points.

    A point whose town is not said, or not known, belongs to the town where it lies, or the nearest; one that lies
    outside its town is moved to the border. Points at one place share its land. Land of towns without any point, and
    land outside all towns, joins the neighbouring units. A piece that lies apart from the rest of its unit joins a
    neighbour of the same town.

    Parameters
    ----------
    ground
        The area with village points, and towns if there are any.

    Returns
    -------
    units
        Polygons with index and columns of the points; `town` is filled where towns are known.
    """
    points = ground.needed("points")
    town = _town_of(points, ground)
    towns = _towns(ground, town)
    at = towns.index.get_indexer(pd.Index(town))
    shapes = _land(ground, _places(points, towns.to_numpy()[at]), at, towns.to_numpy())
    filled = points if ground.towns is None else points.assign(town=town.astype(str))
    return gpd.GeoDataFrame(filled.set_geometry(gpd.GeoSeries(shapes, index=points.index, crs=ground.crs)))


def _town_of(points: gpd.GeoDataFrame, ground: Ground) -> NDArray[np.object_]:
    lies_in = ground.town_at(points.geometry.to_numpy())
    if ground.towns is None or "town" not in points:
        return lies_in
    return np.where(points["town"].isin(ground.towns.index), points["town"].astype(object), lies_in)


def _towns(ground: Ground, used: NDArray[np.object_]) -> gpd.GeoSeries:
    """Take the towns that have points, as far as they lie in the area; without towns the area is one."""
    if ground.towns is None or ground.towns.empty:
        return gpd.GeoSeries([ground.area], index=[""], crs=ground.crs)
    towns = ground.towns.geometry.sort_index()
    towns = towns[towns.index.isin(used)]
    inside = shapely.intersection(shapely.make_valid(towns.to_numpy()), ground.area)
    return gpd.GeoSeries(_disjoint(inside), index=towns.index, crs=ground.crs)


def _disjoint(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Leave land that several towns claim to the first of them."""
    claims: dict[int, list[int]] = {}
    for later, earlier in shapely.STRtree(shapes).query(shapes, "intersects").T.tolist():
        if earlier < later:
            claims.setdefault(later, []).append(earlier)
    apart = shapes.copy()
    for later, earlier in claims.items():
        apart[later] = shapely.difference(shapes[later], shapely.union_all(shapes[earlier]))
    return apart


def _places(points: gpd.GeoDataFrame, towns: NDArray[np.object_]) -> NDArray[np.float64]:
    """Move points into their towns, and apart where two are at one place; there the ids decide."""
    inner = shapely.buffer(towns, -INSIDE_M)
    inner = np.where(shapely.is_empty(inner), towns, inner)
    ways = shapely.shortest_line(inner, shapely.centroid(points.geometry.to_numpy()))
    xy = shapely.get_coordinates(shapely.get_point(ways, 0))
    table = pd.DataFrame(xy, columns=["x", "y"]).round(2).assign(id=points.index.astype(str))
    rank = table.sort_values("id").groupby(["x", "y"]).cumcount().sort_index()
    xy[:, 0] += APART_M * rank.to_numpy()
    return xy


def _land(
    ground: Ground, xy: NDArray[np.float64], town: NDArray[np.int64], towns: NDArray[np.object_]
) -> NDArray[np.object_]:
    rest = shapely.difference(ground.area, shapely.union_all(towns))
    lines = [_between(xy[town == k], shape) for k, shape in enumerate(towns)]
    faces = cut_faces(ground.area, np.array([*lines, *shapely.boundary(towns), _between(xy, rest)]))
    face_town, owner = _owners(faces, xy, town, towns)
    pairs, borders = face_borders(faces)
    loose = (face_town < 0) | ~main_faces(faces, owner, pairs)
    near, kin = shapely.length(borders), face_town[pairs]
    near[loose[pairs].all(axis=1)] *= LAST_CHOICE
    allowed = (kin[:, 0] == kin[:, 1]) | (kin < 0).any(axis=1)
    into = merge_small(shapely.area(faces), np.where(loose, np.inf, 0.0), pairs[allowed], near[allowed])
    return dissolve(faces, _nearest_owned(faces, owner[into], len(xy)))


def _between(xy: NDArray[np.float64], area: BaseGeometry) -> BaseGeometry:
    """Draw the lines halfway between points, within an area."""
    edges = shapely.voronoi_polygons(shapely.MultiPoint(xy), extend_to=area, only_edges=True)
    return shapely.intersection(edges, area)


def _owners(
    faces: NDArray[np.object_], xy: NDArray[np.float64], town: NDArray[np.int64], towns: NDArray[np.object_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the town of each face (-1 outside all), and its nearest point; outside every face is its own owner."""
    inside = shapely.point_on_surface(faces)
    face, of = shapely.STRtree(towns).query(inside, "intersects")
    face_town = np.full(len(faces), -1, dtype=np.int64)
    face_town[face[::-1]] = of[::-1]
    owner = len(xy) + np.arange(len(faces))
    middle = shapely.get_coordinates(inside)
    for k in range(len(towns)):
        points, here = np.flatnonzero(town == k), face_town == k
        owner[here] = points[cKDTree(xy[points]).query(middle[here])[1]]
    return face_town, owner


def _nearest_owned(faces: NDArray[np.object_], owner: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Give what lies alone, such as an island without a point, to the nearest unit."""
    owned, alone = np.flatnonzero(owner < n), np.flatnonzero(owner >= n)
    if len(np.unique(owner[owned])) < n:
        raise GeometryError("village points that lie on top of each other leave no land for one another")
    owner = owner.copy()
    owner[alone] = owner[owned[shapely.STRtree(faces[owned]).nearest(faces[alone])]]
    return owner
