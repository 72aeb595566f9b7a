import geopandas as gpd
import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from pandas.testing import assert_frame_equal

from gridplan.storage.database.parquet import pack, pack_by, unpack, unpack_all


@pytest.fixture
def table():
    grids = ["b", "a", None, "b", "a/c"]
    places = gpd.points_from_xy(range(5), range(5))
    index = pd.Index([f"h{n}" for n in range(5)], name="household_id")
    return gpd.GeoDataFrame({"grid_id": grids, "n": range(5)}, geometry=places, crs="EPSG:4550", index=index)


def _none(table):
    return pack(table.iloc[:0]).parquet


def test_parts_give_the_table_in_its_order(table):
    parts = pack_by(table, "grid_id")
    assert {name: part.rows for name, part in parts.items()} == {"": 1, "a": 1, "a/c": 1, "b": 2}
    assert_geodataframe_equal(unpack_all(_none(table), [part.parquet for part in reversed(parts.values())]), table)


def test_some_parts_give_their_rows_in_order(table):
    parts = pack_by(table, "grid_id")
    assert unpack_all(_none(table), [parts["b"].parquet, parts["a"].parquet]).index.tolist() == ["h0", "h1", "h3"]


def test_no_rows_alone_keep_the_columns(table):
    nobody = unpack_all(_none(table), [])
    assert_geodataframe_equal(nobody, table.iloc[:0])
    assert pack_by(table.iloc[:0], "grid_id") == {}


def test_a_table_without_shapes_comes_back(table):
    plain = pd.DataFrame(table.drop(columns="geometry"))
    assert_frame_equal(unpack(pack(plain).parquet), plain, check_dtype=False)


def test_the_same_table_has_the_same_hash(table):
    assert pack(table) == pack(table.copy())
    assert pack_by(table, "grid_id") == pack_by(table.copy(), "grid_id")
