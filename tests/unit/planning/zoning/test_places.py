import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point, box

from gridplan.planning.zoning.places import load_of, unit_places

CRS = "EPSG:4550"


@pytest.fixture
def units():
    index = pd.Index(["ua", "ub"], name="unit_id")
    return gpd.GeoDataFrame(geometry=[box(0, 0, 10, 10), box(10, 0, 20, 10)], index=index, crs=CRS)


@pytest.fixture
def households():
    points = [Point(5, 5), Point(15, 5), Point(25, 5)]
    return gpd.GeoDataFrame({"households_n": [1.0, 3.0, 2.0]}, geometry=points, crs=CRS)


def test_who_lies_outside_is_in_the_nearest_unit(units, households):
    assert unit_places(units, households).tolist() == [0, 1, 1]
    assert load_of(units, households).to_dict() == {"ua": 1, "ub": 5}


@pytest.mark.parametrize(("within_m", "last"), [(4.9, -1), (5.1, 1)])
def test_who_lies_too_far_outside_is_nowhere(units, households, within_m, last):
    assert unit_places(units, households, within_m=within_m).tolist() == [0, 1, last]


def test_no_point_is_in_no_unit(units, households):
    assert unit_places(units, households.iloc[:0]).tolist() == []
