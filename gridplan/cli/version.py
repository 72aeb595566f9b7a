"""`gridplan version DIR`: the plan versions, two of them compared, and the way of one from draft to in force."""

from __future__ import annotations

from typing import Annotated

import pandas as pd
import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Folder, Json
from gridplan.cli.comparing import comparison_summary, show_comparison
from gridplan.cli.showing import Show, print_json
from gridplan.model.words import PlanState
from gridplan.workspace.comparing import compare_plans
from gridplan.workspace.opening import Workspace
from gridplan.workspace.versions import advance_plan
from gridplan.workspace.viewing import plan_versions

_SHOWN = ["plan_id", "created_at", "state", "grids_n", "E", "account", "checked_by", "approved_by"]
_STATES = ", ".join(map(str, PlanState))


def version(
    context: typer.Context,
    folder: Folder,
    plan_id: Annotated[str, typer.Option("--plan", help="The version to bring on.")] = "",
    state: Annotated[str, typer.Option("--to", help=f"Its next state: {_STATES}; draft returns it.")] = "",
    reason: Annotated[str, typer.Option(help="Why errors are accepted, or a plan is returned.")] = "",
    pair: Annotated[tuple[str, str] | None, typer.Option("--compare", help="Two versions, the earlier first.")] = None,
    as_json: Json = False,
) -> None:
    """
    List the plan versions, compare two, or bring one into its next state or back; approval takes a second person.

    Parameters
    ----------
    context
        Typer's context.
    folder
        The workspace.
    plan_id
        The version.
    state
        Its next state.
    reason
        Why errors are accepted, or what has to be mended.
    pair
        Two versions to compare.
    as_json
        Print JSON.
    """
    show: Show = context.obj
    workspace = Workspace.open(folder)
    if pair:
        told = compare_plans(OPERATOR, workspace, *pair)
        print_json(comparison_summary(told)) if as_json else show_comparison(show, told)
        return
    if bool(plan_id) != bool(state):
        raise typer.BadParameter("--plan and --to go together")
    if state:
        if state not in _STATES.split(", "):
            raise typer.BadParameter(f"choose from {_STATES}", param_hint="--to")
        advance_plan(OPERATOR, workspace, plan_id, PlanState(state), reason=reason)
    table = plan_versions(OPERATOR, workspace)[_SHOWN]
    rows = table.astype(object).where(pd.notna(table), None)
    if as_json:
        print_json({"plans": rows.to_dict("records")})
    else:
        show.table(workspace.settings.name, _SHOWN, rows.fillna("").to_numpy().tolist())
