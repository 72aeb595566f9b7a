"""`gridplan export DIR`: a plan as files for QGIS, for a spreadsheet, for a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Folder, PlanId, split
from gridplan.cli.showing import Show
from gridplan.storage.exports import file_name
from gridplan.workspace.exporting import export_plan
from gridplan.workspace.opening import Workspace


def export(
    context: typer.Context,
    folder: Folder,
    form: Annotated[
        str,
        typer.Option("--format", help="html, gpkg, xlsx, csv, json, kml, png, poster, notice; several with commas."),
    ],
    target: Annotated[Path, typer.Option("-o", "--output", help="A file, or a folder for several.")],
    plan_id: PlanId = None,
    datum: Annotated[str, typer.Option(help="Datum of kml and csv: wgs84, cgcs2000, gcj02, bd09.")] = "",
    branch: Annotated[str | None, typer.Option(help="Draw one branch, not the county.")] = None,
    by: Annotated[str, typer.Option(help="Indicator that grids of html, png and poster are coloured by.")] = "",
) -> None:
    """
    Write a plan as files.

    Parameters
    ----------
    context
        Typer's context.
    folder
        The workspace.
    form
        Formats, with commas.
    target
        A file, or a folder.
    plan_id
        Plan version.
    datum
        Datum of the coordinates.
    branch
        The branch to draw.
    by
        Indicator that colours the grids.
    """
    show: Show = context.obj
    workspace = Workspace.open(folder)
    forms = split(form)
    for name in forms:
        path = target if target.suffix and len(forms) == 1 else target / file_name("gridplan", name)
        made = export_plan(
            OPERATOR, workspace, name, path, lang=show.lang, plan_id=plan_id, datum=datum, branch_id=branch, by=by
        )
        typer.echo(made)
