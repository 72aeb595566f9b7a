"""See a personal field unmasked: with a reason, seldom, and never unseen."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select

from gridplan.access.audit import record
from gridplan.access.personal import scrub
from gridplan.access.schema import REVEAL
from gridplan.access.scope import Scope
from gridplan.access.stamps import stamp
from gridplan.errors import AccessError, InputError

PER_HOUR, SHORTEST_REASON = 20, 4
HOUR = timedelta(hours=1)


def record_reveal(
    connection: Connection, scope: Scope, *, household_id: str, field: str, reason: str, now: datetime
) -> None:
    """
    Write down that somebody sees a personal field, before it is opened.

    Whether the household is in the scope has been asked before: its id alone is not enough to know. Where it is
    refused, nothing of the transaction may be kept.

    Parameters
    ----------
    connection
        A write transaction.
    scope
        Who asks.
    household_id
        Whose field.
    field
        Which one, such as `phone`.
    reason
        Why, in the person's words.
    now
        The moment.

    Raises
    ------
    AccessError
        If the scope sees no households, or has seen twenty fields within the hour.
    InputError
        If no reason is given.
    """
    scope.require_households()
    if len(reason.strip()) < SHORTEST_REASON:
        raise InputError("a reason is needed to see a personal field")
    # first, since it lets one transaction in at a time: many at once see no more than one after another
    # and without the reason: people are named in it, and the audit can't forget them
    what = {"field": field}
    record(connection, now=now, account=scope.account, action="revealed", subject=household_id, detail=what)
    if reveals_left(connection, scope.account, now=now) <= 0:
        told = "{most} personal fields an hour are the limit; ask your administrator if you need more"
        raise AccessError(told, most=PER_HOUR)
    values = {"household_id": household_id, "field": field, "reason": scrub(reason.strip())}
    connection.execute(insert(REVEAL).values(at=stamp(now), account=scope.account, **values))


def reveals_left(connection: Connection, account: str, *, now: datetime) -> int:
    """
    Count how many fields an account may still see within the hour.

    Parameters
    ----------
    connection
        A transaction.
    account
        Name of the account.
    now
        The moment.

    Returns
    -------
    left
        The number, 0 at least.
    """
    # those that lie in the future count too: a clock turned back opens no second hour
    recent = (REVEAL.c.account == account) & (REVEAL.c.at > stamp(now - HOUR))
    seen = connection.execute(select(func.count()).select_from(REVEAL).where(recent)).scalar_one()
    return max(0, PER_HOUR - seen)
