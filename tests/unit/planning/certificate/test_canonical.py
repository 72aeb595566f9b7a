import pandas as pd
import pytest
import shapely
from shapely.geometry import MultiPolygon, box

from gridplan.planning.certificate.canonical import document_hash, shape_hash, shapes_hash, table_hash

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
    assert shapes_hash([SQUARE, FAR]) == shapes_hash([FAR, SQUARE])


def test_a_table_counts_by_its_columns_alone():
    table = pd.DataFrame({"id": ["a", "b"], "n": [1, 2], "name": ["x", "y"]})
    other = table.iloc[::-1].assign(n=[2.0, 1.0], name="z").set_index("id")
    assert table_hash(table, ["id", "n"]) == table_hash(other, ["id", "n"])
    assert table_hash(table, ["id", "n"]) != table_hash(table.assign(n=3), ["id", "n"])


def test_nothing_is_nothing_however_it_is_written():
    hashes = {table_hash(pd.DataFrame({"a": [cell]}, dtype=object), ["a"]) for cell in (None, "", float("nan"))}
    assert len(hashes) == 1


def test_a_document_is_hashed_without_its_own_hash():
    assert document_hash({"a": 1, "b": "中"}) == document_hash({"b": "中", "a": 1, "sha256": "x"})
