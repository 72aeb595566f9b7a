"""Plan versions in the database: written once, never changed, checked by their hashes whenever they are read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import geopandas as gpd
import pandas as pd
from sqlalchemy import Connection, Row, and_, insert, or_, select

from gridplan.errors import ConflictError, StorageError
from gridplan.model.bank_time import bank_clock
from gridplan.model.plan import Plan
from gridplan.model.words import Severity
from gridplan.storage.database.bulk import insert_rows
from gridplan.storage.database.holdings import current_plan, keep_holdings
from gridplan.storage.database.locks import hold
from gridplan.storage.database.parquet import Part, unpack, unpack_all
from gridplan.storage.database.plan_packing import HOUSEHOLDS, NOBODY, PackedPlan, digest_of, file_name, pack_plan
from gridplan.storage.database.schema import PLAN_BLOB, PLAN_EVENT, PLAN_PART, PLAN_UNIT, PLAN_VERSION, metadata
from gridplan.storage.plan_header import check_edition, plan_of

_LISTED = ["plan_id", "created_at", "county", "synthetic", "grids_n", *map(str, Severity), "damaged"]
_STATES = ["state", "account", "checked_by", "approved_by"]
#: Units that a message names.
_TOLD = 5


def save_plan(
    connection: Connection, plan: Plan | PackedPlan, *, account: str, base: str | None = None, now: datetime
) -> None:
    """
    Store a plan as a new version in the state `draft`; only one that no second person need agree to is worked by.

    Parameters
    ----------
    connection
        A connection that writes.
    plan
        The plan; made ready by `pack_plan` beforehand, nobody has to wait for that.
    account
        Who stores it.
    base
        The version that it was made of, so that of two changes of one version the later is refused.
    now
        The present.

    Raises
    ------
    ConflictError
        If somebody else made another version of that base; says who, when and what differs.
    StorageError
        If the version exists already.
    """
    packed = plan if isinstance(plan, PackedPlan) else pack_plan(plan)
    hold(connection, "plans")
    if _version(connection, packed.plan_id) is not None:
        raise StorageError("plan {plan} exists already and is never changed", plan=packed.plan_id)
    if base is not None:
        _refuse_second(connection, packed, base)
    _insert(connection, packed, account=account, base=base, now=now)
    _insert_parts(connection, packed.plan_id, packed.parts)
    for name, rows in packed.places.items():
        insert_rows(connection, metadata.tables[name], rows.assign(plan_id=packed.plan_id))
    if _takes_over(connection, base):
        keep_holdings(connection, packed.plan_id, packed.holdings)


def load_plan(connection: Connection, plan_id: str | None = None, *, grids: Iterable[str] | None = None) -> Plan:
    """
    Read a plan; its hashes are checked.

    Parameters
    ----------
    connection
        Any connection.
    plan_id
        The version; by default the current one.
    grids
        Grids whose households are read at all, "" for those in no grid; by default all, none if empty.

    Returns
    -------
    plan
        As it was stored, with the households of these grids.

    Raises
    ------
    StorageError
        If there is no such plan, or something of it is missing or was changed.
    """
    version = _sound(connection, plan_id or current_plan(connection))
    wanted = None if grids is None else set(grids)
    files = _files(version, wanted)
    parts = _read_parts(connection, version.plan_id, files, wanted)
    held = [part for file, part in parts.items() if _of_households(file)]
    tables = {file: unpack(part) for file, part in parts.items() if not _of_households(file) and file != NOBODY}
    return plan_of(version.header, tables | {HOUSEHOLDS: unpack_all(parts[NOBODY], held)})


def load_households(connection: Connection, plan_id: str, *, grids: Iterable[str] | None) -> gpd.GeoDataFrame:
    """
    Read the households of some grids of a plan, and nothing else of it.

    Parameters
    ----------
    connection
        Any connection.
    plan_id
        The version.
    grids
        The grids, "" for households in no grid; None for all, none if empty.

    Returns
    -------
    households
        As `load_plan` gives them.

    Raises
    ------
    StorageError
        If there is no such plan, or something of it is missing or was changed.
    """
    version = _sound(connection, plan_id)
    wanted = None if grids is None else set(grids)
    files = {name: digest for name, digest in _files(version, wanted).items() if _of_households(name) or name == NOBODY}
    parts = _read_parts(connection, plan_id, files, wanted)
    held = [part for file, part in parts.items() if file != NOBODY]
    return gpd.GeoDataFrame(unpack_all(parts[NOBODY], held))


def list_plans(connection: Connection, only: str | None = None) -> pd.DataFrame:
    """
    List the versions.

    Parameters
    ----------
    connection
        Any connection.
    only
        The one version to be listed, if there is such; by default all.

    Returns
    -------
    versions
        Newest first: `plan_id`, `created_at`, `county`, `synthetic`, `grids_n`, findings by severity `E`, `W`, `I`,
        `damaged` where what it says of itself was changed; then `state`, and the accounts that made, checked and
        approved it.
    """
    query = select(PLAN_VERSION).order_by(PLAN_VERSION.c.seq.desc())
    rows = connection.execute(query if only is None else query.where(PLAN_VERSION.c.plan_id == only)).all()
    return pd.DataFrame([_listed(row) for row in rows], columns=[*_LISTED, *_STATES])


def _takes_over(connection: Connection, base: str | None) -> bool:
    """Let the first plan hold, and a whole new one as long as that is a draft; a changed version waits for approval."""
    current = _version(connection, current_plan(connection))
    return current is None or (base is None and current.state == "draft")


def _version(connection: Connection, plan_id: str) -> Row[Any] | None:
    return connection.execute(select(PLAN_VERSION).where(PLAN_VERSION.c.plan_id == plan_id)).one_or_none()


def _sound(connection: Connection, plan_id: str) -> Row[Any]:
    """Find a version that says of itself what it said when it was stored."""
    version = _version(connection, plan_id)
    if version is None:
        if not plan_id:
            raise StorageError("there is no plan yet; make one by `gridplan plan`")
        raise StorageError("there is no plan {plan}", plan=plan_id)
    if version.digest != digest_of(version.header):
        raise _damaged(version.plan_id, "what it says of itself")
    check_edition(version.plan_id, version.header)
    return version


def _files(version: Row[Any], grids: set[str] | None) -> dict[str, str]:
    """Pick the files of a version, of households those of some grids."""
    return {
        file: digest
        for file, digest in version.header["files"].items()
        if grids is None or not _of_households(file) or file.partition("/")[2] in grids
    }


def _of_households(file: str) -> bool:
    return file == HOUSEHOLDS or file.startswith(f"{HOUSEHOLDS}/")


def _insert(connection: Connection, packed: PackedPlan, *, account: str, base: str | None, now: datetime) -> None:
    version = {
        "plan_id": packed.plan_id,
        "created_at": packed.header["meta"]["created_at"],
        "account": account,
        "base_plan_id": base,
        "state": "draft",
        "state_at": now,
        "header": packed.header,
        "digest": digest_of(packed.header),
    }
    connection.execute(insert(PLAN_VERSION).values(version))
    event = {"plan_id": packed.plan_id, "at": now, "account": account, "what": "draft", "reason": ""}
    connection.execute(insert(PLAN_EVENT).values(event))


def _insert_parts(connection: Connection, plan_id: str, parts: Mapping[tuple[str, str], Part]) -> None:
    blobs = {part.sha256: part.parquet for part in parts.values()}
    known = set(connection.execute(select(PLAN_BLOB.c.sha256).where(PLAN_BLOB.c.sha256.in_(list(blobs)))).scalars())
    fresh = [{"sha256": digest, "parquet": parquet} for digest, parquet in blobs.items() if digest not in known]
    if fresh:
        connection.execute(insert(PLAN_BLOB), fresh)
    rows = [(plan_id, *key, part.sha256, part.rows) for key, part in parts.items()]
    insert_rows(connection, PLAN_PART, pd.DataFrame(rows, columns=["plan_id", "name", "part", "sha256", "rows"]))


def _read_parts(
    connection: Connection, plan_id: str, files: Mapping[str, str], grids: set[str] | None
) -> dict[str, bytes]:
    query = (
        select(PLAN_PART.c.name, PLAN_PART.c.part, PLAN_BLOB.c.parquet)
        .join(PLAN_BLOB, PLAN_BLOB.c.sha256 == PLAN_PART.c.sha256)
        .where(PLAN_PART.c.plan_id == plan_id)
    )
    if grids is not None:
        query = query.where(or_(PLAN_PART.c.name != HOUSEHOLDS, PLAN_PART.c.part.in_(sorted(grids))))
    found = {file_name(name, part): parquet for name, part, parquet in connection.execute(query)}
    for file, digest in files.items():
        if file not in found or hashlib.sha256(found[file]).hexdigest() != digest:
            raise _damaged(plan_id, file)
    return {file: found[file] for file in files}


def _refuse_second(connection: Connection, packed: PackedPlan, base: str) -> None:
    made_of_it = and_(PLAN_VERSION.c.base_plan_id == base, PLAN_VERSION.c.state != "retired")
    other = connection.execute(select(PLAN_VERSION).where(made_of_it).order_by(PLAN_VERSION.c.seq.desc())).first()
    if other is None:
        return
    query = select(PLAN_UNIT.c.unit_id, PLAN_UNIT.c.grid_id).where(PLAN_UNIT.c.plan_id == other.plan_id)
    theirs = {unit: grid for unit, grid in connection.execute(query)}  # noqa: C416 # rows are no pairs to mypy
    ours = packed.places["plan_unit"].set_index("unit_id")["grid_id"]
    moved = sorted(str(unit) for unit, grid in ours.items() if theirs.get(str(unit)) != grid)
    named = ", ".join(moved[:_TOLD]) + (", ..." if len(moved) > _TOLD else "")
    raise ConflictError(
        "{account} made plan {plan} of {base} at {at}; "
        "{number} units lie in other grids there than in yours ({units}); open that plan and change it",
        account=other.account,
        plan=other.plan_id,
        base=base,
        at=bank_clock(other.state_at),
        number=len(moved),
        units=named or "-",
    )


def _listed(row: Row[Any]) -> dict[str, Any]:
    states = {name: getattr(row, name) for name in _STATES}
    if row.digest != digest_of(row.header):
        return {"plan_id": row.plan_id, "created_at": row.created_at, "damaged": True, **states}
    said = {name: row.header["meta"][name] for name in ("plan_id", "created_at", "county", "synthetic")}
    return {**said, "grids_n": row.header["grids_n"], **row.header["findings"], "damaged": False, **states}


def _damaged(plan_id: str, what: str) -> StorageError:
    told = "plan {plan} is damaged: {what} is missing or changed; open another version or plan again"
    return StorageError(told, plan=plan_id, what=what)
