"""The first administrator: a token shown once on the machine itself, instead of a default password."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, func, insert, select, update

from gridplan.access.account import Account
from gridplan.access.accounts import create_account
from gridplan.access.schema import ACCOUNT, FIRST_RUN
from gridplan.access.scope import Viewer
from gridplan.access.stamps import lasts, stamp
from gridplan.errors import SignInError

VALID_FOR = timedelta(hours=24)


def has_accounts(connection: Connection) -> bool:
    """
    Tell whether anybody has an account.

    Parameters
    ----------
    connection
        A transaction.

    Returns
    -------
    any_there
        Whether there is an account, disabled ones included.
    """
    return connection.execute(select(func.count()).select_from(ACCOUNT)).scalar_one() > 0


def make_token(connection: Connection, *, now: datetime) -> str | None:
    """
    Make the token that makes the first administrator; an earlier one counts no more.

    Parameters
    ----------
    connection
        A write transaction.
    now
        The moment.

    Returns
    -------
    token
        To be shown once, valid for a day; None where there is an account already.
    """
    if has_accounts(connection):
        return None
    token = secrets.token_urlsafe(32)
    connection.execute(delete(FIRST_RUN).where(FIRST_RUN.c.used_at.is_(None)))
    connection.execute(insert(FIRST_RUN).values(token_hash=_hash(token), made_at=stamp(now)))
    return token


def redeem(connection: Connection, token: str, *, name: str, password: str, now: datetime) -> Account:
    """
    Make the first administrator.

    Parameters
    ----------
    connection
        A write transaction.
    token
        What `make_token` gave out.
    name
        Name of the account.
    password
        Its password.
    now
        The moment.

    Returns
    -------
    account
        The administrator's account.

    Raises
    ------
    SignInError
        If the token is unknown, used, older than a day, or somebody has an account already.
    InputError
        If the name can't be one or the password is weak; the token still counts.
    """
    this = FIRST_RUN.c.token_hash == _hash(token)
    unused = update(FIRST_RUN).where(this, FIRST_RUN.c.used_at.is_(None)).values(used_at=stamp(now))
    taken = connection.execute(unused).rowcount
    made_at = connection.execute(select(FIRST_RUN.c.made_at).where(this)).scalar()
    if not taken or not lasts(made_at or "", VALID_FOR, now) or has_accounts(connection):
        raise SignInError("this token is not accepted; the command line makes another one")
    return create_account(connection, name=name, password=password, role=Viewer.ADMINISTRATOR, now=now)


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
