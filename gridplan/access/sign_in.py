"""Sign in with a name and a password: one answer for every reason, in the same time."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, select, update

from gridplan.access.account import LOCKED_FOR, Account, account_name, read_account
from gridplan.access.audit import record
from gridplan.access.passwords import renewed_hash, verify_password
from gridplan.access.schema import ACCOUNT, FAILURE
from gridplan.access.stamps import TOLERANCE, lasts, stamp
from gridplan.errors import SignInError

#: Wrong passwords that lock an account, and those after which an address of the network has to wait.
FAILURES = 5
LONGEST_WAIT = timedelta(minutes=1)
#: The one text for all reasons, so that nobody learns which names exist.
REFUSED = "name or password are not accepted; after five wrong ones an account rests for 15 minutes"


class Transactions(Protocol):
    """What signing in needs of a database: a snapshot to read, and one short write transaction."""

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a snapshot."""

    def writing(self) -> AbstractContextManager[Connection]:
        """Open a write transaction."""


@dataclass(frozen=True)
class _Try:
    name: str
    address: str
    encoded: str | None
    right: bool
    renewed: str | None


def authenticate(database: Transactions, *, name: str, password: str, address: str, now: datetime) -> Account:
    """
    Check a name and a password.

    The check takes a fifth of a second and therefore stands between two transactions; the second one looks at the
    account again, so that many tries at once are no more tries. It counts, locks and writes the audit itself, also
    where the answer is no.

    Parameters
    ----------
    database
        Where the accounts are.
    name
        What the person typed as name.
    password
        What the person typed as password.
    address
        Where on the network the person is.
    now
        The moment.

    Returns
    -------
    account
        The account.

    Raises
    ------
    SignInError
        If the answer is no, for whatever reason.
    LockedError
        If too many people sign in at the same moment.
    """
    name = account_name(name)
    with database.reading() as connection:
        if _has_to_wait(connection, address, now):
            raise SignInError(REFUSED)
        row = _row(connection, name)
    encoded = row["password_hash"] if row else None
    right = verify_password(encoded, password)
    tried = _Try(name, address, encoded, right, renewed_hash(encoded, password) if right else None)
    with database.writing() as connection:
        account = _settle(connection, tried, now)
    if account is None:
        raise SignInError(REFUSED)
    return account


def admit(database: Transactions, *, name: str, address: str, now: datetime) -> Account:
    """
    Let somebody in for whom the bank's sign-in service vouches; nobody gets an account by it.

    Parameters
    ----------
    database
        Where the accounts are.
    name
        Name of the account, from `oidc.finish_journey`.
    address
        Where on the network the person is.
    now
        The moment.

    Returns
    -------
    account
        The account.

    Raises
    ------
    SignInError
        If there is no account of exactly this name, or it is disabled.
    """
    with database.writing() as connection:
        # as the service spells it: over there a name of other letters that look alike may be somebody else's
        row = _row(connection, name, lock=True)
        account = read_account(row) if row else None
        welcome = account is not None and not account.disabled
        action = "sign_in" if welcome else "sign_in_refused"
        detail = {"address": address, "by": "service"}
        record(connection, now=now, account=account.name if account else "", action=action, detail=detail)
    if account is None or not welcome:
        raise SignInError(REFUSED)
    return account


def _settle(connection: Connection, tried: _Try, now: datetime) -> Account | None:
    row = _row(connection, tried.name, lock=True)
    account = read_account(row) if row else None
    if row is None or account is None:
        _fail(connection, tried, now, "")
        return None
    rests = account.locked(now)
    if tried.right and row["password_hash"] == tried.encoded and not rests and not account.disabled:
        _change(connection, account, failed_n=0, locked_at=None, password_hash=tried.renewed)
        record(connection, now=now, account=account.name, action="sign_in", detail={"address": tried.address})
        return account
    _fail(connection, tried, now, account.name)
    if not rests:
        _count(connection, account, row["failed_n"] + 1, now)
    return None


def _count(connection: Connection, account: Account, failed_n: int, now: datetime) -> None:
    if failed_n < FAILURES:
        _change(connection, account, failed_n=failed_n)
        return
    _change(connection, account, failed_n=0, locked_at=stamp(now))
    record(connection, now=now, account=account.name, action="account_locked")


def _fail(connection: Connection, tried: _Try, now: datetime, account: str) -> None:
    # an unknown name is not written down: people type passwords into the wrong field
    connection.execute(insert(FAILURE).values(address=tried.address, at=stamp(now)))
    record(connection, now=now, account=account, action="sign_in_refused", detail={"address": tried.address})


def _has_to_wait(connection: Connection, address: str, now: datetime) -> bool:
    """Double the wait of an address with every failure after the first five of a quarter of an hour."""
    recent = _between(now - LOCKED_FOR, now + TOLERANCE) & (FAILURE.c.address == address)
    count, last = connection.execute(select(func.count(), func.max(FAILURE.c.at)).where(recent)).one()
    wait = min(timedelta(seconds=2 ** min(count - FAILURES, 10)), LONGEST_WAIT)
    return count >= FAILURES and lasts(last, wait, now)


def _between(earliest: datetime, latest: datetime) -> ColumnElement[bool]:
    return FAILURE.c.at.between(stamp(earliest), stamp(latest))


def _row(connection: Connection, name: str, *, lock: bool = False) -> RowMapping | None:
    query = select(ACCOUNT).where(ACCOUNT.c.name == name)
    return connection.execute(query.with_for_update() if lock else query).mappings().first()


def _change(connection: Connection, account: Account, **values: object) -> None:
    connection.execute(update(ACCOUNT).where(ACCOUNT.c.name == account.name).values(values))
