import geopandas as gpd
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import Point

from gridplan.errors import GeometryError
from gridplan.geo.crs import to_work, work_crs_of


def places(*lonlat, crs="EPSG:4326"):
    return gpd.GeoDataFrame(geometry=[Point(*one) for one in lonlat], crs=crs)


@pytest.mark.parametrize(
    ("lon", "lat", "epsg"),
    [
        (75.2, 39.5, 4534),
        (110.3, 20.0, 4546),
        (121.4, 31.2, 4549),
        (121.6, 31.2, 4550),
        (134.9, 48.4, 4554),
        (135.9, 48.4, 4554),
        (1.6, 42.5, 32631),
        (-70.6, -33.4, 32719),
        (179.999, -17.0, 32760),
        (180.0, 10.0, 32660),
    ],
)
def test_a_place_gets_the_zone_that_it_lies_in(lon, lat, epsg):
    assert work_crs_of(places((lon, lat))).to_epsg() == epsg


def test_the_zone_is_that_of_the_middle():
    assert work_crs_of(places((119.0, 30.0), (122.5, 31.0))).to_epsg() == 4549


def test_the_zone_does_not_depend_on_the_crs_of_the_table():
    table = places((121.6, 31.2), (121.9, 31.4))
    assert {work_crs_of(table.to_crs(crs)).to_epsg() for crs in (4326, 4490, 4549, 3857, 32651)} == {4550}


@given(st.floats(74, 135), st.floats(18, 53), st.floats(0, 360))
def test_metres_are_metres(lon, lat, azimuth):
    far_lon, far_lat, _ = Geod(ellps="WGS84").fwd(lon, lat, azimuth, 1_000)
    table = places((lon, lat), (far_lon, far_lat))
    here, there = to_work(table, work_crs_of(table)).geometry
    assert here.distance(there) == pytest.approx(1_000, rel=3.5e-4)


def test_east_comes_first():
    x, y = to_work(places((123.0, 30.0)), "EPSG:4550").get_coordinates().to_numpy()[0]
    assert (x, y) == pytest.approx((500_000, 3_320_113), abs=1)


def test_a_table_keeps_its_rows():
    table = places((121.6, 31.2), (121.9, 31.4)).assign(name=["a", "b"]).set_index("name", drop=False)
    work = to_work(table, "EPSG:4550")
    assert work["name"].tolist() == ["a", "b"]
    assert work.index.tolist() == ["a", "b"]


@pytest.mark.parametrize("crs", [None, "EPSG:4326"])
def test_an_empty_table_comes_along(crs):
    work = to_work(gpd.GeoDataFrame({"name": []}, geometry=[], crs=crs), "EPSG:4550")
    assert len(work) == 0
    assert work.crs.to_epsg() == 4550


def test_coordinates_without_a_crs_are_refused():
    with pytest.raises(GeometryError, match="no coordinate system"):
        work_crs_of(places((121, 31), crs=None))
    with pytest.raises(GeometryError, match="no coordinate system"):
        to_work(places((121, 31), crs=None), "EPSG:4550")


@pytest.mark.parametrize("lonlat", [[], [(np.nan, np.nan)], [(540_000.0, 3_265_000.0)], [(31.2, 121.6)]])
def test_a_table_that_lies_nowhere_is_refused(lonlat):
    with pytest.raises(GeometryError, match="no coordinates on the earth"):
        work_crs_of(places(*lonlat))


def test_the_way_into_degrees_is_looked_up_once(monkeypatch):
    here = places((110.3, 20.0))
    work_crs_of(here)
    monkeypatch.setattr("gridplan.geo.crs.Transformer.from_crs", None)
    assert work_crs_of(here).to_epsg() == 4546
