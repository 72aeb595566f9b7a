"""F09: a migration that fails at any step leaves the database as it was, byte by byte, and a backup made before."""

import shutil
import sqlite3
from contextlib import closing, contextmanager

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, event, inspect

from gridplan.errors import StorageError
from gridplan.storage.database import migrate, schema
from gridplan.storage.database.engine import Database, open_database
from tests.editions import EDITIONS, make_edition

#: A later edition of the program, for the steps of a migration that is still to come.
LATER = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "9001", "{before}"

def upgrade():
    op.add_column("units", sa.Column("later", sa.Text))
    op.create_table("later", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("UPDATE units SET later = name")
    op.execute("INSERT INTO setting (key, value) VALUES ('later', 'yes')")
    op.drop_table("visit_aside")
"""
STEPS = 6


@pytest.fixture
def later(tmp_path):
    """The migrations of a program to come."""
    scripts = tmp_path / "scripts"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    before = migrate.newest_edition()
    (scripts / "versions" / "9001_later.py").write_text(LATER.format(before=before), encoding="utf-8")
    return scripts


@contextmanager
def failing_at(step):
    """Let the disk fail at one statement of a migration."""
    seen = []

    def fail(_connection, _cursor, statement, *_):
        if statement.lstrip().split(" ")[0] in {"CREATE", "ALTER", "UPDATE", "INSERT", "DROP", "DELETE"}:
            seen.append(statement)
            if len(seen) == step:
                raise StorageError("the disk failed")

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", fail)


def _bytes(folder):
    return {path.name: path.read_bytes() for path in folder.glob("gridplan.db") if path.is_file()}


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_f09_a_step_that_fails_leaves_the_old_file_byte_by_byte(tmp_path, later, step):
    folder = tmp_path / "county"
    folder.mkdir()
    database = open_database(folder)
    database.close()
    before = _bytes(folder)
    with failing_at(step) as seen, pytest.raises(StorageError, match="the disk failed"):
        migrate.migrate(database, scripts=later)
    assert len(seen) == step
    database.close()
    assert _bytes(folder) == before
    backups = list((folder / "backups").iterdir())
    assert len(backups) == 1
    with closing(sqlite3.connect(backups[0])) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_f09_the_steps_are_all_there_are(tmp_path, later):
    folder = tmp_path / "county"
    folder.mkdir()
    database = open_database(folder)
    with failing_at(0) as seen:
        migrate.migrate(database, scripts=later)
    assert len(seen) == STEPS
    with database.reading() as connection:
        assert migrate.edition_of(connection) == "9001"


def test_f09_a_server_keeps_its_old_tables(server, tmp_path, later):
    database = open_database(tmp_path, url=server)
    for step in range(1, STEPS + 1):
        with failing_at(step), pytest.raises(StorageError, match="the disk failed"):
            migrate.migrate(database, scripts=later)
        with database.reading() as connection:
            assert migrate.edition_of(connection) == migrate.newest_edition()
            assert "later" not in inspect(connection).get_table_names()
            assert "visit_aside" in inspect(connection).get_table_names()
    database.close()


@pytest.mark.parametrize("edition", EDITIONS)
def test_f09_every_edition_is_brought_to_the_present_one(tmp_path, edition):
    make_edition(tmp_path / "gridplan.db", edition)
    database = open_database(tmp_path)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT value FROM setting WHERE key = 'kept'").scalar() == edition
        found = MigrationContext.configure(connection)
        ours = [one for one in compare_metadata(found, schema.metadata) if not one[0].startswith("remove_")]
        assert ours == []
    assert len(list((tmp_path / "backups").glob(f"gridplan-{edition}-*"))) == (edition != migrate.newest_edition())


@pytest.mark.parametrize("edition", EDITIONS[:-1])
def test_f09_every_edition_stands_when_its_migration_fails(tmp_path, edition):
    make_edition(tmp_path / "gridplan.db", edition)
    before = _bytes(tmp_path)
    with failing_at(1), pytest.raises(StorageError):
        open_database(tmp_path)
    assert _bytes(tmp_path) == before


def test_f09_each_edition_is_kept():
    assert EDITIONS[-1] == migrate.newest_edition(), "keep the new edition: python -m tests.editions"


def test_f09_a_newer_edition_is_left_alone(tmp_path, later):
    database = open_database(tmp_path)
    migrate.migrate(database, scripts=later)
    database.close()
    before = _bytes(tmp_path)
    with pytest.raises(StorageError, match="newer GridPlan"):
        migrate.migrate(Database(database.url, tmp_path))
    assert _bytes(tmp_path) == before
