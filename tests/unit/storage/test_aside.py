import errno
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from gridplan.errors import StorageError
from gridplan.storage.aside import aside, free_name, scratch, sweep
from gridplan.storage.atomic import replacing

#: Takes a folder, says so, and waits.
_HOLDER = """
import sys, time
from pathlib import Path
from gridplan.storage.aside import aside
with aside(Path(sys.argv[1])) as folder:
    (folder / "half").write_text("half")
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    command = [sys.executable, "-c", _HOLDER, str(tmp_path)]
    seen = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=seen) as process:  # noqa: S603 - our own interpreter
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_what_is_moved_out_stays_and_the_rest_is_gone(tmp_path):
    with aside(tmp_path / "made") as folder:
        (folder / "a").write_text("a")
        (folder / "b").write_text("b")
        (folder / "a").rename(tmp_path / "made" / "a")
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["a"]


def test_the_folder_of_a_living_process_is_left_alone(tmp_path, holder):
    sweep(tmp_path)
    assert [path.read_text() for path in tmp_path.rglob("half")] == ["half"]
    assert holder.poll() is None


def test_what_a_killed_process_left_is_swept_by_the_next(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert list(tmp_path.rglob("half"))
    with aside(tmp_path):
        assert not list(tmp_path.rglob("half"))
    assert not list(tmp_path.iterdir())


def test_other_hidden_folders_are_not_ours(tmp_path):
    (tmp_path / ".git").mkdir()
    free_name(tmp_path).mkdir()
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".git"]


def test_a_drive_without_locks_is_written_to_and_never_swept(tmp_path, monkeypatch):
    def unsupported(*_):
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    left = free_name(tmp_path)
    left.mkdir()
    with aside(tmp_path) as folder:
        assert folder.is_dir()
    assert list(tmp_path.iterdir()) == [left]


def _fail(seen):
    with scratch() as folder:
        seen.append(folder)
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_of_the_system_is_told_in_our_words():
    seen = []
    with pytest.raises(StorageError, match="temporary files: No space left"):
        _fail(seen)
    assert not seen[0].exists()


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / f"gridplan-{os.getuid()}"


def test_temporary_files_are_their_owners_and_swept(temporary):
    with scratch() as folder:
        assert folder.parent.parent == temporary
        assert temporary.stat().st_mode & 0o077 == 0
    left = free_name(temporary)
    left.mkdir()
    with scratch():
        assert not left.exists()


@pytest.mark.parametrize("made", [lambda path: path.mkdir(mode=0o777), lambda path: path.symlink_to("/")])
def test_a_folder_that_others_can_write_to_is_not_used(temporary, made):
    before = os.umask(0)
    made(temporary)
    os.umask(before)
    with pytest.raises(StorageError, match="somebody else"), scratch():
        pass


def test_a_file_can_be_replaced_in_a_folder_for_a_moment():
    with scratch() as folder:
        with replacing(folder / "plan.txt") as beside:
            beside.write_text("whole")
        assert (folder / "plan.txt").read_text() == "whole"
