"""Which versions of a plan were made of which: whoever changes an old one goes on from the newest made of it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from gridplan.storage.database.schema import PLAN_VERSION


class Made(NamedTuple):
    """A version that was made of another one: by whom, and when."""

    plan_id: str
    account: str
    at: datetime


def newest_made_of(connection: Connection, plan_id: str) -> Made | None:
    """
    Find the newest version that was made of another, by one change or by many.

    Parameters
    ----------
    connection
        Any connection.
    plan_id
        The version.

    Returns
    -------
    made
        The newest one; None where none was made of it. Those that are out of use are passed over, but lead on.
    """
    of = PLAN_VERSION.c
    family, newest = {plan_id}, None
    query = select(of.plan_id, of.base_plan_id, of.account, of.created_at, of.state).order_by(of.seq)
    for made, base, account, created_at, state in connection.execute(query.where(of.base_plan_id.is_not(None))):
        if base in family:
            family.add(made)
            newest = newest if state == "retired" else Made(made, account, datetime.fromisoformat(created_at))
    return newest
