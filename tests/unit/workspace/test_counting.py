import geopandas as gpd
import pytest
from shapely.geometry import Point, box

from gridplan.model.tables import FUNNEL, HOUSEHOLDS, MERCHANTS, PRODUCTS, UNITS, keep_contract
from gridplan.planning.estimates.households import from_buildings
from gridplan.workspace.counting import counted, load_of, unit_places, without_records

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


def test_who_lies_outside_is_in_the_nearest_unit(units, households):
    assert unit_places(units, households).tolist() == [0, 1, 1]
    assert load_of(units, households).sum() == households["households_n"].sum()


def test_a_place_without_records_has_empty_tables():
    tables = without_records()
    for schema in (MERCHANTS, FUNNEL, PRODUCTS):
        assert keep_contract(tables[schema.name], schema).empty
    assert tables["merchants"].crs.to_epsg() == 4326
