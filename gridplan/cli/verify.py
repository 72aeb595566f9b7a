"""`gridplan verify DIR`: the rules of 三定 on a stored plan; exit 0 only without a finding of severity E."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Folder, Json, PlanId
from gridplan.cli.showing import Show, print_json
from gridplan.model.findings import count_findings
from gridplan.workspace.certifying import certify_plan, verify_stored
from gridplan.workspace.opening import Workspace


def verify(
    context: typer.Context,
    folder: Folder,
    plan_id: PlanId = None,
    target: Annotated[Path | None, typer.Option("-o", "--output", help="A folder for the certificate.")] = None,
    as_json: Json = False,
) -> None:
    """
    Show what breaks a rule, gravest first; with -o write the certificate, as JSON and as a page to print.

    Parameters
    ----------
    context
        Typer's context.
    folder
        The workspace.
    plan_id
        Plan version.
    target
        Where the certificate goes; none is written by default.
    as_json
        Print JSON.
    """
    show: Show = context.obj
    workspace = Workspace.open(folder)
    plan = verify_stored(OPERATOR, workspace, plan_id)
    counts = count_findings(plan.findings)
    written = [] if target is None else certify_plan(OPERATOR, workspace, plan, target, lang=show.lang)
    if as_json:
        told = {"plan": plan.meta.plan_id, "counts": counts, "findings": plan.findings.to_dict("records")}
        print_json(told | {"files": [str(path) for path in written]})
    else:
        columns = ["rule", "severity", "object_id", f"message_{show.lang}", f"mend_{show.lang}"]
        show.table(plan.meta.plan_id, columns, plan.findings[columns].to_numpy().tolist())
        for path in written:
            typer.echo(path)
    if counts["E"]:
        raise typer.Exit(1)
