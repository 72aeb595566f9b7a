"""What identifies people, as ciphertext: who may open it is not decided here, and no key is known here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, bindparam, delete, select, update

from gridplan.storage.database.bulk import read_rows, staged
from gridplan.storage.database.schema import PERSON
from gridplan.storage.database.through_time import after_the_last, keep_rows

SEALED = ["holder_c", "id_card_c", "phone_c"]
INDEXES = ["id_card_x", "phone_x"]
COLUMNS = ["household_id", *SEALED, *INDEXES, "consent", "consent_valid", "digest"]
_ROW = ["household_id", "valid_from"]


def store_persons(connection: Connection, persons: pd.DataFrame, *, now: datetime) -> tuple[int, int]:
    """
    Make persons the current ones; rows whose digest is unchanged stay, though a ciphertext differs every time.

    Parameters
    ----------
    connection
        A connection that writes.
    persons
        Columns `COLUMNS`; `digest` is a keyed hash of all that is told of a household's people.
    now
        From when on they hold.

    Returns
    -------
    opened, closed
        Rows that were written, and rows that were closed.
    """
    moment = after_the_last(connection, PERSON, now)
    return keep_rows(connection, PERSON, persons[COLUMNS], moment=moment, compared=["digest"])


def read_persons(
    connection: Connection, household_ids: Iterable[str] | None = None, *, past: bool = False
) -> pd.DataFrame:
    """
    Read persons, still sealed.

    Parameters
    ----------
    connection
        Any connection.
    household_ids
        Their households; None for all.
    past
        Whether rows that hold no longer are read too.

    Returns
    -------
    persons
        Columns `COLUMNS` and `valid_from`, in the order of households.
    """
    query = select(*(PERSON.c[name] for name in [*COLUMNS, "valid_from"])).order_by(*(PERSON.c[name] for name in _ROW))
    if not past:
        query = query.where(PERSON.c.valid_to.is_(None))
    if household_ids is not None:
        query = query.where(PERSON.c.household_id.in_(sorted(household_ids)))
    return read_rows(connection, query)


def find_persons(connection: Connection, column: str, indexes: Sequence[bytes]) -> list[str]:
    """
    Find households by a blind index.

    Parameters
    ----------
    connection
        Any connection.
    column
        `id_card_x` or `phone_x`.
    indexes
        What is looked for, one for each key.

    Returns
    -------
    household_ids
        Households whose person matches; sorted.
    """
    query = select(PERSON.c.household_id).where(PERSON.c[column].in_(list(indexes)), PERSON.c.valid_to.is_(None))
    return sorted(connection.execute(query).scalars().all())


def households_of_persons(connection: Connection) -> list[str]:
    """
    List the households of all persons, past rows included.

    Parameters
    ----------
    connection
        Any connection.

    Returns
    -------
    household_ids
        In no order.
    """
    return list(connection.execute(select(PERSON.c.household_id).distinct()).scalars())


def reseal_persons(connection: Connection, persons: pd.DataFrame) -> None:
    """
    Put other ciphertexts, indexes and digests of the same persons in place, after a change of keys.

    Parameters
    ----------
    connection
        A connection that writes.
    persons
        As `read_persons` gave them with `past`, sealed anew.
    """
    names = [*SEALED, *INDEXES, "digest"]
    change = (
        update(PERSON)
        .where(
            PERSON.c.household_id == bindparam("of"),
            PERSON.c.valid_from == bindparam("since", type_=PERSON.c.household_id.type),
        )
        .values({name: bindparam(name) for name in names})
    )
    rows: list[Mapping[str, object]] = [
        {"of": row["household_id"], "since": row["valid_from"], **{name: row[name] for name in names}}
        for row in persons.astype(object).where(persons.notna(), None).to_dict("records")
    ]
    if rows:
        connection.execute(change, rows)


def purge_persons(connection: Connection, household_ids: Iterable[str]) -> int:
    """
    Take persons away for good, past rows included; households stay.

    Parameters
    ----------
    connection
        A connection that writes.
    household_ids
        Their households.

    Returns
    -------
    purged
        Rows that were taken away.
    """
    wanted = pd.DataFrame({"household_id": sorted(set(household_ids))}, dtype=object)
    with staged(connection, PERSON, wanted) as fresh:
        return connection.execute(
            delete(PERSON).where(PERSON.c.household_id.in_(select(fresh.c.household_id)))
        ).rowcount
