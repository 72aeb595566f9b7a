"""Sessions on the server: what a cookie holds is a number drawn by lot, and the table decides what it is worth."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, RowMapping, insert, select, update

from gridplan.access.account import Account, read_account
from gridplan.access.schema import ACCOUNT, SESSION
from gridplan.access.scope import Scope
from gridplan.access.stamps import lasts, stamp

IDLE, ABSOLUTE = timedelta(minutes=30), timedelta(hours=8)
#: The moment of the last step is written down at most this often, so that reading a page rarely writes.
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class OpenSession:
    """
    A session that counts at this moment.

    Attributes
    ----------
    account
        Whose it is, as the account is now.
    due
        Whether `touch_session` is to write the moment down.
    """

    account: Account
    due: bool


def open_session(connection: Connection, account: Account, *, now: datetime) -> str:
    """
    Open a session; always a new one, so that a cookie planted before signing in is worth nothing.

    Parameters
    ----------
    connection
        A write transaction.
    account
        Who has just signed in.
    now
        The moment.

    Returns
    -------
    token
        256 bits for the cookie; the table holds its SHA-256 alone.
    """
    token = secrets.token_urlsafe(32)
    moments = {"opened_at": stamp(now), "seen_at": stamp(now)}
    connection.execute(insert(SESSION).values(token_hash=_hash(token), account=account.name, **moments))
    return token


def find_session(connection: Connection, token: str, *, now: datetime) -> OpenSession | None:
    """
    Look up what a token is worth at this moment; asked again at every step, never kept.

    Parameters
    ----------
    connection
        A transaction; nothing is written.
    token
        What the cookie holds.
    now
        The server's moment.

    Returns
    -------
    session
        The session, or None where it is unknown, closed, too old, idle for too long, opened in the future (the clock
        was turned back) or its account disabled.
    """
    both = select(SESSION.c.opened_at, SESSION.c.seen_at, ACCOUNT).join(ACCOUNT, ACCOUNT.c.name == SESSION.c.account)
    open_ones = both.where(SESSION.c.token_hash == _hash(token), SESSION.c.closed_at.is_(None))
    row = connection.execute(open_ones).mappings().first()
    if row is None or row["disabled"] or not _alive(row, now):
        return None
    return OpenSession(read_account(row), not lasts(row["seen_at"], NOTED_EVERY, now))


def session_scope(connection: Connection, token: str, *, now: datetime) -> Scope | None:
    """
    Say what the holder of a token may see at this moment.

    Parameters
    ----------
    connection
        A transaction; nothing is written.
    token
        What the cookie holds.
    now
        The server's moment.

    Returns
    -------
    scope
        The scope of the account's role as it is now, or None; see `find_session`.
    """
    session = find_session(connection, token, now=now)
    return session.account.scope if session else None


def touch_session(connection: Connection, token: str, *, now: datetime) -> None:
    """
    Write down that the holder of a token is still there; a session that is over stays over.

    Parameters
    ----------
    connection
        A write transaction.
    token
        What the cookie holds.
    now
        The server's moment.
    """
    if find_session(connection, token, now=now):
        connection.execute(update(SESSION).where(SESSION.c.token_hash == _hash(token)).values(seen_at=stamp(now)))


def close_session(connection: Connection, token: str, *, now: datetime) -> None:
    """
    End a session, in all tabs that hold its token.

    Parameters
    ----------
    connection
        A write transaction.
    token
        What the cookie holds.
    now
        The moment.
    """
    open_ones = update(SESSION).where(SESSION.c.token_hash == _hash(token), SESSION.c.closed_at.is_(None))
    connection.execute(open_ones.values(closed_at=stamp(now)))


def close_all_sessions(connection: Connection, account: str, *, now: datetime) -> int:
    """
    End all sessions of one account.

    Parameters
    ----------
    connection
        A write transaction.
    account
        Name of the account.
    now
        The moment.

    Returns
    -------
    closed
        How many there were.
    """
    open_ones = update(SESSION).where(SESSION.c.account == account, SESSION.c.closed_at.is_(None))
    return connection.execute(open_ones.values(closed_at=stamp(now))).rowcount


def close_every_session(connection: Connection, *, now: datetime) -> int:
    """
    End all sessions of everybody, such as those that a backup brings back.

    Parameters
    ----------
    connection
        A write transaction.
    now
        The moment.

    Returns
    -------
    closed
        How many there were.
    """
    open_ones = update(SESSION).where(SESSION.c.closed_at.is_(None))
    return connection.execute(open_ones.values(closed_at=stamp(now))).rowcount


def _alive(row: RowMapping, now: datetime) -> bool:
    return lasts(row["opened_at"], ABSOLUTE, now) and lasts(row["seen_at"], IDLE, now)


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
