"""
A hidden folder to write in that belongs to one process as long as it lives.

Its process holds a lock on it, which the system lets go however that process ends; so whoever comes next knows what
was left behind by a crash, and takes it away.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import stat
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gridplan.errors import StorageError

_PREFIX = ".gridplan-"


@contextmanager
def aside(parent: Path) -> Iterator[Path]:
    """
    Hand out an empty folder; what is not moved out of it is gone afterwards.

    Parameters
    ----------
    parent
        Where it is made; this folder is made, too.

    Yields
    ------
    folder
        A hidden folder on the same disk, so that a rename moves files out of it.
    """
    parent.mkdir(parents=True, exist_ok=True)
    sweep(parent)
    with _held(parent):
        folder = free_name(parent)
        folder.mkdir(mode=0o700)
        handle = os.open(folder, os.O_RDONLY)
        _lock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def is_held(folder: Path) -> bool:
    """
    Tell whether the process that made a folder is alive.

    Parameters
    ----------
    folder
        A folder that `aside` made, under whatever name it has now.

    Returns
    -------
    held
        Whether a living process holds it, or may hold it.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        # a network drive without locks: nobody can tell, and an owner at work must not lose it
        return True
    finally:
        os.close(handle)
    return False


@contextmanager
def scratch() -> Iterator[Path]:
    """
    Hand out a folder for what is needed for a moment, where the system keeps such things, for its owner's eyes alone.

    What a killed process left there is swept by the next: it may be a part of somebody's file.

    Yields
    ------
    folder
        An empty folder that is gone afterwards.

    Raises
    ------
    StorageError
        If that disk fails.
    """
    try:
        with aside(_own(Path(tempfile.gettempdir()))) as held:
            # one within: the lock on the outer one would stop whoever wants to write beside a file in it
            folder = held / "own"
            folder.mkdir(mode=0o700)
            yield folder
    except OSError as error:
        raise StorageError(f"can't write temporary files: {error.strerror or error}; nothing was changed") from error


def free_name(parent: Path) -> Path:
    """
    Name a folder that the next sweep takes away unless somebody holds it.

    Parameters
    ----------
    parent
        Where it is to be.

    Returns
    -------
    folder
        A name that nothing has.
    """
    return parent / f"{_PREFIX}{uuid.uuid4().hex[:8]}"


def sweep(parent: Path) -> None:
    """
    Take away what processes left behind that ended half-way.

    Parameters
    ----------
    parent
        Any folder.
    """
    if not any(parent.glob(f"{_PREFIX}*")):
        return
    with suppress(OSError), _held(parent):
        for folder in parent.glob(f"{_PREFIX}*"):
            handle = os.open(folder, os.O_RDONLY)
            if _lock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB):
                shutil.rmtree(folder, ignore_errors=True)
            os.close(handle)


def _own(temporary: Path) -> Path:
    """Keep ours in a folder that nobody else can write to, or can have made in our name."""
    own = temporary / f"gridplan-{os.getuid()}"
    own.mkdir(mode=0o700, exist_ok=True)
    told = own.lstat()
    if stat.S_ISDIR(told.st_mode) and told.st_uid == os.getuid() and not told.st_mode & 0o077:
        return own
    raise PermissionError(errno.EACCES, f"{own} belongs to somebody else")


@contextmanager
def _held(parent: Path) -> Iterator[None]:
    """Keep others from sweeping between the making of a folder and its lock."""
    handle = os.open(parent, os.O_RDONLY)
    try:
        _lock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how)
    except OSError:
        # held by another one, or a network drive without locks, where nothing is swept then
        return False
    return True
