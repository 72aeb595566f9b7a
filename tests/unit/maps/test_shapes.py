import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from gridplan.maps.shapes import coverage, line_steps, on_screen, polygon_steps, steps
from tests.town import CRS, EAST, NORTH


def _walk(chain):
    return np.cumsum(np.array(chain).reshape(-1, 2), axis=0) / 1e5


def _squares(n=3):
    boxes = [box(EAST + i * 1_000, NORTH, EAST + (i + 1) * 1_000, NORTH + 1_000) for i in range(n)]
    return gpd.GeoDataFrame(geometry=boxes, crs=CRS)


def test_steps_lead_along_the_line():
    line = LineString([(123.1, 29.5), (123.100011, 29.5), (123.2, 29.4)])
    assert np.allclose(_walk(steps(line)), shapely.get_coordinates(line), atol=5e-6)


def test_a_vertex_that_rounds_onto_the_one_before_is_dropped():
    line = LineString([(123.1, 29.5), (123.1000000001, 29.5), (123.2, 29.4)])
    assert len(steps(line)) == 4


def test_a_polygon_keeps_its_parts_and_holes():
    holed = Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(3, 3), (4, 3), (4, 4)]])
    parts = polygon_steps(MultiPolygon([holed, box(20, 20, 21, 21)]))
    assert [len(part) for part in parts] == [2, 1]


def test_an_empty_shape_gives_nothing():
    assert polygon_steps(Polygon()) == []
    assert line_steps(LineString()) == []


def test_neighbours_share_their_border_after_simplifying():
    shapes = coverage(_squares(), 50.0).to_numpy()
    assert shapely.intersection(shapes[0], shapes[1]).geom_type in {"LineString", "MultiLineString"}


def test_screen_shapes_are_in_degrees():
    west, south, east, north = on_screen(_squares(), 1.0).total_bounds
    assert 120 < west < east < 126
    assert 29 < south < north < 30
