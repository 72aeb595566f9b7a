"""S42: a backup that is cut, edited, of another schema or opened with another key changes nothing."""

import hashlib
import sqlite3

import pytest
from typer.testing import CliRunner

from gridplan.access.scope import OPERATOR
from gridplan.cli import app
from gridplan.storage.backup import staged
from gridplan.storage.backup.header import SIZE, Cost
from gridplan.storage.folder import write_inputs
from gridplan.workspace.backing_up import back_up
from gridplan.workspace.importing import LOCK
from gridplan.workspace.opening import Workspace
from tests.town import tiny_town

RUN = CliRunner()
WORD = "correct horse battery"


@pytest.fixture(scope="module", autouse=True)
def cheap():
    """Guessing costs the attacker enough in its own test; here it would only cost us."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gridplan.storage.backup.sealed.Cost", lambda: Cost(1, 1, 8))
        patch.delenv("GRIDPLAN_DATABASE", raising=False)
        yield


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    folder = tmp_path_factory.mktemp("s42") / "town"
    write_inputs(tiny_town(), folder)
    back_up(OPERATOR, Workspace.open(folder), folder.parent / "good.gpb", WORD)
    (folder.parent / "word").write_text(WORD, encoding="utf-8")
    return folder


def _digest(folder):
    """Hash every file but the lock, the database by its content; a reader of SQLite touches its log."""
    digest = hashlib.sha256()
    others = (LOCK, "gridplan.db")
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(others))
    for path in sorted(files):
        digest.update(str(path).encode() + path.read_bytes())
    with sqlite3.connect(folder / "gridplan.db") as connection:
        digest.update("".join(connection.iterdump()).encode())
    connection.close()
    return digest.hexdigest()


def _restore(live, file, word="word"):
    words = ["--lang", "en", "restore", str(file), str(live), "--replace", "--passphrase-file", str(live.parent / word)]
    return RUN.invoke(app, words)


@pytest.mark.parametrize("step", [8 * 1024, pytest.param(1024, marks=pytest.mark.faults)])
def test_s42_a_backup_cut_at_every_kilobyte_is_refused(live, tmp_path, step):
    data, before = (live.parent / "good.gpb").read_bytes(), _digest(live)
    sizes = [*range(0, len(data), step), *range(len(data) - 20, len(data))]
    for size in sizes:
        (tmp_path / "cut.gpb").write_bytes(data[:size])
        result = _restore(live, tmp_path / "cut.gpb")
        assert result.exit_code == 5, (size, result.output)
        assert "cut.gpb is " in result.output
    assert _digest(live) == before


def test_s42_a_changed_byte_is_refused(live, tmp_path):
    data, before = bytearray((live.parent / "good.gpb").read_bytes()), _digest(live)
    for place in range(0, len(data), 4096):
        data[place] ^= 1
        (tmp_path / "bad.gpb").write_bytes(data)
        data[place] ^= 1
        assert _restore(live, tmp_path / "bad.gpb").exit_code == 5
    assert _digest(live) == before


def test_s42_another_passphrase_has_an_exit_code_of_its_own(live):
    before = _digest(live)
    (live.parent / "other").write_text("wrong horse battery", encoding="utf-8")
    result = _restore(live, live.parent / "good.gpb", word="other")
    assert (result.exit_code, "passphrase does not open" in result.output) == (3, True)
    assert _digest(live) == before


def test_s42_a_backup_of_a_newer_schema_is_refused(live, monkeypatch):
    before = _digest(live)
    monkeypatch.setattr(staged, "newest_edition", lambda: "0000")
    result = _restore(live, live.parent / "good.gpb")
    assert (result.exit_code, "newer GridPlan made this backup" in result.output) == (5, True)
    assert _digest(live) == before


def test_s42_a_file_that_is_no_backup_is_refused(live, tmp_path):
    before = _digest(live)
    (tmp_path / "a.gpb").write_bytes(b"PK\3\4" + bytes(2_000_000))
    assert "is no backup of GridPlan" in _restore(live, tmp_path / "a.gpb").output
    assert _restore(live, tmp_path / "none.gpb").exit_code == 5
    assert _digest(live) == before


def test_s42_without_replace_nothing_is_replaced(live):
    before = _digest(live)
    words = ["restore", str(live.parent / "good.gpb"), str(live), "--passphrase-file", str(live.parent / "word")]
    assert RUN.invoke(app, words).exit_code == 5
    assert _digest(live) == before


def test_s42_nothing_of_the_county_can_be_read_in_it(live):
    data = (live.parent / "good.gpb").read_bytes()[SIZE:]
    assert b"SQLite" not in data
    assert "小镇".encode() not in data
    assert b"gridplan" not in data
