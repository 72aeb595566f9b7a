"""What identifies people: sealed before it is stored, masked when it is shown, revealed with a reason."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from gridplan.access.blind_index import index_column
from gridplan.access.fields import decrypt_column, encrypt_column
from gridplan.access.keys import KeyRing, create_keys, key_file, read_keys
from gridplan.access.scope import Scope
from gridplan.model.tables import PERSONS, empty_table
from gridplan.storage.database import persons as table
from gridplan.storage.database.batches import read_setting, write_setting
from gridplan.storage.database.engine import Connection
from gridplan.workspace.opening import Workspace

_SEALED, _INDEXED = ("holder", "id_card", "phone"), ("id_card", "phone")
_TABLE, _KEY = "person", "key"
_YES, _NO = "yes", "no"


def store_persons(
    scope: Scope,
    workspace: Workspace,
    connection: Connection,
    persons: pd.DataFrame,
    households: pd.Index,
    *,
    now: datetime,
) -> int:
    """
    Seal and store the people of households; households that are gone lose theirs.

    Parameters
    ----------
    scope
        Who imports.
    workspace
        The county; its key is made with the first person.
    connection
        The transaction of the import.
    persons
        Contract `PERSONS`; empty where the file tells nothing of people, who then stay as they are.
    households
        Ids of all households that there are from now on.
    now
        The moment.

    Returns
    -------
    stored
        How many rows were written.

    Raises
    ------
    KeyMissingError
        If the key is not the one that people were sealed with before.
    """
    del scope
    if persons.empty:
        kept = table.read_persons(connection)
        rows = kept[kept["household_id"].isin(households)].drop(columns="valid_from")
        return table.store_persons(connection, rows, now=now)[0] if len(kept) else 0
    ring = _keys(workspace, connection)
    return table.store_persons(connection, _sealed(ring, persons), now=now)[0]


def open_persons(scope: Scope, workspace: Workspace, connection: Connection, households: Iterable[str]) -> pd.DataFrame:
    """
    Open what identifies people of some households, for what masks or reveals it.

    Parameters
    ----------
    scope
        Who asks; must see households at all.
    workspace
        The county.
    connection
        A snapshot.
    households
        Ids, all of them in the scope.

    Returns
    -------
    persons
        Contract `PERSONS`, in the clear.
    """
    scope.require_households()
    known = table.read_persons(connection, households)
    return _opened(_keys(workspace, connection), known) if len(known) else empty_table(str(PERSONS.name))


def _keys(workspace: Workspace, connection: Connection) -> KeyRing:
    """Read the keys, or make them with the first person; another key than before is refused before any write."""
    file, fingerprint = key_file(workspace.path), read_setting(connection, _KEY)
    if fingerprint:
        ring = read_keys(file)
        ring.require(fingerprint)
        return ring
    ring = read_keys(file) if file.exists() else create_keys(file)
    write_setting(connection, _KEY, ring.fingerprint())
    return ring


def _sealed(ring: KeyRing, persons: pd.DataFrame) -> pd.DataFrame:
    ids = persons.index.to_list()
    plain = {name: _texts(persons[name]) for name in _SEALED}
    columns: dict[str, object] = {"household_id": ids}
    for name, values in plain.items():
        columns[f"{name}_c"] = encrypt_column(ring, values, ids, table=_TABLE, column=name)
    for name in _INDEXED:
        columns[f"{name}_x"] = index_column(ring, plain[name], column=f"{_TABLE}.{name}")
    consent, valid = _texts(persons["consent"]), [_YES if held else _NO for held in persons["consent_valid"]]
    columns |= {"consent": consent, "consent_valid": valid}
    secret = ring.current.derive("digest of a person")
    told = zip(*plain.values(), consent, valid, strict=True)
    columns["digest"] = [hmac.digest(secret, repr(row).encode(), "sha256").hex() for row in told]
    return pd.DataFrame(columns, dtype=object)


def _opened(ring: KeyRing, known: pd.DataFrame) -> pd.DataFrame:
    ids = known["household_id"].to_list()
    columns: dict[str, object] = {
        name: decrypt_column(ring, known[f"{name}_c"], ids, table=_TABLE, column=name) for name in _SEALED
    }
    columns |= {"consent": known["consent"].to_list(), "consent_valid": (known["consent_valid"] == _YES).to_list()}
    return pd.DataFrame(columns, index=pd.Index(ids, name="household_id", dtype=str))


def _texts(column: pd.Series) -> list[str | None]:
    return column.astype(object).where(column.notna(), None).to_list()
