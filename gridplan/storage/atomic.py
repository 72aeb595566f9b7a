"""Write a file or a folder so that it is there whole or not at all: beside, fsync, rename."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gridplan.errors import StorageError
from gridplan.storage.aside import aside


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """
    Hand out a path beside the file; when the block ends well, it takes the file's place.

    Parameters
    ----------
    path
        The file to write or to replace; its folder is made.

    Yields
    ------
    beside
        Where to write; same suffix as `path`.

    Raises
    ------
    StorageError
        If the disk fails; the old file stands.
    """
    try:
        with aside(path.parent) as folder:
            beside = folder / path.name
            yield beside
            _sync(beside)
            beside.replace(path)
            _sync(path.parent)
    except OSError as error:
        raise StorageError(f"can't write {path}: {error.strerror or error}") from error


def sha256_of(path: Path) -> str:
    """
    Hash a file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    digest
        SHA-256 as hexadecimal text.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
