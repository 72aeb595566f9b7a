"""Keep accounts: the administrator's work, and the operator's at the command line; all of it is audited."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from gridplan.access.account import Account
from gridplan.access.accounts import (
    change_role,
    create_account,
    disable_account,
    enable_account,
    list_accounts,
    set_password,
)
from gridplan.access.scope import Scope, Viewer
from gridplan.access.sessions import close_all_sessions
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace


def accounts(scope: Scope, workspace: Workspace) -> list[Account]:
    """
    List all accounts.

    Parameters
    ----------
    scope
        Who asks; the administrator or the operator.
    workspace
        The county.

    Returns
    -------
    accounts
        By name.
    """
    _require(scope)
    with workspace.database.reading() as connection:
        return list_accounts(connection)


def add_account(
    scope: Scope,
    workspace: Workspace,
    name: str,
    password: str | None,
    role: Viewer,
    *,
    branch_ids: Collection[str] = (),
    officer_id: str | None = None,
    now: datetime,
) -> Account:
    """
    Make an account; its first password, if there is one, has to be changed at the first sign-in.

    Parameters
    ----------
    scope
        Who asks; the administrator or the operator.
    workspace
        The county.
    name
        Its name.
    password
        Its first password; None where the bank's sign-in service vouches for the person.
    role
        The role.
    branch_ids
        Branches in view; none named means all.
    officer_id
        The officer, if the person is one.
    now
        The moment.

    Returns
    -------
    account
        The account.
    """
    _require(scope)
    detail = {"role": role, "branches": sorted(branch_ids), "officer": officer_id}
    with audited(scope, workspace, "account_added", subject=name, now=now, detail=detail) as act:
        return create_account(
            act.connection, name=name, password=password, role=role, branch_ids=branch_ids, officer_id=officer_id,
            must_change=password is not None, now=now,
        )  # fmt: skip


def give_role(
    scope: Scope,
    workspace: Workspace,
    name: str,
    role: Viewer,
    *,
    branch_ids: Collection[str] = (),
    officer_id: str | None = None,
    now: datetime,
) -> Account:
    """
    Give an account another role; it counts from the next step of the person.

    Parameters
    ----------
    scope
        Who asks; the administrator or the operator.
    workspace
        The county.
    name
        The account.
    role
        The role.
    branch_ids
        Branches in view; none named means all.
    officer_id
        The officer, if the person is one.
    now
        The moment.

    Returns
    -------
    account
        The account as it is now.
    """
    _require(scope)
    detail = {"role": role, "branches": sorted(branch_ids), "officer": officer_id}
    with audited(scope, workspace, "role_changed", subject=name, now=now, detail=detail) as act:
        return change_role(act.connection, name, role, branch_ids=branch_ids, officer_id=officer_id)


def close_account(scope: Scope, workspace: Workspace, name: str, *, now: datetime) -> Account:
    """
    Let nobody sign in to an account any more, and end its sessions.

    Parameters
    ----------
    scope
        Who asks; the administrator or the operator.
    workspace
        The county.
    name
        The account.
    now
        The moment.

    Returns
    -------
    account
        The account as it is now.
    """
    _require(scope)
    with audited(scope, workspace, "account_disabled", subject=name, now=now) as act:
        return disable_account(act.connection, name, now=now)


def reopen_account(scope: Scope, workspace: Workspace, name: str, *, now: datetime) -> Account:
    """
    Open an account again, whether it was disabled or locked.

    Parameters
    ----------
    scope
        Who asks; the administrator or the operator.
    workspace
        The county.
    name
        The account.
    now
        The moment.

    Returns
    -------
    account
        The account as it is now.
    """
    _require(scope)
    with audited(scope, workspace, "account_enabled", subject=name, now=now) as act:
        return enable_account(act.connection, name)


def reset_password(scope: Scope, workspace: Workspace, name: str, password: str | None, *, now: datetime) -> Account:
    """
    Give an account a new first password, or take its password away, and end its sessions.

    Parameters
    ----------
    scope
        Who asks; the administrator or the operator.
    workspace
        The county.
    name
        The account.
    password
        To be changed at the next sign-in; None where the bank's sign-in service vouches for the person from now on.
    now
        The moment.

    Returns
    -------
    account
        The account as it is now.
    """
    _require(scope)
    with audited(scope, workspace, "password_reset", subject=name, now=now) as act:
        return set_password(act.connection, name, password, must_change=password is not None, now=now)


def end_sessions(scope: Scope, workspace: Workspace, name: str, *, now: datetime) -> int:
    """
    End all sessions of an account.

    Parameters
    ----------
    scope
        Who asks; the administrator or the operator.
    workspace
        The county.
    name
        The account.
    now
        The moment.

    Returns
    -------
    closed
        How many there were.
    """
    _require(scope)
    with audited(scope, workspace, "sessions_ended", subject=name, now=now) as act:
        return close_all_sessions(act.connection, name, now=now)


def _require(scope: Scope) -> None:
    scope.require(Viewer.ADMINISTRATOR, Viewer.OPERATOR, task="keep accounts")
