"""`gridplan restore FILE DIR`: a workspace from a backup, checked as a whole before anything is changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Folder
from gridplan.cli.passphrase import PassphraseFile, read_passphrase
from gridplan.cli.showing import Show
from gridplan.workspace import backing_up


def restore(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", show_default=False)],
    folder: Folder,
    passphrase_file: PassphraseFile = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of what is there; that is kept in backups/.")
    ] = False,
) -> None:
    """
    Restore a workspace; a backup that is damaged, cut or not opened by the passphrase changes nothing.

    Parameters
    ----------
    context
        Typer's context.
    path
        The backup.
    folder
        The workspace.
    passphrase_file
        Where the passphrase is.
    replace
        Take the place of what is there.
    """
    show: Show = context.obj
    passphrase = read_passphrase(passphrase_file, twice=False)
    manifest = backing_up.restore(OPERATOR, path, folder, passphrase, replace=replace)
    rows = sum(manifest.rows.values())
    show.say(
        f"已恢复 {manifest.county}（{manifest.made_at} 的备份，{rows:,} 行）。正在运行的界面请重新启动。",
        f"Restored {manifest.county} as of {manifest.made_at}, {rows:,} rows. Start the app again where it runs.",
    )
