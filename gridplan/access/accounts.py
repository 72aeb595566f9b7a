"""Accounts: who may sign in, in which role; nobody has one by default."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from gridplan.access.account import Account, account_name, read_account
from gridplan.access.passwords import hash_password, require_strong
from gridplan.access.schema import ACCOUNT
from gridplan.access.scope import Scope, Viewer
from gridplan.access.sessions import close_all_sessions
from gridplan.access.stamps import stamp
from gridplan.errors import AccessError, ConflictError, InputError

_NAME = re.compile(r"[\w.@-]{2,64}")


def create_account(
    connection: Connection,
    *,
    name: str,
    password: str | None,
    role: Viewer,
    branch_ids: Collection[str] = (),
    officer_id: str | None = None,
    must_change: bool = False,
    now: datetime,
) -> Account:
    """
    Make an account.

    Parameters
    ----------
    connection
        A write transaction.
    name
        Letters, digits and . @ - _, 2 to 64 of them.
    password
        The first password; None where another house vouches for the person.
    role
        The role.
    branch_ids
        Branches in view; none named means all.
    officer_id
        The officer, if the person is one.
    must_change
        Whether the person has to choose another password first.
    now
        The moment.

    Returns
    -------
    account
        The account.

    Raises
    ------
    InputError
        If the name can't be one or the password is weak.
    AccessError
        If the role can't be an account's, or lacks its branch or officer.
    ConflictError
        If the name is taken.
    """
    name = account_name(name)
    if not _NAME.fullmatch(name):
        raise InputError("an account's name has 2 to 64 letters, digits or . @ - _")
    if find_account(connection, name):
        raise ConflictError(f"there is an account {name} already")
    row = _role(name, role, branch_ids, officer_id) | _password(name, password, now)
    row |= {"name": name, "must_change": must_change, "disabled": False, "created_at": stamp(now)}
    connection.execute(insert(ACCOUNT).values(row))
    return _known(connection, name)


def find_account(connection: Connection, name: str) -> Account | None:
    """
    Look an account up.

    Parameters
    ----------
    connection
        A transaction.
    name
        Its name.

    Returns
    -------
    account
        The account, or None.
    """
    row = connection.execute(select(ACCOUNT).where(ACCOUNT.c.name == account_name(name))).mappings().first()
    return read_account(row) if row else None


def list_accounts(connection: Connection) -> list[Account]:
    """
    List all accounts.

    Parameters
    ----------
    connection
        A transaction.

    Returns
    -------
    accounts
        By name.
    """
    return [read_account(row) for row in connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.name)).mappings()]


def change_role(
    connection: Connection,
    name: str,
    role: Viewer,
    *,
    branch_ids: Collection[str] = (),
    officer_id: str | None = None,
) -> Account:
    """
    Give an account another role, which counts from the person's next step.

    Parameters
    ----------
    connection
        A write transaction.
    name
        The account.
    role
        The new role.
    branch_ids
        Branches in view; none named means all.
    officer_id
        The officer, if the person is one.

    Returns
    -------
    account
        The account as it is now.

    Raises
    ------
    AccessError
        If there is no such account, or the role lacks its branch or officer.
    ConflictError
        If nobody would administer the workspace any more.
    """
    account = _known(connection, name)
    return _change(connection, account, **_role(account.name, role, branch_ids, officer_id))


def disable_account(connection: Connection, name: str, *, now: datetime) -> Account:
    """
    Let nobody sign in to an account any more, and end its sessions; the account stays for the audit's sake.

    Parameters
    ----------
    connection
        A write transaction.
    name
        The account.
    now
        The moment.

    Returns
    -------
    account
        The account as it is now.

    Raises
    ------
    AccessError
        If there is no such account.
    ConflictError
        If nobody would administer the workspace any more.
    """
    account = _change(connection, _known(connection, name), disabled=True)
    close_all_sessions(connection, account.name, now=now)
    return account


def enable_account(connection: Connection, name: str) -> Account:
    """
    Open an account again, whether it was disabled or locked.

    Parameters
    ----------
    connection
        A write transaction.
    name
        The account.

    Returns
    -------
    account
        The account as it is now.

    Raises
    ------
    AccessError
        If there is no such account.
    """
    return _change(connection, _known(connection, name), disabled=False, failed_n=0, locked_at=None)


def set_password(
    connection: Connection, name: str, password: str | None, *, must_change: bool = False, now: datetime
) -> Account:
    """
    Set a password and end all sessions of the account.

    Parameters
    ----------
    connection
        A write transaction.
    name
        The account.
    password
        The new password; None where another house vouches for the person.
    must_change
        Whether somebody else chose it, so that the person has to choose another one first.
    now
        The moment.

    Returns
    -------
    account
        The account as it is now.

    Raises
    ------
    InputError
        If the password is weak.
    AccessError
        If there is no such account.
    """
    account = _known(connection, name)
    close_all_sessions(connection, account.name, now=now)
    return _change(connection, account, must_change=must_change, **_password(account.name, password, now))


def _known(connection: Connection, name: str) -> Account:
    account = find_account(connection, name)
    if account is None:
        raise AccessError(f"there is no account {account_name(name)}")
    return account


def _role(name: str, role: Viewer, branch_ids: Collection[str], officer_id: str | None) -> dict[str, Any]:
    if role is Viewer.OPERATOR:
        raise AccessError("the operator sits at the command line and has no account")
    scope = Scope(role, frozenset(branch_ids) or None, officer_id, name)
    return {"role": str(scope.viewer), "branch_ids": json.dumps(sorted(branch_ids)), "officer_id": officer_id}


def _password(name: str, password: str | None, now: datetime) -> dict[str, Any]:
    if password is not None:
        require_strong(password, name)
    encoded = None if password is None else hash_password(password)
    return {"password_hash": encoded, "password_at": stamp(now), "failed_n": 0, "locked_at": None}


def _change(connection: Connection, account: Account, **values: object) -> Account:
    connection.execute(update(ACCOUNT).where(ACCOUNT.c.name == account.name).values(values))
    if account.role is Viewer.ADMINISTRATOR and not _administrators(connection):
        raise ConflictError(f"{account.name} is the last administrator; name another one first")
    return _known(connection, account.name)


def _administrators(connection: Connection) -> int:
    # locked, so that two of them can't take each other away at the same moment
    active = (ACCOUNT.c.role == str(Viewer.ADMINISTRATOR)) & ~ACCOUNT.c.disabled
    return len(connection.execute(select(ACCOUNT.c.name).where(active).with_for_update()).all())
