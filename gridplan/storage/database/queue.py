"""
One writer at a time, in the order of coming: threads wait for a lock of the process, processes for a lock of a file.

SQLite lets one writer in and makes the others sleep and ask again, ever longer; of many writers some starve. Here the
kernel wakes the next one.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gridplan.errors import LockedError, StorageError


class WriterQueue:
    """
    The queue before one database file.

    Parameters
    ----------
    file
        Lies beside the database; it stays empty.
    wait_s
        Seconds after which a writer gives up.
    """

    def __init__(self, file: Path, wait_s: float = 30.0) -> None:
        self.file = file
        self.wait_s = wait_s
        self._lock = threading.Lock()
        self._owner = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """
        Wait for one's turn and keep it for a block.

        Yields
        ------
        nothing
            The turn.

        Raises
        ------
        LockedError
            If it did not come in time.
        StorageError
            If the file can't be opened.
        """
        if self._owner == threading.get_ident():
            raise LockedError("this thread is writing already; one change at a time")
        until = time.monotonic() + self.wait_s
        if not self._lock.acquire(timeout=self.wait_s):
            raise self._late()
        try:
            self._owner = threading.get_ident()
            with self._file_lock(until):
                yield
        finally:
            self._owner = 0
            self._lock.release()

    @contextmanager
    def _file_lock(self, until: float) -> Iterator[None]:
        try:
            handle = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StorageError("can't write beside the database: {cause}", cause=error.strerror) from error
        if not _locked_now(handle) and not _Waiter(handle).got(until - time.monotonic()):
            raise self._late()
        try:
            yield
        finally:
            # by hand: a process forked in between holds the same lock until it ends
            fcntl.flock(handle, fcntl.LOCK_UN)
            os.close(handle)

    def _late(self) -> LockedError:
        told = "others have been writing for {seconds:.0f} seconds; nothing was changed, try again"
        return LockedError(told, seconds=self.wait_s)


class _Waiter:
    """Wait in a thread of its own, since a wait for a file lock knows no time-out; late locks are given back."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._gone = False
        self._mutex = threading.Lock()
        self._ready = threading.Event()
        threading.Thread(target=self._wait, daemon=True).start()

    def got(self, seconds: float) -> bool:
        if self._ready.wait(max(seconds, 0.0)):
            return True
        with self._mutex:
            self._gone = not self._ready.is_set()
            return not self._gone

    def _wait(self) -> None:
        fcntl.flock(self._handle, fcntl.LOCK_EX)
        with self._mutex:
            if self._gone:
                os.close(self._handle)
            else:
                self._ready.set()


def _locked_now(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
