"""Whose people were forgotten: a restore of an older backup must not bring them back."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, select

from gridplan.access.schema import AUDIT
from gridplan.access.stamps import stamp

#: What the audit says when the people of a household were taken away for good.
FORGOTTEN = "people_forgotten"


def tombstone(household_id: str) -> str:
    """
    Name a household where its id can't stand, since the audit stars numbers of people out and cuts what is long.

    Parameters
    ----------
    household_id
        The household, whose id stays in the table of households.

    Returns
    -------
    digest
        SHA-256 of the id.
    """
    return sha256(household_id.encode()).hexdigest()


def forgotten_since(connection: Connection, since: datetime) -> dict[str, str]:
    """
    List the households whose people were forgotten.

    Parameters
    ----------
    connection
        A snapshot.
    since
        From when on.

    Returns
    -------
    subjects
        What the audit calls each, by its tombstone.
    """
    query = select(AUDIT.c.subject, AUDIT.c.detail).where(AUDIT.c.action == FORGOTTEN, AUDIT.c.at >= stamp(since))
    rows = connection.execute(query.order_by(AUDIT.c.seq))
    return {json.loads(row.detail).get("household") or tombstone(row.subject): row.subject for row in rows}
