import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely.geometry import MultiPolygon, box

from gridplan.planning.certificate.canonical import document_hash, row_texts, rows_hash, shape_hash

SQUARE = box(119.0, 29.0, 119.1, 29.1)
FAR = box(120.0, 29.0, 120.1, 29.1)


@pytest.mark.parametrize(
    "same",
    [
        MultiPolygon([SQUARE]),
        shapely.reverse(SQUARE),
        shapely.Polygon(SQUARE.exterior.coords[2:] + SQUARE.exterior.coords[1:3]),
        shapely.transform(SQUARE, lambda at: at + 1e-9),
    ],
)
def test_one_shape_has_one_hash(same):
    assert shape_hash(same) == shape_hash(SQUARE)


def test_another_shape_has_another():
    assert shape_hash(shapely.transform(SQUARE, lambda at: at + 1e-7)) != shape_hash(SQUARE)
    assert shape_hash(shapely.Polygon()) != shape_hash(SQUARE)


def test_the_order_of_parts_and_rows_does_not_matter():
    assert shape_hash(MultiPolygon([SQUARE, FAR])) == shape_hash(MultiPolygon([FAR, SQUARE]))
    rows = ['["b"]', '["a"]']
    assert rows_hash(rows) == rows_hash(rows[::-1]) != rows_hash(rows[:1])


def test_a_table_counts_by_its_columns_alone():
    table = pd.DataFrame({"id": ["a", "b"], "n": [1, 2], "name": ["x", "y"]})
    other = table.iloc[::-1].assign(n=[2.0, 1.0], name="z").set_index("id")
    assert row_texts(table, ["id", "n"]) == row_texts(other, ["id", "n"]) == ['["a", 1.0]', '["b", 2.0]']


def test_a_row_has_the_hash_of_its_shape():
    drawn = gpd.GeoDataFrame({"id": ["a"]}, geometry=[SQUARE])
    assert row_texts(drawn, ["id", "geom"]) == [f'["a", "{shape_hash(SQUARE)}"]']


def test_nothing_is_nothing_however_it_is_written():
    for nothing in (None, "", float("nan")):
        assert row_texts(pd.DataFrame({"a": [nothing]}, dtype=object), ["a"]) == ["[null]"]


def test_a_document_is_hashed_without_its_own_hash():
    assert document_hash({"a": 1, "b": "中"}) == document_hash({"b": "中", "a": 1, "sha256": "x"})
