"""Where each household is held in the current plan: its unit, grid and branch; filters of rights stand on this."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, and_, delete, exists, insert, or_, select

from gridplan.model.words import Role
from gridplan.storage.database.batches import read_setting, write_setting
from gridplan.storage.database.bulk import read_rows, staged
from gridplan.storage.database.schema import CONTRACT_TABLES, HOLDING, PLAN_ASSIGNMENT

_CURRENT = "current_plan"


def current_plan(connection: Connection) -> str:
    """
    Name the plan that everybody works by.

    Parameters
    ----------
    connection
        Any connection.

    Returns
    -------
    plan_id
        The active plan; until one is, or after it retired, the last that was in force; empty before the first.
    """
    return read_setting(connection, _CURRENT)


def keep_holdings(connection: Connection, plan_id: str, holdings: pd.DataFrame) -> None:
    """
    Make a plan the current one; only rows that differ are written.

    Parameters
    ----------
    connection
        A connection that writes.
    plan_id
        The plan.
    holdings
        Columns of `holding`.
    """
    with staged(connection, HOLDING, holdings) as fresh:
        same = and_(*(HOLDING.c[column.name] == column for column in fresh.c))
        connection.execute(delete(HOLDING).where(~exists(select(1).where(same))))
        known = exists(select(1).where(HOLDING.c.household_id == fresh.c.household_id))
        connection.execute(
            insert(HOLDING).from_select([column.name for column in fresh.c], select(*fresh.c).where(~known))
        )
    write_setting(connection, _CURRENT, plan_id)


def households_of(
    connection: Connection,
    *,
    branch_ids: Iterable[str] | None = None,
    officer_id: str | None = None,
    household_ids: Iterable[str] | None = None,
) -> pd.DataFrame:
    """
    List the households of some branches or of an officer; both together narrow twice.

    Parameters
    ----------
    connection
        Any connection.
    branch_ids
        Branches; None for all.
    officer_id
        An officer: of the grids owned in the current plan, and of those backed up for an owner on leave today.
    household_ids
        Households that are looked for; None for all.

    Returns
    -------
    holdings
        Indexed by `household_id`: `unit_id`, `grid_id`, `branch_id`; in the order of ids.
    """
    query = select(HOLDING)
    if branch_ids is not None:
        query = query.where(HOLDING.c.branch_id.in_(sorted(branch_ids)))
    if officer_id is not None:
        query = query.where(HOLDING.c.grid_id.in_(_grids(current_plan(connection), officer_id)))
    if household_ids is not None:
        query = query.where(HOLDING.c.household_id.in_(sorted(household_ids)))
    return read_rows(connection, query).astype(str).set_index("household_id").sort_index()


def officers_on_leave(connection: Connection) -> list[str]:
    """
    List who is on leave today, whatever a plan says of its own day.

    Parameters
    ----------
    connection
        Any connection.

    Returns
    -------
    officer_ids
        Officers, sorted.
    """
    people = CONTRACT_TABLES["officers"]
    away = select(people.c.officer_id).where(people.c.on_leave, people.c.valid_to.is_(None))
    return sorted(connection.execute(away).scalars().all())


def _grids(plan_id: str, officer_id: str) -> Select[Any]:
    mine, owner, people = PLAN_ASSIGNMENT, PLAN_ASSIGNMENT.alias("owner"), CONTRACT_TABLES["officers"]
    on_leave = exists(
        select(1)
        .where(owner.c.plan_id == mine.c.plan_id, owner.c.grid_id == mine.c.grid_id)
        .where(owner.c.role == str(Role.PRIMARY), people.c.officer_id == owner.c.officer_id)
        .where(people.c.on_leave, people.c.valid_to.is_(None))
    )
    works = or_(mine.c.role == str(Role.PRIMARY), and_(mine.c.role == str(Role.BACKUP), on_leave))
    return select(mine.c.grid_id).where(mine.c.plan_id == plan_id, mine.c.officer_id == officer_id, works).distinct()
