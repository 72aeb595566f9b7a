import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.planning.service_areas.radius import map_scale, radius_areas
from tests.unit.planning.service_areas.roads import branches


@given(st.floats(300, 15_000), st.floats(-100_000, 100_000))
def test_every_corner_lies_a_radius_away_on_the_ellipsoid(radius_m, east):
    centre = branches((east, 0), radius_m=radius_m)
    ring = radius_areas(centre).to_crs(4326).get_coordinates().to_numpy()
    lon, lat = centre.to_crs(4326).get_coordinates().to_numpy()[0]
    metres = pyproj.Geod(ellps="GRS80").inv(np.full(len(ring), lon), np.full(len(ring), lat), *ring.T)[2]
    assert np.allclose(metres, radius_m, atol=0.01)


def test_the_area_is_that_of_a_circle():
    area = radius_areas(branches((0, 0), radius_m=1_000)).geometry.iloc[0].area
    assert area == pytest.approx(np.pi * 1e6, rel=1e-3)


def test_index_and_crs_stay():
    given_ = branches((0, 0), (500, 500))
    drawn = radius_areas(given_)
    assert drawn.index.equals(given_.index)
    assert drawn.crs == given_.crs
    assert radius_areas(given_.iloc[:0]).empty


def test_a_metre_on_the_map_is_close_to_one_on_the_ground():
    assert np.allclose(map_scale(branches((0, 0), (-40_000, 0))), 1.0, atol=4e-4)
