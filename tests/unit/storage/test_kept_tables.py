import geopandas as gpd
import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from pandas.testing import assert_frame_equal

from gridplan.storage.kept_tables import read_kept


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4550", None])
def test_it_reads_as_geopandas_does(town, tmp_path, crs):
    table = town.households.set_crs(crs, allow_override=True)
    table.to_parquet(tmp_path / "t.parquet")
    read = read_kept(tmp_path / "t.parquet")
    assert_geodataframe_equal(read, gpd.read_parquet(tmp_path / "t.parquet"))
    assert read.crs == table.crs


def test_a_missing_place_and_a_second_one_stay(town, tmp_path):
    table = town.households.assign(door=town.households.geometry)
    table.geometry = table.geometry.where(table.index != "h003")
    table.to_parquet(tmp_path / "t.parquet")
    assert_geodataframe_equal(read_kept(tmp_path / "t.parquet"), gpd.read_parquet(tmp_path / "t.parquet"))


def test_a_table_without_shapes_is_read_as_pandas_does(town, tmp_path):
    town.officers.to_parquet(tmp_path / "t.parquet")
    assert_frame_equal(read_kept(tmp_path / "t.parquet"), pd.read_parquet(tmp_path / "t.parquet"))


def test_no_coordinate_system_is_looked_up_twice(town, tmp_path, monkeypatch):
    town.households.to_parquet(tmp_path / "t.parquet")
    read_kept(tmp_path / "t.parquet")
    monkeypatch.setattr("gridplan.storage.kept_tables.pyproj.CRS.from_json", None)
    assert len(read_kept(tmp_path / "t.parquet")) == len(town.households)
