"""How long what is kept, and what a purge would take away; the audit is never purged and names nobody but accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, or_, select

from gridplan.access.schema import FAILURE, FIRST_RUN, REVEAL, SESSION
from gridplan.access.stamps import stamp
from gridplan.errors import SettingsError

#: Entries of the audit stay half a year at least; ours stay for good.
AUDIT_DAYS = 183


@dataclass(frozen=True)
class Retention:
    """
    Days after which something is to be taken away.

    Attributes
    ----------
    visit_days
        Visits: five years, as bank records.
    unconsented_days
        What identifies a person who never agreed, or no longer agrees.
    reveal_days
        Reasons for which personal fields were seen; the audit keeps who saw which field, and no reason.
    session_days
        Sessions that are over.
    failure_days
        Wrong passwords by address.
    """

    visit_days: int = 5 * 365
    unconsented_days: int = 30
    reveal_days: int = AUDIT_DAYS
    session_days: int = 30
    failure_days: int = 30

    def __post_init__(self) -> None:
        """Refuse a time that is none, and reasons that go before their audit may."""
        short = [field.name for field in fields(self) if getattr(self, field.name) < 1]
        if short or self.reveal_days < AUDIT_DAYS:
            raise SettingsError(f"retention: days are 1 at least, and reveal_days {AUDIT_DAYS} ({', '.join(short)})")

    def cutoffs(self, now: datetime) -> Mapping[str, datetime]:
        """
        Say before which moment something is past its time.

        Parameters
        ----------
        now
            The moment of the purge.

        Returns
        -------
        cutoffs
            Moment by `visit`, `unconsented`, `reveal`, `session` and `failure`.
        """
        return {
            field.name.removesuffix("_days"): now - timedelta(days=getattr(self, field.name)) for field in fields(self)
        }


def purgeable(connection: Connection, retention: Retention, *, now: datetime) -> dict[str, int]:
    """
    Count what a purge of the access tables would take away.

    Parameters
    ----------
    connection
        A transaction; nothing is written.
    retention
        The rules.
    now
        The moment of the purge.

    Returns
    -------
    rows
        Number by table.
    """
    return {
        table.name: connection.execute(select(func.count()).select_from(table).where(past)).scalar_one()
        for table, past in _past(retention, now).items()
    }


def purge(connection: Connection, retention: Retention, *, now: datetime) -> dict[str, int]:
    """
    Take away what is past its time from the access tables.

    Parameters
    ----------
    connection
        A write transaction; the caller writes the audit in it.
    retention
        The rules.
    now
        The moment of the purge.

    Returns
    -------
    rows
        Number by table, as `purgeable` said before.
    """
    return {
        table.name: connection.execute(delete(table).where(past)).rowcount
        for table, past in _past(retention, now).items()
    }


def purge_household(connection: Connection, household_id: str) -> int:
    """
    Take away what the access tables hold of one household; the audit keeps its id, which is a pseudonym.

    Parameters
    ----------
    connection
        A write transaction.
    household_id
        The household.

    Returns
    -------
    rows
        How many reveals there were.
    """
    return connection.execute(delete(REVEAL).where(REVEAL.c.household_id == household_id)).rowcount


def revealed_households(connection: Connection) -> list[str]:
    """
    List the households of which the access tables hold anything.

    Parameters
    ----------
    connection
        A transaction.

    Returns
    -------
    household_ids
        In no order.
    """
    return list(connection.execute(select(REVEAL.c.household_id).distinct()).scalars())


def _past(retention: Retention, now: datetime) -> dict[Table, ColumnElement[bool]]:
    cutoff = {name: stamp(moment) for name, moment in retention.cutoffs(now).items()}
    over = or_(
        SESSION.c.closed_at < cutoff["session"],
        and_(SESSION.c.closed_at.is_(None), SESSION.c.seen_at < cutoff["session"]),
    )
    return {
        SESSION: over,
        FAILURE: FAILURE.c.at < cutoff["failure"],
        FIRST_RUN: FIRST_RUN.c.made_at < cutoff["session"],
        REVEAL: REVEAL.c.at < cutoff["reveal"],
    }
