"""A backup of a file goes to a server and back."""

import pytest
from sqlalchemy import insert

from gridplan.errors import StorageError
from gridplan.storage.database.engine import open_database
from gridplan.storage.database.schema import SETTING
from tests.unit.storage.backup.county import back_up, fill, found, next_number, restore, rows_of


@pytest.fixture(autouse=True)
def no_server_of_the_machine(monkeypatch):
    monkeypatch.delenv("GRIDPLAN_DATABASE", raising=False)


def test_from_a_file_to_a_server_and_back(tmp_path, server):
    found(tmp_path / "file")
    back_up(tmp_path / "file", tmp_path / "a.gpb")
    restore(tmp_path / "a.gpb", tmp_path / "server", url=server)
    assert rows_of(tmp_path / "server", url=server) == rows_of(tmp_path / "file")
    back_up(tmp_path / "server", tmp_path / "b.gpb", url=server)
    restore(tmp_path / "b.gpb", tmp_path / "again")
    assert rows_of(tmp_path / "again") == rows_of(tmp_path / "file")
    assert next_number(tmp_path / "server", url=server) == 31


def test_a_server_that_holds_something_is_replaced_only_when_asked(tmp_path, server):
    found(tmp_path / "file")
    back_up(tmp_path / "file", tmp_path / "a.gpb")
    live = open_database(tmp_path / "server", url=server)
    fill(live, 3, "live")
    before = rows_of(tmp_path / "server", url=server)
    with pytest.raises(StorageError, match="holds a workspace already"):
        restore(tmp_path / "a.gpb", tmp_path / "server", url=server)
    assert rows_of(tmp_path / "server", url=server) == before
    restore(tmp_path / "a.gpb", tmp_path / "server", url=server, replace=True)
    assert rows_of(tmp_path / "server", url=server) == rows_of(tmp_path / "file")
    (kept,) = (tmp_path / "server" / "backups").glob("*/before.gpb")
    restore(kept, tmp_path / "kept")
    assert rows_of(tmp_path / "kept") == before


def test_a_server_keeps_its_state_if_the_last_word_fails(tmp_path, server, monkeypatch):
    found(tmp_path / "file")
    back_up(tmp_path / "file", tmp_path / "a.gpb")
    fill(open_database(tmp_path / "server", url=server), 3, "live")
    before = rows_of(tmp_path / "server", url=server)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gridplan.storage.backup.swapping._count_on", fail)
    with pytest.raises(StorageError, match="No space left"):
        restore(tmp_path / "a.gpb", tmp_path / "server", url=server, replace=True)
    assert rows_of(tmp_path / "server", url=server) == before
    with open_database(tmp_path / "server", url=server).writing() as connection:
        connection.execute(insert(SETTING).values(key="alive", value="1"))
