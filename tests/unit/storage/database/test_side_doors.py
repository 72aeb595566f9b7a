"""Rows that are never changed are not replaced either: SQLite's OR REPLACE asks no trigger of DELETE."""

import pytest
from sqlalchemy import insert, select, types, update

from gridplan.errors import StorageError
from gridplan.storage.backup.rows import tables_of
from gridplan.storage.database.engine import open_database
from gridplan.storage.database.schema import APPEND_ONLY
from tests.editions import make_edition
from tests.unit.storage.backup.county import fill

#: What a new row has in common with one that is there.
KEYS = [
    *((table.name, [column.name for column in table.primary_key.columns]) for table in APPEND_ONLY),
    ("visit", ["uuid"]),
    ("step_record", ["uuid"]),
    ("draft_event", ["plan_id", "branch_id", "name", "version"]),
    ("plan_version", ["seq"]),
    ("plan_version", ["plan_id"]),
    ("audit", ["hash"]),
]


@pytest.fixture
def filled(database):
    fill(database, 3, "old")
    return database


def _table(database, name):
    with database.reading() as connection:
        return next(table for table in tables_of(connection) if table.name == name)


def _rows(database, table):
    with database.reading() as connection:
        return connection.execute(select(table).order_by(*table.primary_key.columns)).mappings().all()


def _refused(database, table, statement, values=None):
    before = _rows(database, table)
    with pytest.raises(StorageError), database.writing() as connection:
        connection.execute(statement, values)
    assert _rows(database, table) == before


def _beside(table, row, kept):
    """Another row, with the same value in some columns and in those that point at another table."""
    fixed = {column.name for column in table.c if column.foreign_keys} | set(kept)
    numbers = {"seq": 99, "version": 99}
    texts = {column.name: f"{row[column.name]} new" for column in table.c if isinstance(column.type, types.String)}
    return {name: row[name] if name in fixed else (numbers | texts).get(name, row[name]) for name in row}


@pytest.mark.parametrize(("name", "kept"), KEYS)
def test_no_row_takes_the_place_of_another(filled, name, kept):
    table = _table(filled, name)
    _refused(filled, table, insert(table).prefix_with("OR REPLACE"), _beside(table, _rows(filled, table)[1], kept))


@pytest.mark.parametrize(("name", "kept"), KEYS)
def test_a_row_beside_the_others_is_welcome(filled, name, kept):
    """What was refused is the place, not the row."""
    del kept
    table = _table(filled, name)
    with filled.writing() as connection:
        connection.execute(insert(table), _beside(table, _rows(filled, table)[1], ()))
    assert len(_rows(filled, table)) == 4


@pytest.mark.parametrize("name", ["plan_part", "plan_blob"])
def test_a_hidden_number_replaces_nothing(filled, name):
    table = _table(filled, name)
    other = _beside(table, _rows(filled, table)[1], ())
    names = ", ".join(["rowid", *other])
    marks = ", ".join(["1", *(f":{column}" for column in other)])
    with pytest.raises(StorageError), filled.writing() as connection:
        connection.exec_driver_sql(f"INSERT OR REPLACE INTO {name} ({names}) VALUES ({marks})", other)  # noqa: S608
    assert len(_rows(filled, table)) == 3


def test_no_version_steps_into_the_place_of_another(filled):
    table = _table(filled, "plan_version")
    second = update(table).prefix_with("OR REPLACE").where(table.c.seq == 2)
    _refused(filled, table, second.values(seq=1))
    with filled.writing() as connection:
        connection.execute(update(table).where(table.c.seq == 3).values(state="active"))
    _refused(filled, table, second.values(state="active"))
    active = _beside(table, _rows(filled, table)[0], ()) | {"state": "active"}
    _refused(filled, table, insert(table).prefix_with("OR REPLACE"), active)


def test_the_audit_of_an_early_edition_is_closed_too(tmp_path):
    make_edition(tmp_path / "gridplan.db", "0002")
    database = open_database(tmp_path)
    put = "INSERT OR REPLACE INTO audit VALUES (1, 'now', 'one', 'looked', '', '{}', '', ?)"
    with database.writing() as connection:
        connection.exec_driver_sql(put, ("a",))
    with pytest.raises(StorageError), database.writing() as connection:
        connection.exec_driver_sql(put, ("b",))
    database.close()
