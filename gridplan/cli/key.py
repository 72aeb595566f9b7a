"""`gridplan key DIR`: seal what identifies people with a new key."""

from __future__ import annotations

from datetime import UTC, datetime

import typer

from gridplan.access.scope import OPERATOR
from gridplan.cli.arguments import Folder
from gridplan.cli.showing import Show
from gridplan.workspace.keys import change_key
from gridplan.workspace.opening import Workspace


def key(context: typer.Context, folder: Folder) -> None:
    """
    Change the key of personal fields; the file keeps the old one for older backups.

    Parameters
    ----------
    context
        Typer's context.
    folder
        The workspace.
    """
    show: Show = context.obj
    rows = change_key(OPERATOR, Workspace.open(folder), now=datetime.now(UTC))
    show.say(f"已换用新密钥，重新加密 {rows:,} 行", f"A new key is in use; {rows:,} rows were sealed anew")
