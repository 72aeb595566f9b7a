"""`gridplan demo`: make the demo county, plan it, and say where the map is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.plan import show_plan
from gridplan.cli.showing import Show
from gridplan.workspace.demo import demo_workspace, plan_demo
from gridplan.workspace.exporting import export_plan
from gridplan.workspace.opening import DEMO_FOLDER


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Option("--dir", help="Where the demo county goes.")] = DEMO_FOLDER,
) -> None:
    """
    Make the demo county (invented), plan it, print the summary and where the map is.

    Parameters
    ----------
    context
        Typer's context.
    folder
        Where the workspace goes.
    """
    show: Show = context.obj
    with show.progress() as progress:
        workspace = demo_workspace(OPERATOR, folder, progress=progress)
        plan = plan_demo(OPERATOR, workspace, progress=progress)
        written = [
            export_plan(OPERATOR, workspace, form, folder / f"exports/qinghe.{form}", lang=show.lang)
            for form in ("html", "gpkg", "xlsx")
        ]
    show_plan(show, plan)
    show.say("打开地图（浏览器，离线可用）：", "Open the map in any browser, offline:")
    for path in written:
        typer.echo(f"  {path}")
    show.say("打开应用：make app", "Open the app: make app")
