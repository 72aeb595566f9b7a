"""Records of steps of work, append-only: sent twice, stored once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from gridplan.errors import ConflictError
from gridplan.model.bank_time import bank_clock
from gridplan.storage.database.schema import STEP_RECORD
from gridplan.storage.database.upsert import insert_new

_TOLD = ("step", "unit_id", "branch_id", "what", "account")


def add_record(
    connection: Connection,
    *,
    uuid: str,
    step: str,
    unit_id: str,
    branch_id: str,
    what: Mapping[str, Any],
    account: str,
    now: datetime,
) -> bool:
    """
    Keep the record of a step.

    Parameters
    ----------
    connection
        A connection that writes.
    uuid
        Made where the record was made.
    step
        Which step of the work.
    unit_id
        The unit, or "".
    branch_id
        The branch.
    what
        What the step asks for, ready for JSON.
    account
        Who recorded it.
    now
        The present.

    Returns
    -------
    new
        Whether it was not there yet.

    Raises
    ------
    ConflictError
        If the same id is there with other content.
    """
    told = (step, unit_id, branch_id, dict(what), account)
    row = dict(zip(_TOLD, told, strict=True))
    if insert_new(connection, STEP_RECORD, {"uuid": uuid, "at": now, **row}):
        return True
    kept = connection.execute(
        select(STEP_RECORD.c.at, *(STEP_RECORD.c[name] for name in _TOLD)).where(STEP_RECORD.c.uuid == uuid)
    ).one()
    if tuple(kept[1:]) != told:
        text = "{account} recorded {step} under the id {id} at {at}"
        raise ConflictError(text, account=kept.account, step=kept.step, id=uuid, at=bank_clock(kept.at))
    return False


def records_of(
    connection: Connection, *, branch_ids: Iterable[str] | None = None, step: str | None = None
) -> pd.DataFrame:
    """
    List records in the order in which they came.

    Parameters
    ----------
    connection
        Any connection.
    branch_ids
        Branches; None for all.
    step
        One step; None for all.

    Returns
    -------
    records
        Columns of `step_record`.
    """
    query = select(STEP_RECORD).order_by(STEP_RECORD.c.seq)
    if branch_ids is not None:
        query = query.where(STEP_RECORD.c.branch_id.in_(sorted(branch_ids)))
    if step is not None:
        query = query.where(STEP_RECORD.c.step == step)
    found = connection.execute(query)
    return pd.DataFrame(found.all(), columns=list(found.keys()))
