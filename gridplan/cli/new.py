"""`gridplan new DIR`: a workspace from an OSM extract, from a county frame, or empty."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.showing import Show
from gridplan.errors import InputError
from gridplan.workspace.new import new_empty, new_from_frame, new_from_osm


def new(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The new workspace.", show_default=False)],
    osm: Annotated[Path | None, typer.Option(help="An OSM extract: .osm, .osm.bz2 or .osm.pbf.")] = None,
    frame: Annotated[
        Path | None, typer.Option(help="A folder with a county's outline, seats, codes and population grid.")
    ] = None,
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
    """
    if osm and frame:
        raise InputError("give --osm or --frame, not both")
    show: Show = context.obj
    with show.progress() as progress:
        if osm:
            workspace = new_from_osm(OPERATOR, folder, osm, progress=progress)
        elif frame:
            workspace = new_from_frame(OPERATOR, folder, frame, progress=progress)
        else:
            workspace = new_empty(OPERATOR, folder)
    show.say(f"已建立 {workspace.path}；下一步：", f"Made {workspace.path}; next:")
    typer.echo(f"  gridplan plan {workspace.path}")
