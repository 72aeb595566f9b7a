"""F03: the power fails: what was acknowledged lies on the disk, and a log that was torn costs only what was not."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import insert, select

from gridplan.storage.database.engine import open_database
from gridplan.storage.database.schema import SETTING

COMMITS = 20
FILES = ("gridplan.db", "gridplan.db-wal")


def _commit(database, number):
    with database.writing() as connection:
        connection.execute(insert(SETTING).values(key=f"{number:03d}", value="x" * 500))


def _after_power_loss(source, target, cut=0):
    """Take the files as they lie there, without a process that could tidy them up; the log may lack its end."""
    target.mkdir()
    for name in FILES:
        shutil.copy(source / name, target / name)
    log = target / FILES[1]
    log.write_bytes(log.read_bytes()[: -cut or None])


def _found(folder):
    with closing(sqlite3.connect(folder / FILES[0])) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [key for (key,) in connection.execute("SELECT key FROM setting ORDER BY key")]


def test_f03_sqlite_syncs_every_commit(tmp_path):
    for block in (open_database(tmp_path).writing(), open_database(tmp_path).reading()):
        with block as connection:
            # 2 is FULL: the log is synced before a commit returns
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_f03_a_server_syncs_every_commit(server, tmp_path):
    database = open_database(tmp_path, url=server)
    with database.writing() as connection:
        said = {name: connection.exec_driver_sql(f"SHOW {name}").scalar() for name in ("fsync", "synchronous_commit")}
    database.close()
    assert said == {"fsync": "on", "synchronous_commit": "on"}


def test_f03_what_was_acknowledged_is_there(tmp_path):
    folder = tmp_path / "county"
    folder.mkdir()
    database = open_database(folder)
    for number in range(COMMITS):
        _commit(database, number)
    _after_power_loss(folder, tmp_path / "later")
    assert len(_found(tmp_path / "later")) == COMMITS


@pytest.mark.parametrize("cut", [1, 3_000, 4_200, 9_000])
def test_f03_a_torn_log_costs_whole_changes_from_its_end_alone(tmp_path, cut):
    folder = tmp_path / "county"
    folder.mkdir()
    database = open_database(folder)
    for number in range(COMMITS):
        _commit(database, number)
    _after_power_loss(folder, tmp_path / "later", cut)
    kept = _found(tmp_path / "later")
    assert kept == [f"{number:03d}" for number in range(len(kept))]
    assert COMMITS - 4 <= len(kept) < COMMITS


def test_f03_what_is_kept_is_read_as_usual(tmp_path):
    folder = tmp_path / "county"
    folder.mkdir()
    _commit(open_database(folder), 0)
    _after_power_loss(folder, tmp_path / "later", 100)
    _commit(open_database(tmp_path / "later"), 1)
    with open_database(tmp_path / "later").reading() as connection:
        assert connection.execute(select(SETTING.c.key)).scalars().all() == ["001"]
