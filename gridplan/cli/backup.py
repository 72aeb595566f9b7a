"""`gridplan backup DIR -o FILE`: everything of a workspace as one sealed file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Folder
from gridplan.cli.passphrase import PassphraseFile, read_passphrase
from gridplan.cli.showing import Show
from gridplan.workspace.backing_up import back_up
from gridplan.workspace.opening import Workspace


def backup(
    context: typer.Context,
    folder: Folder,
    target: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """
    Write settings, layers, database and key as one file that only a passphrase opens.

    Parameters
    ----------
    context
        Typer's context.
    folder
        The workspace.
    target
        The file to write.
    passphrase_file
        Where the passphrase is.
    """
    show: Show = context.obj
    workspace = Workspace.open(folder)
    manifest = back_up(OPERATOR, workspace, target, read_passphrase(passphrase_file, twice=True))
    tables, rows = len(manifest.rows), sum(manifest.rows.values())
    show.say(
        f"已备份到 {target}：{tables} 张表，{rows:,} 行。没有口令无法恢复，请与文件分开保管。",
        f"Backed up to {target}: {tables} tables, {rows:,} rows. Nothing opens it without the passphrase: "
        "keep that in another place.",
    )
