"""One process at a time: a lock on a file, which the system lets go when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gridplan.errors import LockedError, StorageError

#: How long to wait for the other one, in seconds.
PATIENCE_S = 20.0
_PAUSE_S = 0.05


@contextmanager
def sole(path: Path, doing: str, *, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """
    Do something that only one process may do at a time.

    Parameters
    ----------
    path
        The lock's file; it stays, and says who held it last.
    doing
        What is done, for the others to read.
    patience_s
        Seconds to wait.

    Yields
    ------
    nothing
        While the lock is held.

    Raises
    ------
    LockedError
        If another process holds it for longer than that; the message says which one.
    StorageError
        If the file can't be written or its drive knows no locks.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StorageError(f"can't write {path}: {error.strerror}") from error
    try:
        _wait(handle, path, time.monotonic() + patience_s)
        with suppress(OSError):
            # on a full disk the lock holds all the same, only its holder stays unnamed
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"process {os.getpid()}, {doing}".encode(), 0)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, path: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                holder = path.read_text(encoding="utf-8") or "another process"
                raise LockedError(f"{path.parent} is held by {holder}; try again when it has ended") from None
            time.sleep(_PAUSE_S)
        except OSError as error:
            raise StorageError(f"{path.parent} takes no locks ({error}); use a folder on a local disk") from error
        else:
            return
