"""A change and its entry in the audit are one transaction; the head of the audit is then anchored outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from gridplan.access.anchor import anchor_file, append_anchor
from gridplan.access.audit import head, record
from gridplan.access.scope import Scope
from gridplan.errors import StorageError
from gridplan.storage.database.engine import Connection
from gridplan.workspace.opening import Workspace


@dataclass
class Act:
    """
    What is being done, for the audit.

    Attributes
    ----------
    connection
        The transaction that writes.
    now
        The moment.
    subject
        To what; may be set while it is done.
    detail
        More, without personal values.
    """

    connection: Connection
    now: datetime
    subject: str = ""
    detail: dict[str, object] = field(default_factory=dict)


@contextmanager
def audited(
    scope: Scope,
    workspace: Workspace,
    action: str,
    *,
    subject: str = "",
    now: datetime | None = None,
    detail: Mapping[str, object] | None = None,
) -> Iterator[Act]:
    """
    Write in one transaction that ends with an entry in the audit; both happen, or neither.

    Parameters
    ----------
    scope
        Who acts.
    workspace
        The county.
    action
        What is done, as one word such as `plan_saved`.
    subject
        To what.
    now
        The moment; by default the present.
    detail
        More, without personal values.

    Yields
    ------
    act
        The transaction, and what the entry says besides.

    Raises
    ------
    StorageError
        If the disk or the database fails; the message tells if it was after the commit.
    """
    moment = now or datetime.now(UTC)
    with workspace.database.writing() as connection:
        act = Act(connection, moment, subject, dict(detail or {}))
        yield act
        record(connection, now=moment, account=scope.account, action=action, subject=act.subject, detail=act.detail)
        last = head(connection)
    if last is not None:
        try:
            append_anchor(anchor_file(workspace.path), last, now=moment)
        except StorageError as error:
            told = "{action} happened and stands, but the audit has no anchor of it: {cause}"
            raise StorageError(told, action=action, cause=str(error)) from error
