"""`gridplan new DIR`: a workspace from an OSM extract, from a county frame, or empty."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.showing import Show
from gridplan.workspace.new import new_empty, new_from_frame, new_from_osm


def new(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The new workspace.", show_default=False)],
    osm: Annotated[Path | None, typer.Option(help="An OSM extract: .osm, .osm.bz2 or .osm.pbf.")] = None,
    frame: Annotated[
        Path | None, typer.Option(help="A folder with a county's outline, seats, codes and population grid.")
    ] = None,
    template: Annotated[
        bool, typer.Option("--template", help="Excel tables with headers to fill in; what it does without sources.")
    ] = False,
) -> None:
    """
    Make a workspace from an OSM extract alone, from a county frame, or empty with the headers to fill in.

    Parameters
    ----------
    context
        Typer's context.
    folder
        The new workspace.
    osm
        OSM extract.
    frame
        County frame.
    template
        Ask for the empty tables outright.
    """
    if sum(map(bool, (osm, frame, template))) > 1:
        raise typer.BadParameter("give one of --osm, --frame and --template")
    show: Show = context.obj
    with show.progress() as progress:
        if osm:
            workspace = new_from_osm(OPERATOR, folder, osm, progress=progress)
        elif frame:
            workspace = new_from_frame(OPERATOR, folder, frame, progress=progress)
        else:
            workspace = new_empty(OPERATOR, folder)
    show.say(f"已建立 {workspace.path}；下一步：", f"Made {workspace.path}; next:")
    if osm or frame:
        typer.echo(f"  gridplan plan {workspace.path}")
        return
    show.say(
        "  填写 data/ 中的表格，在 gridplan.toml 写明坐标系",
        "  fill in the tables in data/, state the datum in gridplan.toml",
    )
    typer.echo(f"  gridplan check {workspace.path}")
