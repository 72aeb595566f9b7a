"""`gridplan app [DIR]`: the web app on a workspace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from gridplan.errors import SettingsError
from gridplan.workspace.opening import VARIABLE, Workspace


def screens(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The workspace; else the demo county.")] = None,
) -> None:
    """
    Open the web app.

    Parameters
    ----------
    folder
        The workspace; without one what GRIDPLAN_WORKSPACE names, or the demo county.
    """
    front_door = Path(__file__).parents[2] / "app.py"
    if not front_door.exists():
        raise SettingsError("the app needs a checkout of the repository: app.py is not installed with the package")
    if folder:
        Workspace.open(folder)
    chosen = str((folder or Workspace.chosen_folder()).resolve())
    command = [sys.executable, "-m", "streamlit", "run", str(front_door)]
    raise typer.Exit(
        subprocess.run(command, check=False, cwd=front_door.parent, env={**os.environ, VARIABLE: chosen}).returncode  # noqa: S603 - our own interpreter and file
    )
