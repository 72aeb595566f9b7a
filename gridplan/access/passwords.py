"""What a password must be, and how its hash is made and checked: argon2id, two checks at a time."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from gridplan.errors import InputError, LockedError

SHORTEST, LONGEST, CLASSES = 8, 128, 3
#: Words that no password may be made of; each is read without case.
COMMON = ("password", "passw0rd", "p@ssw0rd", "p@ssword", "admin", "qwerty", "1qaz", "abcd1234", "abc123", "abc@123",
          "123456", "888888", "666666", "iloveyou", "welcome", "letmein", "woaini", "gridplan", "test")  # fmt: skip
#: Each check takes 64 MiB and a fifth of a second; the waiting room keeps a flood of sign-ins from taking the machine.
HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
CHECKS_AT_A_TIME, PATIENCE_S = 2, 30.0
_SEATS = BoundedSemaphore(CHECKS_AT_A_TIME)
#: Parts of a name that a password may not hold; shorter ones come about by chance.
_NAME_PARTS = re.compile(r"[^\W_]{4,}")
_PARTS = (str.islower, str.isupper, str.isdigit)


def require_strong(password: str, name: str) -> None:
    """
    Refuse a weak password.

    Parameters
    ----------
    password
        The password wished for.
    name
        The account's name, which the password may not hold.

    Raises
    ------
    InputError
        If it is weak; the message says what is missing.
    """
    folded = password.casefold()
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(f"a password has {SHORTEST} to {LONGEST} characters")
    if _classes(password) < CLASSES:
        raise InputError("a password mixes three of: small letters, capital letters, digits, other signs")
    if any(part in folded for part in _NAME_PARTS.findall(name.casefold())):
        raise InputError("a password does not hold the account's name")
    if any(word in folded and len(word) * 2 > len(folded) for word in COMMON):
        raise InputError("this password is among those that are tried first")


def hash_password(password: str) -> str:
    """
    Hash a password with a fresh salt.

    Parameters
    ----------
    password
        The password.

    Returns
    -------
    encoded
        Its argon2id hash with all parameters.
    """
    with _seat():
        return HASHER.hash(password)


def verify_password(encoded: str | None, password: str) -> bool:
    """
    Check a password; where there is no hash, take the same time and refuse.

    Parameters
    ----------
    encoded
        The stored hash, or None for an unknown name.
    password
        What the person typed.

    Returns
    -------
    right
        Whether it is the password.
    """
    with _seat():
        try:
            return HASHER.verify(encoded or _nobodys(), password[: 2 * LONGEST]) and encoded is not None
        except (VerificationError, InvalidHashError):
            return False


def renewed_hash(encoded: str | None, password: str) -> str | None:
    """
    Hash a right password again where its hash was made with older parameters.

    Parameters
    ----------
    encoded
        The stored hash.
    password
        The password, just found right.

    Returns
    -------
    encoded
        The new hash, or the old one where it is good enough.
    """
    return hash_password(password) if encoded and HASHER.check_needs_rehash(encoded) else encoded


def _nobodys() -> str:
    salt, digest = (base64.b64encode(os.urandom(n)).decode().rstrip("=") for n in (HASHER.salt_len, HASHER.hash_len))
    return f"$argon2id$v=19$m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}${salt}${digest}"


def _classes(password: str) -> int:
    named = sum(any(map(part, password)) for part in _PARTS)
    return named + any(not any(part(sign) for part in _PARTS) for sign in password)


@contextmanager
def _seat() -> Iterator[None]:
    if not _SEATS.acquire(timeout=PATIENCE_S):
        raise LockedError("too many people sign in at this moment; try again")
    try:
        yield
    finally:
        _SEATS.release()
