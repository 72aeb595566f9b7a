"""What identifies the people of households, sealed for the database and opened for those who may see it."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from gridplan.access.blind_index import index_column, search_values
from gridplan.access.fields import decrypt_column, encrypt_column
from gridplan.access.keys import KeyRing
from gridplan.access.mac import Mac

_TABLE = "person"
SEALED = ("holder", "id_card", "phone")
INDEXED = ("id_card", "phone")
_NOTHING = "\1"
_KEPT = ["consent", "consent_valid"]


def seal_persons(ring: KeyRing, persons: pd.DataFrame) -> pd.DataFrame:
    """
    Seal persons for the database.

    Parameters
    ----------
    ring
        The keys; the newest seals.
    persons
        Indexed by `household_id`, with `holder`, `id_card`, `phone`, `consent`, `consent_valid`.

    Returns
    -------
    sealed
        Columns `household_id`; `holder_c`, `id_card_c`, `phone_c`; the blind indexes `id_card_x`, `phone_x`; `consent`,
        `consent_valid`; and `digest`, a keyed hash that tells whether anything of a person changed.
    """
    ids = persons.index.astype(str).tolist()
    values = {name: _texts(persons[name]) for name in (*SEALED, *_KEPT)}
    columns: dict[str, object] = {"household_id": ids}
    for name in SEALED:
        columns[f"{name}_c"] = encrypt_column(ring, values[name], ids, table=_TABLE, column=name)
    for name in INDEXED:
        columns[f"{name}_x"] = index_column(ring, values[name], column=f"{_TABLE}.{name}")
    columns |= {name: persons[name].tolist() for name in _KEPT}
    columns["digest"] = _digests(ring, ids, *values.values())
    return pd.DataFrame(columns)


def open_persons(ring: KeyRing, sealed: pd.DataFrame, fields: Collection[str] = SEALED) -> pd.DataFrame:
    """
    Open some fields of persons.

    Parameters
    ----------
    ring
        The keys.
    sealed
        Rows of the database, with `household_id` and the ciphertexts.
    fields
        Which fields to open; what nobody asked for stays sealed.

    Returns
    -------
    persons
        Indexed by `household_id`: the fields in plain text, `consent` and `consent_valid`.

    Raises
    ------
    KeyMissingError
        If the ring lacks a key.
    StorageError
        If a field was changed, or belongs to another row.
    """
    ids = sealed["household_id"].tolist()
    plain: dict[str, object] = {
        name: decrypt_column(ring, _bytes(sealed[f"{name}_c"]), ids, table=_TABLE, column=name) for name in fields
    }
    plain |= {name: sealed[name].tolist() for name in _KEPT}
    return pd.DataFrame(plain, index=pd.Index(ids, name="household_id", dtype=str))


def reseal_persons(ring: KeyRing, sealed: pd.DataFrame) -> pd.DataFrame:
    """
    Seal persons anew with the newest key.

    Parameters
    ----------
    ring
        The keys, the new one first.
    sealed
        Rows of the database.

    Returns
    -------
    sealed
        The same rows with other ciphertexts, indexes and digests; further columns stay.
    """
    anew = seal_persons(ring, open_persons(ring, sealed))
    return sealed.assign(**{name: anew[name].to_numpy(object) for name in anew.columns if name not in _KEPT})


def person_search(ring: KeyRing, field: str, value: str) -> list[bytes]:
    """
    Say what to look for in a blind index.

    Parameters
    ----------
    ring
        The keys.
    field
        `id_card` or `phone`; its index stands in the column `<field>_x`.
    value
        The number, however it is written.

    Returns
    -------
    indexes
        One for each key.
    """
    return search_values(ring, value, column=f"{_TABLE}.{field}")


def _digests(ring: KeyRing, ids: list[str], *columns: list[str | None]) -> list[bytes]:
    digest = Mac(ring.current.derive(f"digest {_TABLE}")).digest
    # no field holds NUL, so that no two rows read alike
    rows = zip(ids, *([_NOTHING if value is None else value for value in column] for column in columns), strict=True)
    return [digest("\0".join(row).encode()) for row in rows]


def _texts(column: pd.Series) -> list[str | None]:
    return column.astype(str).astype(object).where(column.notna(), None).tolist()


def _bytes(column: pd.Series) -> list[bytes | None]:
    return [bytes(value) if isinstance(value, bytes | memoryview) else None for value in column.tolist()]
