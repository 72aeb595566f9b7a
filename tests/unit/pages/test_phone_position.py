"""Positions of a phone, read in the datum that it may be in."""

import pytest
from shapely import Point

from gridplan.geo.datum import to_datum
from gridplan.pages.phone_position import doubtful, read_fix

CRS = "EPSG:4550"


def test_a_position_is_read_in_either_datum():
    here = [[111.7, 29.5]]
    shifted = to_datum(here, "wgs84", "gcj02")[0]
    points = read_fix({"lon": shifted[0], "lat": shifted[1], "accuracy": 20.0}, CRS)
    true = read_fix({"lon": 111.7, "lat": 29.5, "accuracy": 20.0}, CRS)["wgs84"]
    assert points["gcj02"].distance(true) < 0.01
    assert 100 < points["wgs84"].distance(true) < 800
    assert isinstance(true, Point)


@pytest.mark.parametrize(
    ("wgs84", "gcj02", "doubt"), [(20.0, 500.0, False), (500.0, 20.0, True), (90.0, 10.0, False), (500.0, 400.0, False)]
)
def test_a_position_is_doubted_where_the_other_datum_fits_much_better(wgs84, gcj02, doubt):
    assert doubtful({"wgs84": wgs84, "gcj02": gcj02}, "wgs84") == doubt
