"""`gridplan check PATH...`: what is wrong with the files, and how to mend it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Json
from gridplan.cli.findings import exit_by, show_findings
from gridplan.cli.showing import Show
from gridplan.workspace.importing import check_paths
from gridplan.workspace.marking import SUFFIX, mark_paths

Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="A workspace, or files.", show_default=False)]
DatumName = Annotated[str, typer.Option("--datum", help="Datum of the coordinates: wgs84, cgcs2000, gcj02, bd09.")]

Mark = Annotated[
    Path | None,
    typer.Option("--mark", help="Hand the file back with wrong cells marked: an .xlsx, or a folder for several files."),
]


def check(
    context: typer.Context, paths: Paths, datum: DatumName = "", mark: Mark = None, as_json: Json = False
) -> None:
    """
    Read files as an import would, change nothing, say what is wrong.

    Parameters
    ----------
    context
        Typer's context.
    paths
        A workspace or files.
    datum
        Datum of their coordinates, where they don't state it.
    mark
        Where to write marked copies.
    as_json
        Print JSON.
    """
    show: Show = context.obj
    several = len(paths) > 1 or paths[0].is_dir()
    if mark and mark.suffix.casefold() == SUFFIX and several:
        raise typer.BadParameter("these are several files; name a folder for their copies", param_hint="--mark")
    findings = check_paths(OPERATOR, paths, datum=datum)
    show_findings(show, findings, as_json=as_json)
    marked = mark_paths(OPERATOR, paths, findings, mark, lang=show.lang) if mark else []
    if not as_json:
        for copy in marked:
            show.say(f"已标出：{copy}", f"Marked: {copy}")
    exit_by(findings)
