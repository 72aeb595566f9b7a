import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import Delaunay

from gridplan.qinghe.borders import polygons
from gridplan.qinghe.mesh import Mesh


def mesh_of(seed):
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, 5_000, (600, 2))
    corners = Delaunay(xy).simplices
    edges = np.unique(np.sort(np.vstack([corners[:, :2], corners[:, 1:]]), axis=1), axis=0)
    inside = (np.abs(xy - 2_500) < 1_900).all(axis=1)
    zeros = np.zeros(len(xy))
    return Mesh(xy, zeros, inside, np.full(len(xy), -1), edges, np.zeros(len(edges), dtype=int))


@given(st.integers(0, 2**32 - 1))
def test_labels_become_polygons_that_cover_the_land(seed):
    mesh = mesh_of(seed)
    west = mesh.xy[:, 0] < 2_500
    labels = np.where(mesh.inside, np.where(west, 0, 1) + 2 * (mesh.xy[:, 1] < 2_500), -1)
    drawn = polygons(mesh, labels)
    assert len(drawn) == 4
    assert shapely.coverage_is_valid(drawn)
    assert set(shapely.get_type_id(drawn)) <= {shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON}


def test_a_piece_apart_falls_to_its_neighbour():
    mesh = mesh_of(8)
    labels = np.where(mesh.inside, (mesh.xy[:, 0] > 2_500).astype(int), -1)
    lost = np.argmin(np.hypot(*(mesh.xy - (1_000, 2_500)).T))
    labels[lost] = 1
    drawn = polygons(mesh, labels)
    assert set(shapely.get_type_id(drawn)) <= {shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON}
    assert drawn[0].contains(shapely.Point(mesh.xy[lost]))
    assert shapely.coverage_is_valid(drawn)
