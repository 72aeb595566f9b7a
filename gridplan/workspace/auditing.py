"""Look after the audit: is it whole, where does it end, what does it say."""

from __future__ import annotations

from datetime import datetime

from gridplan.access.anchor import Anchor, anchor_file, append_anchor, read_anchors
from gridplan.access.audit import AuditFault, head, verify
from gridplan.access.audit_entry import Entry
from gridplan.access.audit_reading import latest_entries
from gridplan.access.scope import Scope, Viewer
from gridplan.workspace.opening import Workspace


def verify_audit(scope: Scope, workspace: Workspace) -> list[AuditFault]:
    """
    Look for entries that were edited, deleted, moved, cut off or written anew.

    Parameters
    ----------
    scope
        Who asks; the administrator or the operator.
    workspace
        The county.

    Returns
    -------
    faults
        By number of the entry; empty where the audit is whole.
    """
    _require(scope)
    anchors = read_anchors(anchor_file(workspace.path))
    with workspace.database.reading() as connection:
        return verify(connection, anchors)


def anchor_audit(scope: Scope, workspace: Workspace, *, now: datetime) -> Anchor | None:
    """
    Write the head of the audit down outside the database.

    Parameters
    ----------
    scope
        Who asks; the administrator or the operator.
    workspace
        The county.
    now
        The moment.

    Returns
    -------
    anchor
        The head; None where the audit is empty.
    """
    _require(scope)
    with workspace.database.reading() as connection:
        anchor = head(connection)
    if anchor:
        append_anchor(anchor_file(workspace.path), anchor, now=now)
    return anchor


def audit_entries(scope: Scope, workspace: Workspace, most: int) -> list[Entry]:
    """
    Take the end of the audit.

    Parameters
    ----------
    scope
        Who asks; the administrator or the operator.
    workspace
        The county.
    most
        How many entries at most.

    Returns
    -------
    entries
        The latest, in their order.
    """
    _require(scope)
    with workspace.database.reading() as connection:
        return latest_entries(connection, most)


def _require(scope: Scope) -> None:
    scope.require(Viewer.ADMINISTRATOR, Viewer.OPERATOR, task="read the audit")
