"""`gridplan coverage DIR`: the indicators, each with numerator, denominator and base."""

from __future__ import annotations

from typing import Annotated

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Folder, Json, PlanId, split
from gridplan.cli.showing import Show, print_json
from gridplan.workspace.opening import Workspace
from gridplan.workspace.reach import detour_table
from gridplan.workspace.viewing import coverage_table, view_plan


def coverage(
    context: typer.Context,
    folder: Folder,
    by: Annotated[str, typer.Option(help="Levels: county, town, branch, grid, unit.")] = "county,branch",
    detour: Annotated[
        str, typer.Option(help="Radii in metres: of the points inside each circle, how many are farther by road?")
    ] = "",
    plan_id: PlanId = None,
    as_json: Json = False,
) -> None:
    """
    Print the indicators of a plan, or how far the circle deceives.

    Parameters
    ----------
    context
        Typer's context.
    folder
        The workspace.
    by
        Levels, with commas.
    detour
        Radii in metres, with commas.
    plan_id
        Plan version.
    as_json
        Print JSON.
    """
    show: Show = context.obj
    workspace = Workspace.open(folder)
    if detour:
        table = detour_table(OPERATOR, workspace, [_metres(text) for text in split(detour)])
        label = "detour"
    else:
        plan = view_plan(OPERATOR, workspace, plan_id)
        table = coverage_table(OPERATOR, plan, split(by))
        label = plan.meta.plan_id
    if as_json:
        print_json({"plan": label, "rows": table.to_dict("records")})
    else:
        show.table(label, list(table.columns), table.to_numpy().tolist())


def _metres(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text} is no number of metres", param_hint="--detour") from error
