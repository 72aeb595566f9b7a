"""
Seal personal fields (AES-256-GCM), each bound to its table, column and row.

A sealed field is the name of its key (4 bytes), a nonce (12), the ciphertext and its tag (16). A field that was moved
to another row or column does not open.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gridplan.access.keys import ID_BYTES, Key, KeyRing
from gridplan.errors import StorageError

NONCE_BYTES = 12
_START = ID_BYTES + NONCE_BYTES


def encrypt_column(
    ring: KeyRing, values: Iterable[str | None], ids: Sequence[str], *, table: str, column: str
) -> list[bytes | None]:
    """
    Seal a column with the newest key.

    Parameters
    ----------
    ring
        The keys.
    values
        One text a row, or None.
    ids
        Id of every row.
    table
        Name of the table.
    column
        Name of the column.

    Returns
    -------
    sealed
        One sealed field a row; None stays None.
    """
    key = ring.current
    seal, name, bound = _cipher(key, table, column).encrypt, key.key_id, _bound(table, column)
    nonces = os.urandom(NONCE_BYTES * len(ids))
    starts = range(0, len(nonces), NONCE_BYTES)
    return [
        None
        if value is None
        else name + (nonce := nonces[at : at + NONCE_BYTES]) + seal(nonce, value.encode(), bound + row.encode())
        for value, row, at in zip(values, ids, starts, strict=True)
    ]


def decrypt_column(
    ring: KeyRing, sealed: Iterable[bytes | None], ids: Iterable[str], *, table: str, column: str
) -> list[str | None]:
    """
    Open a column.

    Parameters
    ----------
    ring
        The keys.
    sealed
        One sealed field a row, or None.
    ids
        Id of every row.
    table
        Name of the table.
    column
        Name of the column.

    Returns
    -------
    values
        One text a row.

    Raises
    ------
    KeyMissingError
        If the ring lacks a key.
    StorageError
        If a field was changed, or belongs to another row.
    """
    bound, openers = _bound(table, column), _Openers(ring, table, column)
    try:
        return [
            None
            if field is None
            else openers[field[:ID_BYTES]]
            .decrypt(field[ID_BYTES:_START], field[_START:], bound + row.encode())
            .decode()
            for field, row in zip(sealed, ids, strict=True)
        ]
    except (InvalidTag, ValueError) as error:
        told = "{table}.{column} is damaged: a sealed field does not open"
        raise StorageError(told, table=table, column=column) from error


class _Openers(dict[bytes, AESGCM]):
    """The cipher of each key that a column was sealed with, made when it is first needed."""

    def __init__(self, ring: KeyRing, table: str, column: str) -> None:
        super().__init__()
        self.ring, self.table, self.column = ring, table, column

    def __missing__(self, key_id: bytes) -> AESGCM:
        self[key_id] = _cipher(self.ring.key_of(key_id), self.table, self.column)
        return self[key_id]


def _cipher(key: Key, table: str, column: str) -> AESGCM:
    return AESGCM(key.derive(f"seal {table}.{column}"))


def _bound(table: str, column: str) -> bytes:
    # names hold no NUL, so that no two places read alike
    return f"{table}\0{column}\0".encode()
