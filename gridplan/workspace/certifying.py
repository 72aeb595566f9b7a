"""Verify a stored plan, and write its certificate as JSON and as a page to print and sign."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from gridplan.access.audit_reading import entries_on
from gridplan.access.scope import Scope, Viewer
from gridplan.access.stamps import stamp
from gridplan.model.plan import Plan
from gridplan.planning.certificate import Signature, certificate, verify_plan
from gridplan.storage.atomic import replacing
from gridplan.storage.database.engine import Connection
from gridplan.storage.database.plan_states import plan_events
from gridplan.storage.exports.certificate_page import certificate_page
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import view_plan

#: Who plans and who approves; nobody else answers for a plan.
_MAY = (Viewer.OPERATOR, Viewer.REGIONAL_MANAGER)
NAME = "certificate"


def verify_stored(scope: Scope, workspace: Workspace, plan_id: str | None = None) -> Plan:
    """
    Reckon a stored plan again and check it against every rule.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.
    plan_id
        Version; by default the one in use.

    Returns
    -------
    plan
        The plan with the findings of today's rules.

    Raises
    ------
    AccessError
        If the scope may verify no plan.
    """
    scope.require(*_MAY, task="verify a plan")
    return verify_plan(view_plan(scope, workspace, plan_id))


def certify_plan(
    scope: Scope, workspace: Workspace, plan: Plan, folder: Path, *, lang: str = "zh", now: datetime | None = None
) -> list[Path]:
    """
    Write the certificate of a plan; the audit keeps its hash.

    Parameters
    ----------
    scope
        Who issues it.
    workspace
        The county.
    plan
        As `verify_stored` gives it.
    folder
        Where to; it is made.
    lang
        Language of the page, `zh` or `en`.
    now
        The moment; by default the present.

    Returns
    -------
    paths
        `certificate.json` and `certificate.html`.

    Raises
    ------
    AccessError
        If the scope may certify no plan.
    StorageError
        If the disk fails; older files stand.
    """
    scope.require(*_MAY, task="certify a plan")
    moment = now or datetime.now(UTC)
    with workspace.database.reading() as connection:
        signatures = _signatures(connection, plan.meta.plan_id)
    told = certificate(plan, signatures, issued_at=stamp(moment), issued_by=scope.account)
    with audited(scope, workspace, "plan_certified", subject=plan.meta.plan_id, now=moment) as act:
        act.detail = {"sha256": told["sha256"], "E": told["counts"]["E"]}
    texts = {"json": json.dumps(told, ensure_ascii=False, indent=1), "html": certificate_page(told, plan.grids, lang)}
    return [_written(folder / f"{NAME}.{suffix}", text) for suffix, text in texts.items()]


def _written(path: Path, text: str) -> Path:
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8")
    return path


def _signatures(connection: Connection, plan_id: str) -> list[Signature]:
    entries = {(entry.account, entry.at): entry for entry in reversed(entries_on(connection, plan_id))}
    signed = []
    for event in plan_events(connection, plan_id):
        at = stamp(event.at)
        entry = entries.get((event.account, at))
        kept = (entry.seq, entry.hash) if entry else (0, "")
        signed.append(Signature(event.what, event.account, at, *kept))
    return signed
