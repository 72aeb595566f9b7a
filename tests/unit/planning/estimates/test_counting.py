import geopandas as gpd
import pytest
from shapely.geometry import Point, box

from gridplan.model.tables import HOUSEHOLDS, UNITS, keep_contract
from gridplan.planning.estimates.counting import counted
from gridplan.planning.estimates.households import from_buildings

CRS = "EPSG:4550"


@pytest.fixture
def units():
    columns = {"name": ["a", "b"], "type": "village", "town": "t"}
    table = gpd.GeoDataFrame(columns, geometry=[box(0, 0, 10, 10), box(10, 0, 20, 10)], index=["ua", "ub"], crs=CRS)
    return table.rename_axis("unit_id")


@pytest.fixture
def households():
    buildings = {"floor_area_m2": [120.0, 360.0, 240.0], "residential": True}
    points = [Point(5, 5), Point(15, 5), Point(25, 5)]
    return from_buildings(gpd.GeoDataFrame(buildings, geometry=points, crs=CRS))


def test_units_are_counted_and_households_know_their_unit(units, households):
    table, placed = counted(units, households, 2.5)
    assert table["registered_hh"].to_dict() == {"ua": 1, "ub": 5}
    assert table["population"].to_dict() == {"ua": 2, "ub": 12}
    assert table["estimated"].all()
    assert placed["unit_id"].tolist() == ["ua", "ub", "ub"]
    keep_contract(table, UNITS)
    keep_contract(placed, HOUSEHOLDS)
