"""
A file sealed with a passphrase; a wrong passphrase, a cut, an edit and something appended are told.

Chunks of 1 MiB in AES-256-GCM. The nonce holds the number of the chunk and whether it is the last, so that chunks
can be neither swapped nor left out (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gridplan.errors import StorageError
from gridplan.storage.atomic import replacing
from gridplan.storage.backup.header import SIZE, Cost, Lock, new_lock, read_lock

CHUNK = 1 << 20
_TAG = 16


class Sink(Protocol):
    """Something that takes bytes."""

    def write(self, data: bytes, /) -> object:
        """
        Take bytes.

        Parameters
        ----------
        data
            The bytes.

        Returns
        -------
        nothing
            Nobody looks at it.
        """


class _Sealer:
    """Cuts what is written into chunks; the last is known only at the end, so one chunk is always held back."""

    def __init__(self, file: BinaryIO, lock: Lock) -> None:
        self._file, self._lock, self._cipher = file, lock, AESGCM(lock.key)
        self._held, self._number = bytearray(), 0

    def write(self, data: bytes, /) -> int:
        self._held += data
        while len(self._held) > CHUNK:
            self._seal(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(data)

    def finish(self) -> None:
        self._seal(bytes(self._held), last=True)

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._lock, self._number, last=last), chunk, self._lock.head))
        self._number += 1


class _Opened(io.RawIOBase):
    """Hands out chunks as one stream."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._left = chunks, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override] # typeshed wants every buffer
        if not self._left:
            self._left = memoryview(next(self._chunks, b""))
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


@contextmanager
def sealing(path: Path, passphrase: str, *, cost: Cost | None = None) -> Iterator[Sink]:
    """
    Write a sealed file; it is there whole or not at all.

    Parameters
    ----------
    path
        The file.
    passphrase
        What will open it.
    cost
        What one guess of the passphrase costs.

    Yields
    ------
    sink
        Takes the plain bytes; 1 MiB of them is in memory.

    Raises
    ------
    StorageError
        If the disk fails; an older file stands.
    """
    lock = new_lock(passphrase, cost or Cost())
    with replacing(path) as beside, beside.open("xb") as file:
        # it holds the key of personal fields, if only sealed
        beside.chmod(0o600)
        file.write(lock.head)
        sealer = _Sealer(file, lock)
        yield sealer
        sealer.finish()


@contextmanager
def opening(path: Path, passphrase: str) -> Iterator[io.BufferedReader]:
    """
    Read a sealed file.

    Parameters
    ----------
    path
        The file.
    passphrase
        What opens it.

    Yields
    ------
    stream
        The plain bytes; what is read of it is genuine, but only its end tells that nothing is missing.

    Raises
    ------
    StorageError
        If the file can't be read, is no sealed file, or is damaged or cut.
    SettingsError
        If the passphrase is another one.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise StorageError(f"can't read {path}: {error.strerror or error}") from error
    with file:
        lock = read_lock(file.read(SIZE), passphrase, path.name)
        yield io.BufferedReader(_Opened(_chunks(file, lock, path.name)), CHUNK)


def _chunks(file: BinaryIO, lock: Lock, name: str) -> Iterator[bytes]:
    cipher, number = AESGCM(lock.key), 0
    sealed = file.read(CHUNK + _TAG)
    while True:
        following = file.read(CHUNK + _TAG)
        last = not following
        try:
            yield cipher.decrypt(_nonce(lock, number, last=last), sealed, lock.head)
        except InvalidTag as error:
            reason = _reason(cipher, lock, number, sealed, last=last)
            raise StorageError(f"{name} {reason}; nothing of it was used") from error
        if last:
            return
        sealed, number = following, number + 1


def _reason(cipher: AESGCM, lock: Lock, number: int, sealed: bytes, *, last: bool) -> str:
    """Tell a clean cut and something appended from damage: the chunk is whole, but holds another place."""
    try:
        cipher.decrypt(_nonce(lock, number, last=not last), sealed, lock.head)
    except InvalidTag:
        return f"is damaged or cut at chunk {number + 1}"
    return f"is cut after chunk {number + 1}" if last else f"goes on after its end, chunk {number + 1}"


def _nonce(lock: Lock, number: int, *, last: bool) -> bytes:
    return lock.prefix + number.to_bytes(4, "big") + bytes([last])
