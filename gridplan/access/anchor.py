"""Heads of the audit, kept outside the database: whoever rewrites the table can't rewrite them, too."""

from __future__ import annotations

import fcntl
import os
import re
from dataclasses import dataclass
from datetime import datetime
from io import BufferedRandom
from pathlib import Path

from gridplan.access.stamps import stamp
from gridplan.errors import StorageError

FILE, VARIABLE = "audit.anchor", "GRIDPLAN_ANCHOR"
_LONGEST_LINE = 256
_LINE = re.compile(r"(\d+) ([0-9a-f]{64}) (\S+)")


@dataclass(frozen=True)
class Anchor:
    """
    The head of the audit at one moment.

    Attributes
    ----------
    seq
        Number of the last entry.
    hash
        Its hash.
    at
        When it was anchored.
    """

    seq: int
    hash: str
    at: str = ""


def anchor_file(workspace: Path) -> Path:
    """
    Tell where the heads are kept; best on another machine or on paper that can only be added to.

    Parameters
    ----------
    workspace
        Folder of the workspace.

    Returns
    -------
    file
        What `GRIDPLAN_ANCHOR` names, or `audit.anchor` in the workspace.
    """
    return Path(os.environ.get(VARIABLE) or workspace / FILE)


def read_anchors(file: Path) -> list[Anchor]:
    """
    Read all heads.

    Parameters
    ----------
    file
        The file; a last line that was cut off while it was written counts for nothing.

    Returns
    -------
    anchors
        In the order of the file; none where there is no file yet.

    Raises
    ------
    StorageError
        If the file can't be read or a line is none of ours.
    """
    try:
        lines = file.read_text(encoding="ascii", errors="replace").splitlines(keepends=True)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StorageError(f"can't read {file}: {error.strerror or error}") from error
    return [_read(line.strip(), file) for line in lines if line.endswith("\n") and line.strip()]


def append_anchor(file: Path, anchor: Anchor, *, now: datetime) -> None:
    """
    Add a head and make sure that it reached the disk.

    Parameters
    ----------
    file
        The file.
    anchor
        The head, as `gridplan.access.audit.head` gives it after the commit.
    now
        The moment.

    Raises
    ------
    StorageError
        If the disk fails.
    """
    line = f"{anchor.seq} {anchor.hash} {stamp(now)}\n"
    try:
        with file.open("ab+") as stream:
            # until it is closed: two processes never write at once, nor drop what the other one is writing
            fcntl.flock(stream, fcntl.LOCK_EX)
            _drop_cut_line(stream)
            stream.write(line.encode())
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise StorageError(f"can't write {file}: {error.strerror or error}") from error


def _read(line: str, file: Path) -> Anchor:
    match = _LINE.fullmatch(line)
    if match is None:
        raise StorageError(f"{file} holds a line that is no head of the audit")
    return Anchor(int(match[1]), match[2], match[3])


def _drop_cut_line(stream: BufferedRandom) -> None:
    size = stream.seek(0, os.SEEK_END)
    start = stream.seek(max(0, size - _LONGEST_LINE))
    whole = start + stream.read().rfind(b"\n") + 1
    if whole < size:
        stream.truncate(whole)
