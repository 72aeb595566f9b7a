"""One account: its name, its role, and whether it may be used at this moment."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import RowMapping

from gridplan.access.scope import Scope, Viewer
from gridplan.access.stamps import lasts, moment, stamp

LOCKED_FOR = timedelta(minutes=15)


@dataclass(frozen=True)
class Account:
    """
    One person's account.

    Attributes
    ----------
    name
        What the person types to sign in.
    role
        The person's role.
    branch_ids
        Branches in view; None means all.
    officer_id
        The officer, if the person is one.
    disabled
        Whether nobody may sign in to it any more.
    must_change
        Whether the password is to be changed first.
    password_at
        When the password was set.
    locked_at
        When too many wrong passwords locked it last.
    """

    name: str
    role: Viewer
    branch_ids: frozenset[str] | None
    officer_id: str | None
    disabled: bool
    must_change: bool
    password_at: datetime
    locked_at: datetime | None

    @property
    def scope(self) -> Scope:
        """
        Say what the person may see.

        Returns
        -------
        scope
            The scope of the role.
        """
        return Scope(self.role, self.branch_ids, self.officer_id, self.name)

    def locked(self, now: datetime) -> bool:
        """
        Tell whether the account rests after wrong passwords.

        Parameters
        ----------
        now
            The moment.

        Returns
        -------
        locked
            Whether it does.
        """
        return self.locked_at is not None and lasts(stamp(self.locked_at), LOCKED_FOR, now)


def account_name(text: str) -> str:
    """
    Bring a name into the form in which it is stored: half width, small letters.

    Parameters
    ----------
    text
        What somebody typed.

    Returns
    -------
    name
        The name.
    """
    return unicodedata.normalize("NFKC", text).strip().casefold()


def read_account(row: RowMapping) -> Account:
    """
    Turn a row into an account.

    Parameters
    ----------
    row
        A row with all columns of the table.

    Returns
    -------
    account
        The account.
    """
    return Account(
        name=row["name"],
        role=Viewer(row["role"]),
        branch_ids=frozenset(json.loads(row["branch_ids"])) or None,
        officer_id=row["officer_id"],
        disabled=row["disabled"],
        must_change=row["must_change"],
        password_at=moment(row["password_at"]),
        locked_at=moment(row["locked_at"]) if row["locked_at"] else None,
    )
