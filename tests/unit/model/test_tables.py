import geopandas as gpd
import pytest

from gridplan.errors import SchemaError
from gridplan.model.tables import CONTRACTS, OFFICERS, UNITS, empty_table, keep_contract


def test_optional_columns_get_their_default(town):
    lean = town.officers.drop(columns=["on_leave", "placeholder"])
    assert not keep_contract(lean, OFFICERS)["on_leave"].any()


def test_geometry_and_crs_stay(town):
    kept = keep_contract(town.units, UNITS)
    assert isinstance(kept, gpd.GeoDataFrame)
    assert kept.crs == town.units.crs


def test_every_broken_column_is_named(town):
    broken = town.units.assign(registered_hh=-1, type="castle")
    with pytest.raises(SchemaError, match=r"type.*castle|castle.*type") as caught:
        keep_contract(broken, UNITS)
    assert "registered_hh" in str(caught.value)


def test_twice_the_same_id_is_refused(town):
    twice = town.officers.iloc[[0, 0]]
    with pytest.raises(SchemaError, match="officer_id"):
        keep_contract(twice, OFFICERS)


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_tiny_town_keeps_every_contract(town, name):
    table = getattr(town, name)
    kept = keep_contract(table, CONTRACTS[name])
    assert kept.index.equals(table.index)


@pytest.mark.parametrize("name", CONTRACTS)
def test_a_table_without_rows_keeps_its_contract(town, name):
    empty = empty_table(name, 4550)
    assert empty.empty
    assert set(keep_contract(empty, CONTRACTS[name]).columns) >= set(CONTRACTS[name].columns)
    assert isinstance(empty, gpd.GeoDataFrame) == isinstance(getattr(town, name), gpd.GeoDataFrame)
