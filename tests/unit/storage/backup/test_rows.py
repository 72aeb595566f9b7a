import io

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    select,
)

from gridplan.errors import StorageError
from gridplan.storage.backup import rows
from gridplan.storage.backup.members import Manifest, Packer, unpack
from gridplan.storage.backup.rows import pack_tables, tables_of, unpack_tables

METADATA = MetaData()
PARENT = Table("z_parent", METADATA, Column("id", Integer, primary_key=True), Column("name", Text))
CHILD = Table(
    "child",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("parent", ForeignKey("z_parent.id")),
    Column("share", Double),
    Column("told", Boolean),
    Column("what", JSON(none_as_null=True)),
    Column("blob", LargeBinary),
)
Table("alembic_version", METADATA, Column("version_num", Text))
PARENTS = [{"id": 1, "name": "甲"}, {"id": 2, "name": None}]
CHILDREN = [
    {"id": 1, "parent": 2, "share": 0.1 + 0.2, "told": True, "what": {"a": [1, "乙", None]}, "blob": bytes(range(256))},
    {"id": 2, "parent": None, "share": None, "told": None, "what": None, "blob": None},
    {"id": 3, "parent": 1, "share": -1.0, "told": False, "what": [], "blob": b""},
]


@pytest.fixture
def engine(tmp_path):
    made = []

    def make(name):
        made.append(create_engine(f"sqlite:///{tmp_path / name}"))
        METADATA.create_all(made[-1])
        return made[-1]

    yield make
    for engine in made:
        engine.dispose()


@pytest.fixture
def packed(engine, tmp_path):
    """Pack two small tables, a row at a time."""
    sink = io.BytesIO()
    packer = Packer(sink, Manifest("", "", ""))
    with engine("old.db").begin() as connection:
        connection.execute(PARENT.insert(), PARENTS)
        connection.execute(CHILD.insert(), CHILDREN)
        pack_tables(connection, packer)
    packer.finish()
    return unpack(io.BytesIO(sink.getvalue()), tmp_path / "in"), tmp_path / "in"


def test_rows_come_back_exactly(packed, engine):
    manifest, folder = packed
    assert manifest.rows == {"z_parent": 2, "child": 3}
    with engine("new.db").begin() as connection:
        unpack_tables(connection, folder, manifest.rows)
        assert [row._asdict() for row in connection.execute(select(CHILD))] == CHILDREN
        assert [row._asdict() for row in connection.execute(select(PARENT))] == PARENTS


def test_tables_that_others_point_at_come_first(engine):
    with engine("a.db").connect() as connection:
        assert [table.name for table in tables_of(connection)] == ["z_parent", "child"]


def test_rows_that_are_long_are_few_at_a_time(packed, engine, monkeypatch):
    assert packed
    monkeypatch.setattr(rows, "_BYTES", 256)
    with engine("old.db").connect() as connection:
        table = next(table for table in tables_of(connection) if table.name == "child")
        sizes = [batch.num_rows for batch in rows.batches(connection, table)]
    assert sizes == [2, 1]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"child": 2}, "child has 3 rows, not 2"),
        ({"other": 1}, "other is not as"),
        ({"child": None}, "child is not as"),
    ],
)
def test_another_number_of_rows_or_tables_is_refused(packed, engine, told, said):
    manifest, folder = packed
    counts = {name: n for name, n in (manifest.rows | told).items() if n is not None}
    with engine("new.db").begin() as connection, pytest.raises(StorageError, match=said):
        unpack_tables(connection, folder, counts)


def test_a_missing_member_is_refused(packed, engine):
    manifest, folder = packed
    (folder / "tables" / "child.arrow").unlink()
    with engine("new.db").begin() as connection, pytest.raises(StorageError, match=r"child\.arrow is missing"):
        unpack_tables(connection, folder, manifest.rows)
