import subprocess
import sys
import threading
import time

import pytest

from gridplan.errors import LockedError, StorageError
from gridplan.storage.database.queue import WriterQueue

HOLD = """
import fcntl, sys
with open(sys.argv[1], "w") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def other(tmp_path):
    """Another process that has its turn."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "queue")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 # ours
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_another_process_is_waited_for(tmp_path, other):
    queue = WriterQueue(tmp_path / "queue", 30)
    threading.Timer(0.1, other.stdin.close).start()
    with queue.turn():
        assert other.stdin.closed


def test_a_turn_that_does_not_come_is_given_up_and_never_kept(tmp_path, other):
    queue = WriterQueue(tmp_path / "queue", 0.1)
    with pytest.raises(LockedError, match="try again"), queue.turn():
        pass
    other.stdin.close()
    queue.wait_s = 30
    # the wait that was given up gets the lock first, and must let it go
    with queue.turn():
        pass


def test_a_process_that_is_killed_lets_the_next_one_in(tmp_path, other):
    threading.Timer(0.1, other.kill).start()
    with WriterQueue(tmp_path / "queue", 30).turn():
        pass


def test_threads_take_turns(tmp_path):
    queue, inside, most = WriterQueue(tmp_path / "queue", 30), [], []

    def go():
        with queue.turn():
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.002)
            inside.pop()

    threads = [threading.Thread(target=go) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len(most) == 10


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(StorageError, match="No such file"), WriterQueue(tmp_path / "no" / "queue").turn():
        pass


def test_an_error_ends_the_turn(tmp_path):
    queue = WriterQueue(tmp_path / "queue", 1)
    with pytest.raises(ZeroDivisionError), queue.turn():
        raise ZeroDivisionError
    with queue.turn():
        pass
