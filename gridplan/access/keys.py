"""The keys of personal fields: a ring in a file outside the database, the newest key first in use."""

from __future__ import annotations

import json
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gridplan.errors import KeyMissingError, StorageError

FILE, VARIABLE = "gridplan.key", "GRIDPLAN_KEY"
KEY_BYTES, ID_BYTES, EDITION = 32, 4, 1


@dataclass(frozen=True)
class Key:
    """
    One key.

    Attributes
    ----------
    secret
        256 bits.
    """

    secret: bytes

    @property
    def key_id(self) -> bytes:
        """
        Name the key; every sealed field begins with it.

        Returns
        -------
        key_id
            Four bytes that say nothing of the key.
        """
        return self.derive("name of this key", ID_BYTES)

    def derive(self, purpose: str, length: int = KEY_BYTES) -> bytes:
        """
        Derive a key for one purpose (HKDF-SHA256), so that no two purposes share one.

        Parameters
        ----------
        purpose
            Such as `seal person.phone`.
        length
            Bytes wanted.

        Returns
        -------
        derived
            The key of that purpose.
        """
        return HKDF(SHA256(), length, salt=b"gridplan", info=purpose.encode()).derive(self.secret)

    def __repr__(self) -> str:
        """Show the name alone, since tracebacks and logs show what they find."""
        return f"Key({self.key_id.hex()})"


@dataclass(frozen=True)
class KeyRing:
    """
    All keys that rows may be sealed with.

    Attributes
    ----------
    keys
        Newest first; the newest one seals, all of them open.
    """

    keys: tuple[Key, ...]

    @property
    def current(self) -> Key:
        """
        Name the key that seals.

        Returns
        -------
        key
            The newest.
        """
        return self.keys[0]

    def key_of(self, key_id: bytes) -> Key:
        """
        Find the key that a field was sealed with.

        Parameters
        ----------
        key_id
            The first bytes of the sealed field.

        Returns
        -------
        key
            The key.

        Raises
        ------
        KeyMissingError
            If the ring lacks it.
        """
        for key in self.keys:
            if key.key_id == key_id:
                return key
        raise KeyMissingError("these personal fields were sealed with a key that the key file lacks")

    def fingerprint(self) -> str:
        """
        Give a value that tells later whether this is the key; to be stored in the database.

        Returns
        -------
        fingerprint
            Check value of the current key; the key can't be found from it.
        """
        return self.current.derive("check value of this key", 16).hex()

    def require(self, fingerprint: str) -> None:
        """
        Refuse to go on with a ring that can't open what is there; called before anything is written.

        Parameters
        ----------
        fingerprint
            What the database holds.

        Raises
        ------
        KeyMissingError
            If no key of the ring fits.
        """
        if fingerprint not in {KeyRing((key,)).fingerprint() for key in self.keys}:
            raise KeyMissingError("the key file is not the one that this workspace's personal fields were sealed with")

    def rotated(self) -> KeyRing:
        """
        Put a new key in front.

        Returns
        -------
        ring
            The new key, then the old ones, until every field is sealed anew.
        """
        return KeyRing((_new_key(), *self.keys))


def key_file(workspace: Path) -> Path:
    """
    Tell where the keys are; best on another disk than the database.

    Parameters
    ----------
    workspace
        Folder of the workspace.

    Returns
    -------
    file
        What `GRIDPLAN_KEY` names, or `gridplan.key` in the workspace.
    """
    return Path(os.environ.get(VARIABLE) or workspace / FILE)


def create_keys(file: Path) -> KeyRing:
    """
    Make a key file, readable by its owner alone.

    Parameters
    ----------
    file
        A file that is not there yet.

    Returns
    -------
    ring
        One new key.

    Raises
    ------
    StorageError
        If the file is there already, or the disk fails.
    """
    ring = KeyRing((_new_key(),))
    try:
        _write(file, ring)
    except OSError as error:
        raise StorageError("can't make {path}: {cause}", path=file, cause=error.strerror or error) from error
    return ring


def replace_keys(file: Path, ring: KeyRing) -> None:
    """
    Put another ring into the place of a key file, whole or not at all.

    Parameters
    ----------
    file
        The key file.
    ring
        The new ring.

    Raises
    ------
    StorageError
        If the disk fails; the old ring stands.
    """
    beside = file.with_name(f".{secrets.token_hex(4)}-{file.name}")
    try:
        _write(beside, ring)
        beside.replace(file)
        _sync(file.parent)
    except OSError as error:
        raise StorageError("can't write {path}: {cause}", path=file, cause=error.strerror or error) from error
    finally:
        beside.unlink(missing_ok=True)


def read_keys(file: Path) -> KeyRing:
    """
    Read a key file.

    Parameters
    ----------
    file
        The file.

    Returns
    -------
    ring
        Its keys.

    Raises
    ------
    KeyMissingError
        If it is missing, open to everybody on the machine, or no key file of ours.
    """
    try:
        if file.stat().st_mode & 0o007:
            raise KeyMissingError("everybody on this machine can read {path}; close it by `chmod 600`", path=file)
        written = json.loads(file.read_text(encoding="ascii"))
        keys = tuple(Key(b64decode(secret, validate=True)) for secret in written["keys"])
        good = written["edition"] == EDITION and keys and all(len(key.secret) == KEY_BYTES for key in keys)
    except OSError as error:
        told = "the key file {path} can't be read: {cause}"
        raise KeyMissingError(told, path=file, cause=error.strerror or error) from error
    except (ValueError, KeyError, TypeError) as error:
        raise KeyMissingError("{path} is damaged or no key file", path=file) from error
    if not good:
        raise KeyMissingError("{path} is of another edition or damaged", path=file)
    return KeyRing(keys)


def _new_key() -> Key:
    return Key(secrets.token_bytes(KEY_BYTES))


def _write(file: Path, ring: KeyRing) -> None:
    text = json.dumps({"edition": EDITION, "keys": [b64encode(key.secret).decode() for key in ring.keys]})
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(handle)
    _sync(file.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
