"""Polygons out of a labelled mesh: borders run halfway between points of different labels."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import Voronoi, cKDTree

from gridplan.qinghe.mesh import Mesh
from gridplan.qinghe.routes import as_lines, relax

Ints = NDArray[np.int64]
Lines = NDArray[np.object_]


def polygons(mesh: Mesh, labels: Ints) -> NDArray[np.object_]:
    """
    Draw one polygon a label; together they cover the labelled land without gap or overlap.

    Parameters
    ----------
    mesh
        The mesh.
    labels
        Label of every point from 0, without holes in the numbering; -1 outside.

    Returns
    -------
    polygons
        Polygon of each label.
    """
    cells = Voronoi(mesh.xy)
    differ = labels[cells.ridge_points[:, 0]] != labels[cells.ridge_points[:, 1]]
    ridges = np.asarray(cells.ridge_vertices)[differ]
    degree = np.bincount(ridges.ravel(), minlength=len(cells.vertices))
    beside = cKDTree(mesh.xy).query(cells.vertices)[1]
    smooth = relax(cells.vertices, ridges, (degree != 2) | (mesh.town[beside] >= 0))
    faces = shapely.get_parts(shapely.polygonize(as_lines(smooth, ridges)))
    inner = shapely.get_coordinates(shapely.point_on_surface(faces))
    label = labels[cKDTree(mesh.xy).query(inner)[1]]
    return np.array(_of_one_piece(faces, label), dtype=object)


def _of_one_piece(faces: Lines, label: Ints) -> list[shapely.Geometry]:
    """Join faces to labels; a piece that lies apart from the rest of its label goes to its longest neighbour."""
    order = np.lexsort([-shapely.area(faces), label])
    order = order[label[order] >= 0]
    main = order[np.unique(label[order], return_index=True)[1]]
    pieces = [[face] for face in faces[main]]
    for stray in np.setdiff1d(order, main):
        shared = shapely.length(shapely.intersection(faces[main], faces[stray]))
        pieces[int(np.argmax(shared))].append(faces[stray])
    return [shapely.coverage_union_all(piece) for piece in pieces]
