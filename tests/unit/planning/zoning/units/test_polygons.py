import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import Polygon, box

from gridplan.errors import GeometryError
from gridplan.planning.zoning.units import basic_units
from tests.town import CRS

AREA = gpd.GeoDataFrame(geometry=[box(0, 0, 300, 100)], crs=CRS)


def mended(*shapes):
    table = gpd.GeoDataFrame({"name": list("abcd")[: len(shapes)]}, geometry=list(shapes), crs=CRS)
    return basic_units(AREA, polygons=table.set_index("name", drop=False), method="polygons")


def test_polygons_that_fit_are_returned_as_they_are():
    shapes = [box(0, 0, 100, 100), box(100, 0, 300, 100)]
    assert mended(*shapes).geometry.tolist() == shapes


def test_a_gap_goes_to_the_neighbour_with_the_longest_border():
    units = mended(box(0, 0, 100, 100), box(100.4, 0, 300, 50), box(100.4, 50, 300, 100))
    assert units.loc["a"].geometry.area == pytest.approx(10_040)
    assert shapely.coverage_is_valid(units.geometry.to_numpy())


def test_an_overlap_goes_to_the_smaller_one():
    units = mended(box(0, 0, 120, 100), box(100, 0, 300, 100))
    assert units.area.tolist() == pytest.approx([12_000, 18_000])


def test_a_village_inside_another_keeps_its_land():
    units = mended(box(0, 0, 300, 100), box(100, 40, 120, 60))
    assert units.area.tolist() == pytest.approx([29_600, 400])


def test_a_crossed_outline_is_mended():
    bow = Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    units = mended(bow, box(100, 0, 300, 100))
    assert units.is_valid.all()
    assert units.area.sum() == pytest.approx(30_000)


def test_land_outside_the_area_is_cut_off_and_polygons_outside_are_left_out():
    units = mended(box(-50, -50, 150, 150), box(150, 0, 300, 100), box(900, 0, 950, 50))
    assert units.index.tolist() == ["a", "b"]
    assert units.area.tolist() == pytest.approx([15_000, 15_000])


def test_of_two_equal_polygons_one_is_left():
    assert len(mended(box(0, 0, 150, 100), box(0, 0, 150, 100), box(150, 0, 300, 100))) == 2


def test_none_in_the_area_is_refused():
    with pytest.raises(GeometryError, match="none of the polygons"):
        mended(box(900, 0, 950, 50))


def test_real_villages_are_a_coverage(shared):
    villages = gpd.read_file(shared / "areas" / "goa-villages" / "goa_villages.gpkg").to_crs(32643)
    units = basic_units(villages, polygons=villages, method="polygons")
    assert np.array_equal(units.index, villages.index)
    assert shapely.coverage_is_valid(units.geometry.to_numpy())
    assert units.area.to_numpy() == pytest.approx(villages.area.to_numpy(), rel=0.01)
