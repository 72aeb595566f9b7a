"""`gridplan import DIR PATH...`: take files into a workspace, all or nothing."""

from __future__ import annotations

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Folder, Json
from gridplan.cli.check import DatumName, Paths
from gridplan.cli.findings import exit_by, show_findings
from gridplan.cli.showing import Show
from gridplan.workspace.importing import import_paths
from gridplan.workspace.opening import Workspace


def import_files(
    context: typer.Context, folder: Folder, paths: Paths, datum: DatumName = "", as_json: Json = False
) -> None:
    """
    Check files and take them into a workspace; with one error nothing is changed.

    Parameters
    ----------
    context
        Typer's context.
    folder
        The workspace.
    paths
        Files named as what they hold.
    datum
        Datum of their coordinates, where they don't state it.
    as_json
        Print JSON.
    """
    show: Show = context.obj
    with show.progress() as progress:
        findings = import_paths(OPERATOR, Workspace.open(folder), paths, datum=datum, progress=progress)
    show_findings(show, findings, as_json=as_json)
    exit_by(findings)
    if not as_json:
        names = ", ".join(path.name for path in paths)
        show.say(f"已导入：{names}", f"Imported: {names}")
