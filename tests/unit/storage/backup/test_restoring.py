import os
import sqlite3

import pytest
from sqlalchemy import URL, insert, select

from gridplan.errors import SettingsError, StorageError
from gridplan.storage.backup.making import make_backup
from gridplan.storage.backup.placing import Target
from gridplan.storage.backup.restoring import restore_backup
from gridplan.storage.database.engine import Database, open_database
from gridplan.storage.database.migrate import upgrade
from gridplan.storage.database.schema import SETTING
from tests.unit.storage.backup.county import (
    CHEAP,
    NOW,
    WORD,
    back_up,
    files,
    fill,
    found,
    next_number,
    restore,
    rows_of,
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv("GRIDPLAN_DATABASE", raising=False)
    found(tmp_path / "old")
    return tmp_path / "old"


@pytest.fixture
def backup(folder, tmp_path):
    back_up(folder, tmp_path / "a.gpb")
    return tmp_path / "a.gpb"


def test_an_empty_folder_becomes_the_workspace(folder, backup, tmp_path):
    manifest = restore(backup, tmp_path / "new")
    assert (manifest.county, manifest.rows["visit"]) == ("小镇", 30)
    assert rows_of(tmp_path / "new") == rows_of(folder)
    assert files(tmp_path / "new") == {name: data for name, data in files(folder).items() if "cache" not in name}
    assert (tmp_path / "new" / "gridplan.key").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in (tmp_path / "new").iterdir() if path.name.startswith(".")) == []


def test_what_is_there_is_replaced_only_when_asked(folder, backup, tmp_path):
    found(tmp_path / "live", saying="live")
    before = files(tmp_path / "live"), rows_of(tmp_path / "live")
    with pytest.raises(StorageError, match="holds a workspace already"):
        restore(backup, tmp_path / "live")
    assert (files(tmp_path / "live"), rows_of(tmp_path / "live")) == before
    restore(backup, tmp_path / "live", replace=True)
    assert rows_of(tmp_path / "live") == rows_of(folder)
    assert files(tmp_path / "live").keys() == {"gridplan.toml", "gridplan.key", "audit.anchor", "layers/county.gpkg"}
    (kept,) = (tmp_path / "live" / "backups").iterdir()
    assert (kept / "gridplan.toml").read_text(encoding="utf-8") == 'name = "live"\n'
    assert (kept / "gridplan.key").read_text(encoding="utf-8") == "key of live"
    with sqlite3.connect(kept / "gridplan.db") as old:
        assert old.execute("SELECT value FROM setting").fetchone() == ("live 001 字",)
    old.close()


def test_a_file_that_the_backup_does_not_have_goes(folder, backup):
    (folder / "layers" / "extra.gpkg").write_bytes(b"x")
    restore(backup, folder, replace=True)
    assert not (folder / "layers" / "extra.gpkg").exists()


def test_who_reads_meanwhile_sees_the_old_state_to_the_end(folder, backup):
    database = open_database(folder)
    with database.writing() as connection:
        connection.execute(insert(SETTING).values(key="later", value="1"))
    with database.reading() as connection:
        query = select(SETTING.c.key).order_by(SETTING.c.key)
        before = connection.execute(query).scalars().all()
        restore(backup, folder, replace=True)
        assert "later" in before == connection.execute(query).scalars().all()
    with database.reading() as connection:
        assert "later" not in connection.execute(query).scalars().all()
    with database.writing() as connection:
        connection.execute(insert(SETTING).values(key="later", value="2"))


def test_a_database_that_can_not_be_opened_is_put_aside(folder, backup):
    before = rows_of(folder)
    open_database(folder).close()
    for path in folder.glob("gridplan.db-*"):
        path.unlink()
    (folder / "gridplan.db").write_bytes(b"rubbish" * 1000)
    restore(backup, folder, replace=True)
    assert rows_of(folder) == before
    (kept,) = (folder / "backups").iterdir()
    assert (kept / "gridplan.db").read_bytes().startswith(b"rubbish")


def test_numbers_go_on_after_the_last_one(backup, tmp_path):
    restore(backup, tmp_path / "new")
    assert next_number(tmp_path / "new") == 31


def test_a_key_elsewhere_is_written_or_kept_but_never_overwritten(folder, backup, tmp_path):
    place = tmp_path / "safe" / "bank.key"
    restore_backup(backup, WORD, Target(tmp_path / "1", place), now=NOW)
    assert place.read_bytes() == (folder / "gridplan.key").read_bytes()
    restore_backup(backup, WORD, Target(tmp_path / "2", place), now=NOW)
    place.write_text("another", encoding="utf-8")
    with pytest.raises(SettingsError, match="another key"):
        restore_backup(backup, WORD, Target(tmp_path / "3", place), now=NOW)
    assert place.read_text(encoding="utf-8") == "another"
    assert not (tmp_path / "3").exists()


def test_the_last_word_is_spoken_in_the_restored_database_or_nothing_happens(folder, backup):
    before = files(folder), rows_of(folder)

    def refuse(*_):
        raise KeyError

    with pytest.raises(KeyError):
        restore(backup, folder, replace=True, finally_=refuse)
    assert (files(folder), rows_of(folder)) == before

    def note(connection, *_):
        connection.execute(insert(SETTING).values(key="noted", value="1"))

    restore(backup, folder, replace=True, finally_=note)
    assert ("noted", "1") in rows_of(folder)["setting"]


def test_a_disk_that_fails_at_the_end_leaves_the_old_state(folder, backup, monkeypatch):
    before = files(folder), rows_of(folder)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    monkeypatch.setattr("gridplan.storage.backup.placing.shutil.copy2", full)
    with pytest.raises(StorageError, match="No space left"):
        restore(backup, folder, replace=True)
    assert (files(folder), rows_of(folder)) == before


def test_a_backup_of_an_older_edition_is_brought_to_the_present_one(tmp_path, monkeypatch):
    monkeypatch.delenv("GRIDPLAN_DATABASE", raising=False)
    (tmp_path / "old").mkdir()
    first = Database(URL.create("sqlite", database=str(tmp_path / "old" / "gridplan.db")), tmp_path / "old")
    first.keep_log()
    with first.writing() as connection:
        upgrade(connection, to="0001")
    fill(first, 5, "old")
    manifest = make_backup(first, tmp_path / "a.gpb", WORD, county="", now=NOW, cost=CHEAP)
    first.close()
    restore(tmp_path / "a.gpb", tmp_path / "new")
    assert (manifest.revision, "account" in manifest.rows) == ("0001", False)
    told = rows_of(tmp_path / "new")
    assert (len(told["households"]), told["account"]) == (5, [])
