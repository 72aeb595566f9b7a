"""Drafts of a branch that became no version yet, whichever version of the plan they were drawn on."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import Connection, select

from gridplan.storage.database.drafts import StoredDraft
from gridplan.storage.database.schema import DRAFT


def drafts_waiting(connection: Connection, branch_id: str) -> list[StoredDraft]:
    """
    Find the drafts of a branch in which something is done.

    Parameters
    ----------
    connection
        Any connection.
    branch_id
        The branch.

    Returns
    -------
    drafts
        The last save of each, the latest first; those whose steps were all taken back wait for nobody.
    """
    query = select(*(DRAFT.c[field.name] for field in fields(StoredDraft)))
    waiting = query.where(DRAFT.c.branch_id == branch_id, DRAFT.c.done > 0)
    return [StoredDraft(*row) for row in connection.execute(waiting.order_by(DRAFT.c.at.desc(), DRAFT.c.name))]
