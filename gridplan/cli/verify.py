"""`gridplan verify DIR`: the rules of 三定 on a stored plan; exit 0 only without a finding of severity E."""

from __future__ import annotations

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Folder, Json, PlanId
from gridplan.cli.showing import Show, print_json
from gridplan.model.findings import count_findings
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import view_plan


def verify(context: typer.Context, folder: Folder, plan_id: PlanId = None, as_json: Json = False) -> None:
    """
    Show what breaks a rule, gravest first.

    Parameters
    ----------
    context
        Typer's context.
    folder
        The workspace.
    plan_id
        Plan version.
    as_json
        Print JSON.
    """
    show: Show = context.obj
    plan = view_plan(OPERATOR, Workspace.open(folder), plan_id)
    counts = count_findings(plan.findings)
    if as_json:
        print_json({"plan": plan.meta.plan_id, "counts": counts, "findings": plan.findings.to_dict("records")})
    else:
        columns = ["rule", "severity", "object_id", f"message_{show.lang}", f"mend_{show.lang}"]
        show.table(plan.meta.plan_id, columns, plan.findings[columns].to_numpy().tolist())
    if counts["E"]:
        raise typer.Exit(1)
