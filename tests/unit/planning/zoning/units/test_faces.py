import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, box

from gridplan.planning.zoning.units.faces import cut_faces, dissolve, face_borders, main_faces

AREA = box(0, 0, 100, 100)
CROSS = np.array([LineString([(-9, 50), (109, 50)]), LineString([(50, -9), (50, 109)])])


def test_lines_cut_an_area():
    faces = cut_faces(AREA, CROSS)
    assert shapely.area(faces).tolist() == [2_500] * 4
    assert shapely.coverage_is_valid(faces)


def test_faces_run_from_north_to_south():
    corners = shapely.bounds(cut_faces(AREA, CROSS))[:, :2]
    assert corners.tolist() == [[0, 50], [50, 50], [0, 0], [50, 0]]


def test_lines_that_end_inside_cut_nothing():
    assert len(cut_faces(AREA, np.array([LineString([(-9, 50), (60, 50)])]))) == 1


def test_no_lines_leave_the_area_whole():
    assert len(cut_faces(AREA, np.empty(0, dtype=object))) == 1


def test_holes_are_no_faces():
    ring = AREA.difference(box(40, 40, 60, 60))
    faces = cut_faces(ring, CROSS)
    assert shapely.area(faces).sum() == pytest.approx(ring.area)


def test_lines_that_miss_the_border_by_a_hair_still_cut():
    assert len(cut_faces(AREA, np.array([LineString([(1e-4, 50), (100 - 1e-4, 50)])]))) == 2


def test_islands_are_faces_too():
    assert len(cut_faces(MultiPolygon([AREA, box(200, 0, 210, 10)]), CROSS)) == 5


def test_corners_are_no_borders():
    pairs, borders = face_borders(cut_faces(AREA, CROSS))
    assert pairs.tolist() == [[0, 1], [0, 2], [1, 3], [2, 3]]
    assert shapely.length(borders).tolist() == [50] * 4


def test_faces_of_one_owner_are_joined_in_the_order_of_owners():
    faces = cut_faces(AREA, CROSS)
    joined = dissolve(faces, np.array([7, 7, 2, 9]))
    assert shapely.area(joined).tolist() == [2_500, 5_000, 2_500]
    assert joined[1].geom_type == "Polygon"


def test_what_lies_apart_from_the_largest_piece_is_not_main():
    faces = cut_faces(AREA, np.array([LineString([(x, -9), (x, 109)]) for x in (10, 40)]))
    pairs, _ = face_borders(faces)
    west, middle, east = np.argsort(shapely.bounds(faces)[:, 0])
    owner = np.zeros(3, dtype=np.int64)
    owner[middle] = 1
    main = main_faces(faces, owner, pairs)
    assert (bool(main[west]), bool(main[middle]), bool(main[east])) == (False, True, True)
