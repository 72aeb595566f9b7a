"""Find a sealed number without opening all: an HMAC of its plain form, worthless without the key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from gridplan.access.keys import Key, KeyRing
from gridplan.access.mac import Mac

#: Half of SHA-256: no two of a county's numbers meet, and the rest stays away from the disk.
BYTES = 16
_SPACES = re.compile(r"[\s\-().]+")
_ABROAD = re.compile(r"(?:\+|00)?86(?=1\d{10}$)")


def plain_number(value: str) -> str:
    """
    Bring a number into the one form in which it is compared.

    Parameters
    ----------
    value
        A phone or an identity card as somebody wrote it.

    Returns
    -------
    number
        Half width, without spaces and hyphens, without 86 before a mobile number, X as a capital.
    """
    # almost all numbers are plain already, and there are many
    plain = value if value.isascii() and value.isalnum() else _SPACES.sub("", unicodedata.normalize("NFKC", value))
    return _ABROAD.sub("", plain).upper()


def index_column(ring: KeyRing, values: Iterable[str | None], *, column: str) -> list[bytes | None]:
    """
    Index a column under the newest key.

    Parameters
    ----------
    ring
        The keys.
    values
        One number a row, or None.
    column
        Such as `person.phone`; each column has a key of its own, so that no two columns can be joined.

    Returns
    -------
    indexes
        One index a row; None stays None.
    """
    digest = _mac(ring.current, column).digest
    return [None if value is None else digest(plain_number(value).encode())[:BYTES] for value in values]


def search_values(ring: KeyRing, value: str, *, column: str) -> list[bytes]:
    """
    Say what to look for, also while rows are being sealed anew.

    Parameters
    ----------
    ring
        The keys.
    value
        The number wanted.
    column
        As for `index_column`.

    Returns
    -------
    indexes
        One for each key, to be looked up with IN.
    """
    return [_mac(key, column).digest(plain_number(value).encode())[:BYTES] for key in ring.keys]


def _mac(key: Key, column: str) -> Mac:
    return Mac(key.derive(f"index {column}"))
