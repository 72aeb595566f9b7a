import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from gridplan.errors import StorageError
from gridplan.model.plan import PRESETS
from gridplan.storage.apart import child
from gridplan.storage.apart.limits import MB, Limits, resident
from gridplan.storage.apart.running import run_apart
from gridplan.storage.gate.saying import say
from gridplan.storage.importing import check_files
from gridplan.storage.stages import silent
from tests.unit.storage.rough import codes, county_folder

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are those of Linux")
ROOM = Limits(10.0, 20.0)


@pytest.fixture
def does(monkeypatch):
    """Let the process do something else than reading files."""

    def run(task, limits=ROOM, progress=silent):
        def told(_told, _presets, progress):
            progress("households.csv", 0.5)
            task()
            return None, [say("NO_ROWS", "households.csv")]

        monkeypatch.setitem(child.TASKS, "odd", told)
        # a fresh interpreter would not know of it; threads that other tests left are not ours
        monkeypatch.setattr("gridplan.storage.apart.running.threading.active_count", lambda: 1)
        found = run_apart("odd", {}, paths=[], presets=PRESETS, progress=progress, limits=limits)
        return [(finding.code, finding.file) for finding in found[1]]

    return run


def _eat():
    taken = []
    while True:
        taken.append(b"x" * (64 * MB))


def _spin():
    while True:
        pass


def test_what_the_process_finds_comes_home(does):
    assert does(lambda: None) == [("NO_ROWS", "households.csv")]


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT])
def test_a_crash_is_a_finding_of_the_file_that_was_read(does, number):
    assert does(lambda: os.kill(os.getpid(), number)) == [("FILE_DAMAGED", "households.csv")]


def test_a_process_that_sleeps_too_long_is_ended(does):
    assert does(lambda: time.sleep(60), Limits(10.0, 0.3)) == [("FILE_TOO_HEAVY", "households.csv")]


def test_a_process_that_computes_too_long_is_ended(does):
    assert does(_spin, Limits(0.6, 20.0)) == [("FILE_TOO_HEAVY", "households.csv")]


def test_a_process_that_takes_too_much_memory_is_ended(does):
    # a fork begins with what this process holds
    assert does(_eat, Limits(10.0, 20.0, resident(os.getpid()) + 300 * MB)) == [("FILE_TOO_HEAVY", "households.csv")]


def test_a_check_that_fails_refuses_the_file(does):
    assert does(lambda: {}["x"]) == [("CHECK_FAILED", "households.csv")]


def test_nothing_is_printed(does, capfd):
    does(lambda: (sys.stdout.write("loud"), os.write(1, b"loud"), os.write(2, b"louder")))
    assert capfd.readouterr() == ("", "")


def test_a_full_disk_is_told_apart_from_a_bad_file(does):
    def full():
        raise OSError(28, "No space left on device")

    with pytest.raises(StorageError, match="No space left"):
        does(full)


def test_it_writes_nothing_outside_of_its_folder(does, tmp_path):
    def escape():
        with suppress(OSError):
            (tmp_path / "escaped").write_text("x", encoding="utf-8")

    assert does(escape) == [("NO_ROWS", "households.csv")]
    assert not (tmp_path / "escaped").exists()


def test_it_reaches_no_network(does):
    def call():
        with socket.create_server(("127.0.0.1", 0)) as server:
            socket.create_connection(server.getsockname(), timeout=0.5).close()

    with pytest.raises(StorageError):
        does(call)


def test_its_folder_is_gone_afterwards(does, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    does(lambda: Path(child.tempfile.gettempdir(), "kept").write_text("x", encoding="utf-8"))
    does(lambda: os.kill(os.getpid(), signal.SIGKILL))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_progress_comes_home(does):
    told = []
    does(lambda: time.sleep(0.2), progress=lambda stage, share: told.append((stage, share)))
    assert told[0] == ("households.csv", 0.5)


def test_beside_other_threads_a_fresh_process_does_it(tmp_path):
    folder, stop = county_folder(tmp_path / "c"), threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert codes(check_files([folder])) == []
    finally:
        stop.set()
        thread.join()


def test_an_interpreter_that_was_ended_leaves_nothing_behind(monkeypatch):
    started = []

    def start(_job):
        started.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))
        return started[-1]

    monkeypatch.setattr("gridplan.storage.apart.running._start", start)
    found = run_apart("odd", {}, paths=[], presets=PRESETS, limits=Limits(10.0, 0.1))[1]
    assert [finding.code for finding in found] == ["FILE_TOO_HEAVY"]
    # nobody has asked it yet how it ended, unless the watch did
    assert started[0].returncode == -signal.SIGKILL
