import numpy as np
import pytest
import shapely
from shapely.geometry import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box

from gridplan.errors import GeometryError
from gridplan.geo.edges import edges_of

RING = box(0, 0, 9, 9).difference(box(3, 3, 6, 6))
TWINS = MultiPolygon([box(0, 0, 1, 1), box(5, 5, 6, 6)])


def test_holes_and_parts_give_edges_and_parts_know_their_polygon():
    edges = edges_of(np.array([RING, TWINS]))
    assert edges.owner.tolist() == [0, 1, 1]
    assert edges.first.tolist() == [0, 8, 12, 16]


def test_the_edges_are_the_borders():
    edges = edges_of(np.array([RING]))
    drawn = shapely.union_all(shapely.linestrings(edges.ends.reshape(-1, 2, 2)))
    assert drawn.equals(RING.boundary)


def test_missing_and_empty_polygons_have_no_part():
    edges = edges_of(np.array([None, Polygon(), MultiPolygon(), TWINS]))
    assert edges.owner.tolist() == [3, 3]
    assert len(edges_of(np.array([None, Polygon()])).ends) == 0


@pytest.mark.parametrize("shape", [Point(0, 0), LineString([(0, 0), (1, 1)]), GeometryCollection([RING, Point(0, 0)])])
def test_anything_but_a_polygon_is_refused(shape):
    with pytest.raises(GeometryError, match="position 1"):
        edges_of(np.array([RING, shape]))
