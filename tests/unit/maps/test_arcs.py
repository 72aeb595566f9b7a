"""Borders that units share are sent once, and still close every unit."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from gridplan.maps.arcs import GRAIN, arcs, grain, wire

#: Three squares in a row, the last one with a hole that a fourth one fills.
ROW = [
    box(0, 0, 1, 1),
    box(1, 0, 2, 1),
    Polygon(box(2, 0, 3, 1).exterior, [box(2.4, 0.4, 2.6, 0.6).exterior]),
    box(2.4, 0.4, 2.6, 0.6),
]


def _found(shapes):
    return arcs(gpd.GeoSeries(shapes, crs=4326))


def _closed(found, unit):
    """Build a unit again from the arcs around it."""
    around = [LineString(places / GRAIN) for one, other, places in found if unit in {one, other}]
    return shapely.union_all(list(shapely.polygonize(around).geoms))


def test_every_border_is_drawn_once_with_both_its_sides():
    found = _found(ROW)
    assert {(a, b) for a, b, _ in found if b >= 0} == {(0, 1), (1, 2), (2, 3)}
    assert {a for a, b, _ in found if b < 0} == {0, 1, 2}
    drawn = sum(LineString(places / GRAIN).length for _, _, places in found)
    assert np.isclose(drawn, shapely.union_all([shape.boundary for shape in ROW]).length)


def test_the_arcs_around_a_unit_close_it():
    found = _found(ROW)
    for unit in (0, 1, 3):
        assert _closed(found, unit).equals(ROW[unit])
    assert _closed(found, 2).equals(box(2, 0, 3, 1))


def test_units_that_overlap_by_mistake_are_closed_as_well():
    shapes = [box(0, 0, 2, 2), box(1, 0, 3, 2), MultiPolygon([box(5, 5, 6, 6), box(8, 8, 9, 9)])]
    found = _found(shapes)
    for unit, shape in enumerate(shapes):
        assert _closed(found, unit).equals(shape)


def test_an_edge_that_three_have_keeps_a_side_for_each():
    shapes = [box(0, 0, 1, 1), box(1, 0, 2, 1), box(1, 0, 3, 1)]
    found = _found(shapes)
    for unit, shape in enumerate(shapes):
        assert _closed(found, unit).equals(shape)


def test_the_browser_walks_on_from_arc_to_arc():
    found = _found(ROW)
    sent = wire(found)
    walked = np.cumsum(np.array(sent["steps"]).reshape(-1, 2), axis=0)
    assert (walked == np.vstack([places for _, _, places in found])).all()
    assert sum(sent["n"]) == len(walked)
    assert sent["other"].count(-1) == sum(other < 0 for _, other, _ in found)


def test_nothing_has_no_borders():
    assert _found([]) == []
    assert wire([])["steps"] == []


def test_vertices_are_stated_to_a_tenth_of_what_is_drawn():
    assert grain(10.0) == GRAIN
    for wide in (20.0, 40.0, 50.0):
        assert wide / 11 < 111_000 / grain(wide) < wide / 9


def test_a_coarser_grain_keeps_who_borders_whom():
    shapes = gpd.GeoSeries([box(100.0 + i * 0.01, 30.0, 100.01 + i * 0.01, 30.01) for i in range(3)], crs=4326)
    pairs = [{(one, other) for one, other, _ in arcs(shapes, fine)} for fine in (GRAIN, grain(50.0))]
    assert pairs[0] == pairs[1]
