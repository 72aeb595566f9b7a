import os
import sqlite3
import threading
from contextlib import ExitStack, closing

import pytest
from sqlalchemy import insert, select

from gridplan.errors import LockedError, SettingsError, StorageError
from gridplan.storage.database.engine import open_database
from gridplan.storage.database.schema import SETTING


def _put(connection, value):
    connection.execute(insert(SETTING).values(key="edition", value=value))


def _put_twice(connection):
    _put(connection, "1")
    _put(connection, "2")


def _values(database):
    with database.reading() as connection:
        return connection.execute(select(SETTING.c.value)).scalars().all()


def test_a_change_is_there_when_the_block_ended(database):
    with database.writing() as connection:
        _put(connection, "1")
    assert _values(database) == ["1"]


def test_of_a_failed_block_nothing_is_kept(database):
    with pytest.raises(StorageError), database.writing() as connection:
        _put_twice(connection)
    assert _values(database) == []


def test_a_reader_keeps_its_snapshot(database):
    with database.reading() as reader:
        assert reader.execute(select(SETTING)).all() == []
        with database.writing() as connection:
            _put(connection, "1")
        assert reader.execute(select(SETTING)).all() == []
    assert _values(database) == ["1"]


def test_a_reader_cannot_write(database):
    with pytest.raises(StorageError, match="read-only"), database.reading() as connection:
        _put(connection, "1")


def test_messages_bear_neither_sql_nor_values(database):
    with database.writing() as connection:
        _put(connection, "secret")
    with pytest.raises(StorageError) as caught, database.writing() as connection:
        _put(connection, "secret")
    assert "secret" not in str(caught.value)
    assert "INSERT" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_server_is_not_crowded(server, tmp_path):
    database = open_database(tmp_path, url=server)
    with ExitStack() as stack:
        for _ in range(20):
            stack.enter_context(database.reading())
        database._engine.pool._timeout = 0.01
        with pytest.raises(LockedError), database.reading():
            pass
    database.close()


def test_every_open_gives_the_same_database(tmp_path):
    assert open_database(tmp_path) is open_database(tmp_path)


def test_a_workspace_that_was_made_anew_is_opened_anew(tmp_path):
    first = open_database(tmp_path)
    for file in tmp_path.glob("gridplan.db*"):
        file.unlink()
    assert open_database(tmp_path) is not first


def test_the_file_is_for_its_owner_alone(tmp_path):
    open_database(tmp_path)
    assert {path.name: path.stat().st_mode & 0o077 for path in tmp_path.glob("gridplan.db*")} == {
        path.name: 0 for path in tmp_path.glob("gridplan.db*")
    }


def test_a_file_without_a_log_gets_one_back(tmp_path):
    open_database(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "gridplan.db")) as plain:
        plain.execute("PRAGMA journal_mode=DELETE")
    with open_database(tmp_path, url=f"sqlite:///{tmp_path}/gridplan.db?timeout=5").reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


@pytest.mark.parametrize("url", ["mysql://root@host/db", "nonsense", "sqlite://", "postgresql+psycopg2://host/db"])
def test_other_databases_are_refused(tmp_path, url):
    with pytest.raises(SettingsError, match="GRIDPLAN_DATABASE"):
        open_database(tmp_path, url=url)


def test_a_server_that_is_away_is_said_in_plain_words(tmp_path):
    with pytest.raises(StorageError, match="does not answer") as caught:
        open_database(tmp_path, url="postgresql://somebody:secret@127.0.0.1:1/county")
    assert "secret" not in str(caught.value)


def test_a_damaged_file_is_named_as_such(tmp_path):
    (tmp_path / "gridplan.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StorageError, match="damaged"):
        open_database(tmp_path)


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(StorageError, match="No such file"):
        open_database(tmp_path / "nowhere")


def test_a_writer_waits_no_longer_than_told(tmp_path):
    database = open_database(tmp_path)
    database._queue.wait_s = 0.05
    inside, done = threading.Event(), threading.Event()

    def hold():
        with database.writing():
            inside.set()
            done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    inside.wait(10)
    with pytest.raises(LockedError, match="try again"), database.writing():
        pass
    done.set()
    holder.join()
    with database.writing():
        pass


def test_a_thread_that_writes_twice_is_told_at_once(tmp_path):
    database = open_database(tmp_path)
    with database.writing(), pytest.raises(LockedError, match="already"), database.writing():
        pass


def test_a_forked_process_uses_connections_of_its_own(database):
    with database.writing() as connection:
        _put(connection, "1")
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if _values(database) == ["1"] else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert _values(database) == ["1"]
