"""Who may sign in is said by the present: a restore of an older backup brings nobody's rights back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from gridplan.access.schema import ACCOUNT


def carry_accounts(restored: Connection, present: Connection) -> list[str]:
    """
    Let the accounts of the present stand in the place of those of a backup, passwords, roles and closures included.

    Parameters
    ----------
    restored
        A write transaction on what was restored.
    present
        A snapshot of what is replaced.

    Returns
    -------
    names
        Accounts that the backup had otherwise or not at all, in their order.
    """
    former = {row["name"]: row for row in _rows(restored)}
    changed = [row for row in _rows(present) if former.get(row["name"]) != row]
    names = [row["name"] for row in changed]
    if changed:
        restored.execute(delete(ACCOUNT).where(ACCOUNT.c.name.in_(names)))
        restored.execute(insert(ACCOUNT), changed)
    return names


def _rows(connection: Connection) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.name)).mappings()]
