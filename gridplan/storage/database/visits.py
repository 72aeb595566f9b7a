"""Visits, append-only: sent twice, stored once; what doesn't fit is kept aside and told, never dropped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, insert, select

from gridplan.errors import StorageError
from gridplan.storage.database.bulk import read_rows
from gridplan.storage.database.columns import moment_text
from gridplan.storage.database.schema import CONTRACT_TABLES, HOLDING, VISIT, VISIT_ASIDE
from gridplan.storage.database.upsert import insert_new

#: What a device tells of a visit.
TOLD = ("uuid", "household_id", "officer_id", "grid_id", "device_at", "outcome", "note", "device")
#: What it may tell besides: the stage reached, the day agreed, the visit that this one corrects.
MAY_TELL = ("stage", "next_day", "corrects")
#: A device's clock may be ahead of ours by so much.
AHEAD = timedelta(minutes=5)
#: A clock that was never set says 1970 or thereabouts.
SET_SINCE = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class VisitsKept:
    """
    What became of visits that were sent.

    Attributes
    ----------
    stored
        How many are new.
    known
        How many were there already, word for word.
    aside
        How many name a household that nobody knows; they are kept, to be put right by a person.
    conflicting
        Ids of those that are there with other content; what was there stands, and the sender must be told.
    """

    stored: int
    known: int
    aside: int
    conflicting: tuple[str, ...]


def add_visits(
    connection: Connection,
    visits: Sequence[Mapping[str, Any]],
    *,
    now: datetime,
    only: Collection[str] | None = None,
) -> VisitsKept:
    """
    Keep visits.

    Parameters
    ----------
    connection
        A connection that writes.
    visits
        Each with `TOLD`, maybe with some of `MAY_TELL`; `uuid` was made on the device, `device_at` knows its zone.
    now
        The present, by our clock.
    only
        Households that the sender may visit; all others count as unknown to the sender. None for all.

    Returns
    -------
    kept
        What became of them; the sum of all four is the number of visits.
    """
    known = _known_households(connection, {str(visit["household_id"]) for visit in visits})
    known = known if only is None else known.intersection(only)
    fates = [_keep(connection, visit, doubt=_doubt(connection, visit, known), now=now) for visit in visits]
    conflicting = tuple(str(visit["uuid"]) for visit, fate in zip(visits, fates, strict=True) if fate == "conflicting")
    return VisitsKept(fates.count("stored"), fates.count("known"), fates.count("aside"), conflicting)


def add_history(connection: Connection, visits: pd.DataFrame) -> int:
    """
    Keep visits of before there was a server: all at once, since nobody waits for an answer to each.

    Parameters
    ----------
    connection
        A connection that writes.
    visits
        Columns as in `add_visits`; they came when they were made.

    Returns
    -------
    stored
        How many.

    Raises
    ------
    StorageError
        If visits are kept already: history comes before them.
    """
    if connection.execute(select(VISIT.c.seq).limit(1)).first():
        raise StorageError("visits are kept already; their history comes first")
    told = visits[[*TOLD, "next_day"]]
    listed = [dict(zip(map(str, told), values, strict=True)) for values in zip(*map(told.get, told), strict=True)]
    rows = [{**one, "server_at": one["device_at"], "digest": _digest(one), "flags": []} for one in listed]
    if rows:
        connection.execute(insert(VISIT), rows)
    return len(rows)


def visits_of(
    connection: Connection,
    *,
    household_ids: Iterable[str] | None = None,
    branch_ids: Iterable[str] | None = None,
    grid_ids: Iterable[str] | None = None,
) -> pd.DataFrame:
    """
    List visits in the order in which they came.

    Parameters
    ----------
    connection
        Any connection.
    household_ids
        Households; None for all.
    branch_ids
        Branches that hold the households now; None for all.
    grid_ids
        Grids that hold the households now; None for all.

    Returns
    -------
    visits
        Columns of `visit`; times are texts in UTC.
    """
    query = select(VISIT).order_by(VISIT.c.seq)
    if household_ids is not None:
        query = query.where(VISIT.c.household_id.in_(sorted(household_ids)))
    wanted = {"branch_id": branch_ids, "grid_id": grid_ids}
    if branch_ids is not None or grid_ids is not None:
        query = query.join(HOLDING, HOLDING.c.household_id == VISIT.c.household_id)
    for name, ids in wanted.items():
        if ids is not None:
            query = query.where(HOLDING.c[name].in_(sorted(ids)))
    return read_rows(connection, query)


def _doubt(connection: Connection, visit: Mapping[str, Any], known: Collection[str]) -> str:
    """Say why a person must look at a visit first."""
    if visit["household_id"] not in known:
        return "household unknown"
    corrected = visit.get("corrects", "")
    own = (VISIT.c.household_id, VISIT.c.officer_id)
    if corrected:
        stands = connection.execute(select(*own).where(VISIT.c.uuid == corrected)).one_or_none()
        if stands is None or tuple(stands) != (visit["household_id"], visit["officer_id"]):
            return "corrects no visit of this officer to this household"
    return ""


def _keep(connection: Connection, visit: Mapping[str, Any], *, doubt: str, now: datetime) -> str:
    told = {name: visit[name] for name in TOLD} | {name: visit[name] for name in MAY_TELL if visit.get(name)}
    row = {**told, "server_at": now, "digest": _digest(told), "flags": _flags(visit["device_at"], now)}
    # an id that was put aside once stays known, even if its household is known by now
    stands = _digest_at(connection, VISIT if doubt else VISIT_ASIDE, row["uuid"])
    if stands is None:
        if not doubt and insert_new(connection, VISIT, row):
            return "stored"
        if doubt and insert_new(connection, VISIT_ASIDE, {**row, "why": doubt}):
            return "aside"
        stands = _digest_at(connection, VISIT_ASIDE if doubt else VISIT, row["uuid"])
    return "known" if stands == row["digest"] else "conflicting"


def _digest_at(connection: Connection, table: Table, uuid: str) -> str | None:
    return connection.execute(select(table.c.digest).where(table.c.uuid == uuid)).scalar()


def _known_households(connection: Connection, ids: set[str]) -> set[str]:
    """Pick those that are, or ever were, households of the county."""
    ever = CONTRACT_TABLES["households"].c.household_id
    held = HOLDING.c.household_id
    found = set(connection.execute(select(held).where(held.in_(sorted(ids)))).scalars())
    missing = sorted(ids - found)
    return found | set(connection.execute(select(ever).where(ever.in_(missing)).distinct()).scalars())


def _flags(device_at: datetime, now: datetime) -> list[str]:
    flags = {"clock_ahead": device_at > now + AHEAD, "clock_unset": device_at < SET_SINCE}
    return [flag for flag, raised in flags.items() if raised]


def _digest(told: Mapping[str, Any]) -> str:
    said = {**told, "device_at": moment_text(told["device_at"])}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
