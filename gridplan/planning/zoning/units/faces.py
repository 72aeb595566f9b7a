"""Faces: the pieces into which lines cut an area; they fit edge to edge, vertex on vertex."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gridplan.planning.zoning.graph import connected_parts
from gridplan.planning.zoning.order import from_north

#: Vertices are moved to a lattice as fine as this, in metres, so that lines meet where they are meant to.
LATTICE_M = 0.001


def cut_faces(area: BaseGeometry, lines: NDArray[np.object_]) -> NDArray[np.object_]:
    """
    Cut an area along lines.

    Parameters
    ----------
    area
        Polygon or multipolygon in a metric CRS.
    lines
        Lines; what lies outside the area or ends inside without meeting another line cuts nothing.

    Returns
    -------
    faces
        Polygons that cover the area and do not overlap, from north to south.
    """
    near = lines[shapely.intersects(lines, area)] if len(lines) else lines
    edges = shapely.union_all([shapely.boundary(area), *near], grid_size=LATTICE_M)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(edges)))
    shapely.prepare(area)
    faces = faces[shapely.intersects(area, shapely.point_on_surface(faces))]
    return np.asarray(faces[from_north(faces)])


def face_borders(faces: NDArray[np.object_]) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """
    Find which faces share a border.

    Parameters
    ----------
    faces
        Polygons that fit edge to edge.

    Returns
    -------
    pairs
        Positions of neighbours, shape (m, 2), first before second.
    borders
        Lines, shape (m,).
    """
    pairs = shapely.STRtree(faces).query(faces, "intersects").T
    pairs = pairs[pairs[:, 0] < pairs[:, 1]].astype(np.int64)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    outlines = shapely.boundary(faces)
    borders = shapely.intersection(outlines[pairs[:, 0]], outlines[pairs[:, 1]])
    shared = shapely.length(borders) > 0
    return pairs[shared], borders[shared]


def dissolve(faces: NDArray[np.object_], owner: NDArray[np.int64]) -> NDArray[np.object_]:
    """
    Join the faces of each owner.

    Parameters
    ----------
    faces
        Polygons that fit edge to edge.
    owner
        Number of the owner of each face.

    Returns
    -------
    shapes
        One shape an owner, in the order of their numbers.
    """
    order = np.argsort(owner, kind="stable")
    starts = np.flatnonzero(np.diff(owner[order], prepend=-1))[1:]
    return np.array([shapely.coverage_union_all(part) for part in np.split(faces[order], starts)], dtype=object)


def main_faces(faces: NDArray[np.object_], owner: NDArray[np.int64], pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """
    Mark the faces of each owner that hang together with its largest piece.

    Parameters
    ----------
    faces
        Polygons that fit edge to edge.
    owner
        Number of the owner of each face.
    pairs
        Neighbours, shape (m, 2).

    Returns
    -------
    main
        False for what lies apart.
    """
    part = connected_parts(len(faces), pairs[owner[pairs[:, 0]] == owner[pairs[:, 1]]])
    area = np.bincount(part, shapely.area(faces))[part]
    order = np.lexsort((part, -area, owner))
    first = order[np.unique(owner[order], return_index=True)[1]]
    return np.isin(part, part[first])
