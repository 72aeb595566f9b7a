"""The audit: every entry carries the hash of the one before it, so that no entry changes or goes unseen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from gridplan.access.anchor import Anchor
from gridplan.access.audit_entry import Entry, read_entry
from gridplan.access.personal import scrub
from gridplan.access.schema import AUDIT
from gridplan.access.stamps import stamp

#: Number of the lock that keeps the chain one line on PostgreSQL; SQLite has one writer anyway.
_LOCK = 20_261_125
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST = 200


@dataclass(frozen=True)
class AuditFault:
    """
    One place where the audit was tampered with.

    Attributes
    ----------
    seq
        The first entry at fault.
    kind
        `edited`, `deleted`, `reordered`, `cut` (the end is missing) or `rewritten` (it is not what was anchored).
    """

    seq: int
    kind: str


def record(
    connection: Connection,
    *,
    now: datetime,
    account: str,
    action: str,
    subject: str = "",
    detail: Mapping[str, object] | None = None,
) -> str:
    """
    Write an entry; it stands or falls with the change of the same transaction.

    On PostgreSQL other writers of the audit wait until this transaction ends: call it last.

    Parameters
    ----------
    connection
        The write transaction of the change.
    now
        The moment.
    account
        Who.
    action
        What, as one word such as `plan_saved`.
    subject
        To what.
    detail
        More; mobile numbers and identity cards in it are starred out.

    Returns
    -------
    hash
        Hash of the entry.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    last = head(connection)
    said = json.dumps(detail or {}, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    seq, prev = (last.seq + 1, last.hash) if last else (1, "")
    who, what, whom = (_clean(text[:_LONGEST]) for text in (account, action, subject))
    entry = Entry(seq, stamp(now), who, what, whom, _clean(said), prev)
    connection.execute(insert(AUDIT).values(**vars(entry), hash=entry.hash))
    return entry.hash


def head(connection: Connection) -> Anchor | None:
    """
    Take the last entry, to be anchored outside the database.

    Parameters
    ----------
    connection
        A transaction.

    Returns
    -------
    anchor
        Number and hash; None where the audit is empty.
    """
    last = connection.execute(select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)).first()
    return Anchor(last.seq, last.hash) if last else None


def verify(connection: Connection, anchors: Iterable[Anchor] = ()) -> list[AuditFault]:
    """
    Look for tampering, from the first entry to the last.

    Parameters
    ----------
    connection
        A snapshot.
    anchors
        Heads that were kept outside the database; without them a cut end and a rewrite of all pass unseen.

    Returns
    -------
    faults
        By number; empty where all is well.
    """
    kept = {anchor.seq: anchor.hash for anchor in anchors}
    faults, last, last_hash = [], 0, ""
    query = select(AUDIT).order_by(AUDIT.c.seq).execution_options(yield_per=1000)
    for row in connection.execute(query).mappings():
        entry, stored = read_entry(row), row["hash"]
        if entry.seq != last + 1:
            faults.append(AuditFault(last + 1, "deleted"))
        elif entry.prev != last_hash:
            faults.append(_broken_link(connection, entry))
        if entry.hash != stored and entry.seq not in {fault.seq for fault in faults[-1:]}:
            faults.append(AuditFault(entry.seq, "edited"))
        if kept.pop(entry.seq, stored) != stored:
            faults.append(AuditFault(entry.seq, "rewritten"))
        last, last_hash = entry.seq, stored
    faults += [AuditFault(last + 1, "cut")] if kept else []
    return sorted(set(faults), key=lambda fault: fault.seq)


def _broken_link(connection: Connection, entry: Entry) -> AuditFault:
    """Say what broke a link: entries that changed places still name one another; else the one before was rehashed."""
    elsewhere = select(AUDIT.c.seq).where(AUDIT.c.hash == entry.prev)
    if connection.execute(elsewhere).first():
        return AuditFault(entry.seq, "reordered")
    return AuditFault(max(entry.seq - 1, 1), "edited")


def _clean(text: str) -> str:
    return scrub(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))
