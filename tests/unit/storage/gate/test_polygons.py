import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from gridplan.storage.gate.origin import Origin
from gridplan.storage.gate.polygons import check_cover, check_coverage, mend_shapes

SQUARE = box(119.0, 33.6, 119.01, 33.61)


def _mended(*shapes, wanted="polygon"):
    origin = Origin("g.geojson", rows=np.arange(len(shapes)))
    mended, findings = mend_shapes(gpd.GeoSeries(list(shapes), crs=4326), origin, wanted)
    return mended, [(finding.code, finding.row) for finding in findings]


def _parts(*shapes):
    return gpd.GeoDataFrame(geometry=list(shapes), crs=4326), Origin("g.geojson", rows=np.arange(len(shapes)))


def test_sound_polygons_are_left_alone_whichever_way_they_turn():
    mended, said = _mended(SQUARE, shapely.reverse(SQUARE))
    assert said == []
    assert shapely.equals(mended.to_numpy(), SQUARE).all()


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        (None, "GEOM_NULL"),
        (Polygon(), "GEOM_EMPTY"),
        (Point(1, 2), "GEOM_TYPE"),
        (Polygon([(0, 0), (1, 1), (2, 2)]), "GEOM_DEGENERATE"),
        (Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), "GEOM_SELF_INTERSECT"),
        (Polygon(SQUARE.exterior.coords, [[(5, 5), (6, 5), (6, 6)]]), "GEOM_HOLE"),
    ],
)
def test_a_shape_that_can_not_be_used_is_named(shape, code):
    assert _mended(SQUARE, shape)[1] == [(code, 1)]


def test_repeated_vertices_and_spikes_are_taken_out():
    doubled = Polygon([(0, 0), (1, 0), (1, 0), (1, 1), (0, 1)])
    spiked = Polygon([(0, 0), (1, 0), (2, 0), (1, 0), (1, 1), (0, 1)])
    mended, said = _mended(doubled, spiked)
    assert said == [("GEOM_DUPVERT", 0), ("GEOM_DUPVERT", 1)]
    assert shapely.is_valid(mended.to_numpy()).all()
    assert shapely.equals(mended.to_numpy(), box(0, 0, 1, 1)).all()


def test_parts_that_overlap_are_merged():
    mended, said = _mended(MultiPolygon([box(0, 0, 2, 1), box(1, 0, 3, 1)]))
    assert said == [("GEOM_OVERPART", 0)]
    assert mended[0].equals(box(0, 0, 3, 1))


def test_lines_and_points_are_wanted_where_a_role_says_so():
    assert _mended(LineString([(0, 0), (1, 1)]), wanted="line")[1] == []
    assert _mended(LineString([(0, 0), (1, 1)]), wanted="point")[1] == [("GEOM_TYPE", 0)]


def test_neighbours_that_touch_do_not_overlap():
    assert not list(check_coverage(*_parts(SQUARE, box(119.01, 33.6, 119.02, 33.61)), ["a", "b"]))


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (box(119.009997, 33.6, 119.02, 33.61), "TOPO_SLIVER"),
        (box(119.005, 33.6, 119.02, 33.61), "TOPO_OVERLAP"),
        (box(119.004, 33.604, 119.006, 33.606), "TOPO_OVERLAP"),
        (SQUARE, "TOPO_OVERLAP"),
        # a bite of 10 m out of a border of a kilometre that both share
        (box(119.01, 33.6, 119.02, 33.61).union(box(119.0099, 33.605, 119.01, 33.6051)), "TOPO_OVERLAP"),
    ],
)
def test_polygons_that_overlap_are_both_named(other, code):
    findings = list(check_coverage(*_parts(SQUARE, other), ["甲", "乙"]))
    assert [(finding.code, finding.row, finding.value) for finding in findings] == [(code, 0, "甲"), (code, 1, "乙")]


def test_a_gap_in_the_county_and_land_outside_are_warned_of():
    county = gpd.GeoDataFrame(geometry=[box(119.0, 33.6, 119.1, 33.61)], crs=4326)
    areas, origin = _parts(box(119.0, 33.6, 119.08, 33.61), box(119.09, 33.6, 119.11, 33.61))
    findings = list(check_cover(areas, county, origin))
    assert [(finding.code, finding.row) for finding in findings] == [("TOPO_GAP", None), ("TOPO_OUTSIDE", 1)]
    assert "50.0 %" in findings[1].message.en
