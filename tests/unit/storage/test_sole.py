import subprocess
import sys

import pytest

from gridplan.errors import LockedError, StorageError
from gridplan.storage.sole import sole

HOLD = """
import sys, time
from pathlib import Path
from gridplan.storage.sole import sole
with sole(Path(sys.argv[1]), "import"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:  # noqa: S603 - our own interpreter and program
        assert other.stdout.readline() == b"held\n"
        yield other
        other.kill()


def test_the_second_is_told_who_holds_the_lock(tmp_path, holder):
    with pytest.raises(LockedError, match=f"process {holder.pid}, import"), sole(tmp_path / "lock", "x", patience_s=0):
        pass


def test_a_holder_that_was_killed_holds_nothing(tmp_path, holder):
    holder.kill()
    holder.wait()
    with sole(tmp_path / "lock", "x", patience_s=0):
        assert "x" in (tmp_path / "lock").read_text()


def test_a_full_disk_does_not_keep_the_lock_from_holding(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gridplan.storage.sole.os.pwrite", full)
    with sole(tmp_path / "lock", "one"), pytest.raises(LockedError), sole(tmp_path / "lock", "two", patience_s=0):
        pass


def test_a_drive_without_locks_is_refused(tmp_path, monkeypatch):
    def unsupported(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("gridplan.storage.sole.fcntl.flock", unsupported)
    with pytest.raises(StorageError, match="local disk"), sole(tmp_path / "lock", "x"):
        pass
