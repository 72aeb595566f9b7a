"""The first bytes of a sealed file: how its key is made of a passphrase, and how a wrong one is told."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import struct
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw

from gridplan.errors import SettingsError, StorageError

MAGIC, EDITION = b"GRIDPLAN", 1
#: magic, edition, passes, lanes, memory in KiB, salt, start of every nonce
_FORM = struct.Struct(">8sBBHI16s7s")
_CHECK_BYTES, _DIGEST_BYTES, _KEY_BYTES = 16, 32, 32
SIZE = _FORM.size + _CHECK_BYTES + _DIGEST_BYTES
#: A forged header must not make us fill the memory or work for hours.
_MOST = (16, 16, 1 << 20)


@dataclass(frozen=True)
class Cost:
    """
    What one guess of the passphrase costs (argon2id).

    Attributes
    ----------
    passes
        Times over the memory.
    lanes
        Threads.
    memory_kib
        Memory in KiB.
    """

    passes: int = 3
    lanes: int = 2
    memory_kib: int = 128 * 1024


@dataclass(frozen=True)
class Lock:
    """
    What opens and closes the chunks of one file.

    Attributes
    ----------
    head
        The header as it stands in the file; every chunk vouches for it.
    key
        256 bits for AES.
    prefix
        Start of every nonce.
    """

    head: bytes
    key: bytes
    prefix: bytes


def new_lock(passphrase: str, cost: Cost, random: Callable[[int], bytes] = secrets.token_bytes) -> Lock:
    """
    Make the header of a new file.

    Parameters
    ----------
    passphrase
        What will open it.
    cost
        What one guess costs.
    random
        Source of random bytes.

    Returns
    -------
    lock
        With a salt of its own, so that no two files share a key.
    """
    salt, prefix = random(16), random(7)
    start = _FORM.pack(MAGIC, EDITION, cost.passes, cost.lanes, cost.memory_kib, salt, prefix)
    key, check = _derive(passphrase, start)
    return Lock(start + check + hashlib.sha256(start + check).digest(), key, prefix)


def read_lock(head: bytes, passphrase: str, name: str) -> Lock:
    """
    Open the header of a file.

    Parameters
    ----------
    head
        The first `SIZE` bytes.
    passphrase
        What opens it.
    name
        What to call the file in messages.

    Returns
    -------
    lock
        What opens the chunks.

    Raises
    ------
    StorageError
        If this is no sealed file, another edition, or its header is damaged or cut.
    SettingsError
        If the passphrase is another one.
    """
    start, check = head[: _FORM.size], head[_FORM.size : -_DIGEST_BYTES]
    if not MAGIC.startswith(head[: len(MAGIC)]):
        raise StorageError(f"{name} is no backup of GridPlan")
    if len(head) < SIZE or hashlib.sha256(start + check).digest() != head[-_DIGEST_BYTES:]:
        raise StorageError(f"{name} is damaged or cut in its header")
    _, edition, *cost, _, prefix = _FORM.unpack(start)
    if edition != EDITION or any(value > most for value, most in zip(cost, _MOST, strict=True)):
        raise StorageError(f"{name} was written by another edition of GridPlan ({edition}); this one reads {EDITION}")
    key, expected = _derive(passphrase, start)
    if not hmac.compare_digest(check, expected):
        raise SettingsError(f"the passphrase does not open {name}")
    return Lock(head, key, prefix)


def _derive(passphrase: str, start: bytes) -> tuple[bytes, bytes]:
    """Make the key, and a value that tells whether it is the right one and the header untouched."""
    _, _, passes, lanes, memory, salt, _ = _FORM.unpack(start)
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    drawn = hash_secret_raw(secret, salt, passes, memory, lanes, 2 * _KEY_BYTES, Type.ID)
    return drawn[:_KEY_BYTES], hmac.digest(drawn[_KEY_BYTES:], start, "sha256")[:_CHECK_BYTES]
