"""Visits counted in the database: how many households had how many, and when each was first met."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Subquery, and_, func, select

from gridplan.model.words import CreditList, Outcome, Residence, Segment
from gridplan.storage.database.bulk import read_rows
from gridplan.storage.database.schema import CONTRACT_TABLES, HOLDING, VISIT

_HOUSEHOLDS = CONTRACT_TABLES["households"]


def visits_spread(connection: Connection, *, since: datetime, branch_ids: Iterable[str] | None = None) -> pd.DataFrame:
    """
    Count the eligible households by how often each was met.

    Parameters
    ----------
    connection
        Any connection.
    since
        From when on visits count.
    branch_ids
        Branches; None for all.

    Returns
    -------
    spread
        Columns `branch_id`, `visits_n` (visits at which somebody was met) and `households_n` who had so many.
    """
    had = _met(since)
    times = func.coalesce(had.c.visits_n, 0)
    query = (
        select(HOLDING.c.branch_id, times.label("visits_n"), func.sum(_HOUSEHOLDS.c.households_n).label("households_n"))
        .join(_HOUSEHOLDS, and_(_HOUSEHOLDS.c.household_id == HOLDING.c.household_id, eligible_now()))
        .outerjoin(had, had.c.household_id == HOLDING.c.household_id)
        .group_by(HOLDING.c.branch_id, times)
        .order_by(HOLDING.c.branch_id, times)
    )
    if branch_ids is not None:
        query = query.where(HOLDING.c.branch_id.in_(sorted(branch_ids)))
    return read_rows(connection, query).astype({"visits_n": int, "households_n": float})


def visits_since(connection: Connection, *, officer_id: str, since: datetime) -> dict[str, int]:
    """
    Count an officer's visits by what came of them.

    Parameters
    ----------
    connection
        Any connection.
    officer_id
        The officer.
    since
        From when on visits count, by the clock of the device.

    Returns
    -------
    counts
        By outcome.
    """
    query = (
        select(VISIT.c.outcome, func.count())
        .where(VISIT.c.officer_id == officer_id, VISIT.c.device_at >= since)
        .group_by(VISIT.c.outcome)
    )
    return {str(outcome): int(count) for outcome, count in connection.execute(query)}


def eligible_now() -> ColumnElement[bool]:
    """
    Say `model.eligibility.is_eligible` in SQL, of the rows of households that hold now.

    Returns
    -------
    condition
        For a `where` or a join.
    """
    table = _HOUSEHOLDS.c
    return and_(
        table.valid_to.is_(None),
        table.residence.in_([str(Residence.AT_HOME), str(Residence.PART_AWAY)]),
        table.list.in_([str(CreditList.ELIGIBLE), str(CreditList.WATCH)]),
        table.segment != str(Segment.REGISTERED_ONLY),
    )


def _met(since: datetime) -> Subquery:
    return (
        select(VISIT.c.household_id, func.count().label("visits_n"))
        .where(VISIT.c.outcome == str(Outcome.MET), VISIT.c.device_at >= since)
        .group_by(VISIT.c.household_id)
        .subquery()
    )
