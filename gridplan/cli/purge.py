"""`gridplan purge DIR`: what is past its time, or one household's people; shown first, then done."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Folder, Json
from gridplan.cli.showing import Show, print_json
from gridplan.workspace.opening import Workspace
from gridplan.workspace.purging import carry_out_purge, due_for_purge, forget_people

_DONE = ("已清除", "Taken away")
_DUE = ("到期待清除（未执行；加 --do 执行）", "Past its time (nothing done; add --do)")


def purge(
    context: typer.Context,
    folder: Folder,
    do: Annotated[bool, typer.Option("--do", help="Take it away; without this it is only counted.")] = False,
    household: Annotated[str, typer.Option(help="Forget the people of this household instead.")] = "",
    as_json: Json = False,
) -> None:
    """
    Count what is past its time, or take it away.

    Parameters
    ----------
    context
        Typer's context.
    folder
        The workspace.
    do
        Whether to take it away.
    household
        A household whose people ask to be forgotten.
    as_json
        Print JSON.
    """
    show: Show = context.obj
    workspace, now = Workspace.open(folder), datetime.now(UTC)
    if household and not do:
        raise typer.BadParameter("what is forgotten does not come back: add --do", param_hint="--household")
    if household:
        rows = {"person": forget_people(OPERATOR, workspace, household, now=now)}
    elif do:
        rows = carry_out_purge(OPERATOR, workspace, now=now)
    else:
        rows = due_for_purge(OPERATOR, workspace, now=now)
    if as_json:
        print_json({"done": do, "rows": rows})
        return
    zh = show.lang == "zh"
    title = _DONE if do else _DUE
    heads = ["表" if zh else "Table", "行数" if zh else "Rows"]
    show.table(title[not zh], heads, [(name, f"{count:,}") for name, count in rows.items()])
