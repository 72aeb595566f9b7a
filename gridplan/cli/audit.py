"""`gridplan audit verify|anchor|show`: is the record of who did what whole, and what does it say."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Folder, Json
from gridplan.cli.showing import print_json
from gridplan.errors import FindingsError
from gridplan.workspace.auditing import anchor_audit, audit_entries, verify_audit
from gridplan.workspace.opening import Workspace

Most = Annotated[int, typer.Option("--last", min=1, help="How many entries.")]

audit = typer.Typer(no_args_is_help=True, help="The audit: who did what, in a chain that nobody can mend. 审计。")


@audit.command("verify")
def verify(context: typer.Context, folder: Folder, as_json: Json = False) -> None:
    """
    Look for tampering; exit code 1 and the first bad entry where there is some.

    Parameters
    ----------
    context
        Carries how to show results.
    folder
        The workspace.
    as_json
        Whether to print JSON.
    """
    faults = verify_audit(OPERATOR, Workspace.open(folder))
    if as_json:
        print_json({"faults": [vars(fault) for fault in faults]})
    elif not faults:
        context.obj.say("审计完整", "the audit is whole")
    if faults and as_json:
        raise typer.Exit(FindingsError.exit_code)
    if faults:
        raise FindingsError(f"audit entry {faults[0].seq}: {faults[0].kind}; {len(faults)} in all")


@audit.command("anchor")
def anchor(context: typer.Context, folder: Folder) -> None:
    """
    Write the head of the audit down outside the database.

    Parameters
    ----------
    context
        Carries how to show results.
    folder
        The workspace.
    """
    kept = anchor_audit(OPERATOR, Workspace.open(folder), now=datetime.now(UTC))
    if kept:
        context.obj.say(f"已锚定第 {kept.seq} 条 {kept.hash}", f"anchored entry {kept.seq} {kept.hash}")
    else:
        context.obj.say("审计为空", "the audit is empty")


@audit.command("show")
def show(context: typer.Context, folder: Folder, last: Most = 50, as_json: Json = False) -> None:
    """
    Show the latest entries.

    Parameters
    ----------
    context
        Carries how to show results.
    folder
        The workspace.
    last
        How many.
    as_json
        Whether to print JSON.
    """
    entries = audit_entries(OPERATOR, Workspace.open(folder), last)
    if as_json:
        print_json({"entries": [vars(entry) for entry in entries]})
        return
    columns = ("seq", "at", "account", "action", "subject", "detail")
    context.obj.table("审计 / audit", columns, [[str(vars(one)[column]) for column in columns] for one in entries])
