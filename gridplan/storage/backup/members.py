"""
The inside of a backup: members one after the other, and last a manifest that vouches for them.

A member is its name, blocks and an empty block; so it can be written before anybody knows how long it gets.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from gridplan.errors import StorageError
from gridplan.storage.backup.sealed import Sink

MANIFEST, EDITION = "manifest.json", 1
_BLOCK = 1 << 20
_LENGTH = struct.Struct(">I")
#: Plain names in plain folders: nothing of a forged file lands elsewhere.
_NAME = re.compile(r"[^/\\\0.][^/\\\0]*(/[^/\\\0.][^/\\\0]*)*")


@dataclass
class Manifest:
    """
    What a backup says of itself.

    Attributes
    ----------
    made_at
        When, ISO text in UTC.
    county
        Name of the county.
    revision
        Revision of the database's schema.
    rows
        Number of rows by table.
    members
        SHA-256 by member.
    edition
        Raised when older ones can't be read as they are.
    """

    made_at: str
    county: str
    revision: str
    rows: dict[str, int] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    edition: int = EDITION


class _Member:
    """Takes the bytes of one member; also what pyarrow calls a file."""

    closed = False

    def __init__(self, sink: Sink) -> None:
        self._sink, self.digest = sink, hashlib.sha256()

    def write(self, data: bytes, /) -> int:
        block = bytes(data)
        self.digest.update(block)
        for start in range(0, len(block), _BLOCK):
            _put(self._sink, block[start : start + _BLOCK])
        return len(block)

    def flush(self) -> None:
        """Nothing is held back here."""


class Packer:
    """
    Writes members.

    Parameters
    ----------
    sink
        Where to.
    manifest
        Is filled as members are written.
    """

    def __init__(self, sink: Sink, manifest: Manifest) -> None:
        self._sink, self.manifest = sink, manifest

    @contextmanager
    def member(self, name: str) -> Iterator[_Member]:
        """
        Write one member.

        Parameters
        ----------
        name
            Its name, folders parted by slashes.

        Yields
        ------
        member
            Takes the bytes.
        """
        if not _NAME.fullmatch(name):
            raise StorageError(f"{name!r} can't be kept in a backup under that name; rename it")
        member = _Member(self._sink)
        _put(self._sink, name.encode())
        yield member
        _put(self._sink, b"")
        self.manifest.members[name] = member.digest.hexdigest()

    def file(self, name: str, path: Path) -> None:
        """
        Write a file as a member.

        Parameters
        ----------
        name
            Its name in the backup.
        path
            The file.
        """
        with path.open("rb") as source, self.member(name) as member:
            while block := source.read(_BLOCK):
                member.write(block)

    def finish(self) -> None:
        """Write the manifest, which ends the backup."""
        text = json.dumps(asdict(self.manifest), ensure_ascii=False)
        _put(self._sink, MANIFEST.encode())
        _put(self._sink, text.encode())
        _put(self._sink, b"")


def unpack(stream: BinaryIO, folder: Path) -> Manifest:
    """
    Write the members into a folder, and hold them against the manifest.

    Parameters
    ----------
    stream
        The inside of a backup.
    folder
        Where to; an empty folder.

    Returns
    -------
    manifest
        What the backup says of itself.

    Raises
    ------
    StorageError
        If a member is missing, too much or changed, or the backup has another edition.
    """
    found = {}
    while (name := _name(_block(stream))) != MANIFEST:
        found[name] = _unpack_member(stream, folder / name)
    text = b"".join(_blocks(stream))
    if stream.read(1):
        raise StorageError("the backup goes on after its manifest")
    manifest = _manifest(json.loads(text))
    if found != manifest.members:
        wrong, _ = min(set(found.items()) ^ set(manifest.members.items()))
        raise StorageError(f"the backup is damaged: {wrong} is missing or changed")
    return manifest


def _manifest(told: dict[str, Any]) -> Manifest:
    if told.get("edition") != EDITION:
        raise StorageError(f"the backup has edition {told.get('edition')}; this GridPlan reads {EDITION}")
    return Manifest(**told)


def _name(block: bytes) -> str:
    name = block.decode(errors="replace")
    if not _NAME.fullmatch(name):
        raise StorageError(f"the backup is damaged: {name!r} is no name of a member")
    return name


def _unpack_member(stream: BinaryIO, path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("xb") as file:
        for block in _blocks(stream):
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _put(sink: Sink, block: bytes) -> None:
    sink.write(_LENGTH.pack(len(block)) + block)


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := _block(stream):
        yield block


def _block(stream: BinaryIO) -> bytes:
    length = stream.read(_LENGTH.size)
    size = _LENGTH.unpack(length)[0] if len(length) == _LENGTH.size else _BLOCK + 1
    block = stream.read(size) if size <= _BLOCK else b""
    if size > _BLOCK or len(block) != size:
        raise StorageError("the backup is damaged: a member has no end")
    return block
