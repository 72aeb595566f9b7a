import errno
import fcntl
from pathlib import Path

import pytest

from gridplan.errors import StorageError
from gridplan.storage import aside, staging
from gridplan.storage.staging import READY, changing, finish


def _change(folder, files, gone=(), error=None):
    """Make a change, or fail in its middle."""
    with changing(folder) as change:
        for name in files:
            change.place(name).write_text("new")
        change.gone.extend(map(Path, gone))
        if error:
            raise error


def _files(folder):
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_change_writes_and_takes_away_in_one(tmp_path):
    (tmp_path / "old.csv").write_text("old")
    (tmp_path / "kept.csv").write_text("kept")
    _change(tmp_path, ["data/new.csv"], gone=["old.csv"])
    assert _files(tmp_path) == {"data/new.csv": "new", "kept.csv": "kept"}


def test_a_change_that_fails_changes_nothing(tmp_path):
    (tmp_path / "old.csv").write_text("old")
    with pytest.raises(RuntimeError, match="stop"):
        _change(tmp_path, ["old.csv", "new.csv"], gone=["old.csv"], error=RuntimeError("stop"))
    assert _files(tmp_path) == {"old.csv": "old"}


def test_a_folder_that_was_made_for_a_change_that_failed_is_gone(tmp_path):
    with pytest.raises(RuntimeError, match="stop"):
        _change(tmp_path / "new", ["a.csv"], error=RuntimeError("stop"))
    assert not (tmp_path / "new").exists()


def test_a_change_cut_off_before_its_commit_has_not_happened(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("old")
    with monkeypatch.context() as crash:
        crash.setattr(aside.shutil, "rmtree", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            _change(tmp_path, ["a.csv"], error=KeyboardInterrupt())
    assert len(list(tmp_path.iterdir())) == 2
    finish(tmp_path)
    assert _files(tmp_path) == {"a.csv": "old"}
    assert list(tmp_path.iterdir()) == [tmp_path / "a.csv"]


@pytest.mark.parametrize("done", range(3))
def test_a_change_cut_off_after_its_commit_is_finished_by_the_next(tmp_path, monkeypatch, done):
    (tmp_path / "gone.csv").write_text("old")
    moves = []
    real = Path.replace

    def cut_off(self, target):
        if len(moves) == done:
            raise KeyboardInterrupt
        moves.append(target)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", cut_off)
    with pytest.raises(KeyboardInterrupt):
        _change(tmp_path, ["a.csv", "data/b.csv", "data/c.csv"], gone=["gone.csv"])
    monkeypatch.setattr(Path, "replace", real)
    assert (tmp_path / READY).is_dir()
    finish(tmp_path)
    assert _files(tmp_path) == {"a.csv": "new", "data/b.csv": "new", "data/c.csv": "new"}


def test_a_disk_that_fails_is_told_and_leaves_the_old_state(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("old")

    def full(_path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(staging, "_sync", full)
    with pytest.raises(StorageError, match="No space left"):
        _change(tmp_path, ["a.csv"])
    assert _files(tmp_path) == {"a.csv": "old"}


def _decided(folder, commit, **told):
    with changing(folder, name="batch-1", commit=commit, **told) as change:
        change.place("a.csv").write_text("new")


def test_the_database_decides_about_files_that_are_ready(tmp_path):
    seen = []
    _decided(tmp_path, lambda: seen.append((tmp_path / READY / "a.csv").exists()))
    assert seen == [True]
    assert _files(tmp_path) == {"a.csv": "new"}


def test_files_are_dropped_if_the_database_refuses(tmp_path):
    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(RuntimeError, match="no"):
        _decided(tmp_path, _refuse)
    assert _files(tmp_path) == {"a.csv": "old"}


def test_what_the_database_decided_happens_though_an_error_follows(tmp_path):
    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(RuntimeError, match="no"):
        _decided(tmp_path, _refuse, known=lambda name: name == "batch-1")
    assert _files(tmp_path) == {"a.csv": "new"}


def test_a_change_waits_while_the_database_can_not_be_asked(tmp_path):
    def silent(_):
        raise StorageError("the database is away")

    with pytest.raises(StorageError, match="away"):
        _decided(tmp_path, _refuse, known=silent)
    assert not (tmp_path / "a.csv").exists()
    finish(tmp_path, lambda _: True)
    assert _files(tmp_path) == {"a.csv": "new"}


def _refuse():
    raise RuntimeError("no")


@pytest.mark.parametrize(("committed", "found"), [(True, "new"), (False, "old")])
def test_after_a_crash_the_database_is_asked(tmp_path, monkeypatch, committed, found):
    (tmp_path / "a.csv").write_text("old")
    with monkeypatch.context() as crash:
        crash.setattr(staging, "_decide", _crash)
        with pytest.raises(SystemExit):
            _decided(tmp_path, lambda: None)
    finish(tmp_path)
    assert (tmp_path / "a.csv").read_text() == "old"
    finish(tmp_path, lambda name: committed and name == "batch-1")
    assert _files(tmp_path) == {"a.csv": found}


def _crash(*_):
    raise SystemExit


def test_a_change_of_a_living_process_is_left_to_it(tmp_path):
    _decided(tmp_path, lambda: finish(tmp_path, lambda _: False))
    assert _files(tmp_path) == {"a.csv": "new"}


def test_a_change_cut_off_while_it_is_cleared_away_is_done(tmp_path, monkeypatch):
    (tmp_path / "gone.csv").write_text("old")

    def cut_off(folder, **_):
        if folder.exists():
            (folder / ".gone").unlink()
            raise KeyboardInterrupt

    with monkeypatch.context() as crash:
        crash.setattr(staging.shutil, "rmtree", cut_off)
        with pytest.raises(KeyboardInterrupt):
            _change(tmp_path, ["a.csv"], gone=["gone.csv"])
    finish(tmp_path)
    assert _files(tmp_path) == {"a.csv": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_where_nobody_can_tell_whether_its_process_lives_a_change_is_left_alone(tmp_path, monkeypatch):
    def unsupported(*_):
        raise OSError(errno.EBADF, "Bad file descriptor")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    _decided(tmp_path, lambda: finish(tmp_path, lambda _: False))
    assert _files(tmp_path) == {"a.csv": "new"}
