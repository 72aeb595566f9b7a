"""The demo county: made on first use, then opened."""

from __future__ import annotations

from pathlib import Path

from gridplan.access.scope import Scope
from gridplan.qinghe import county
from gridplan.storage.folder import write_inputs
from gridplan.storage.settings import FILE
from gridplan.workspace.opening import DEMO_FOLDER, Progress, Workspace


def demo_workspace(scope: Scope, path: Path | None = None, *, progress: Progress | None = None) -> Workspace:
    """
    Open the demo county; make it first where it isn't there yet.

    Parameters
    ----------
    scope
        Who asks; everybody may open the invented county.
    path
        Its folder; by default `demo-county` in the present folder.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    workspace
        The demo county, labelled synthetic.
    """
    del scope
    folder = path or DEMO_FOLDER
    if not (folder / FILE).exists():
        if progress:
            progress("demo county", 0.0)
        write_inputs(county(), folder)
    return Workspace.open(folder)
