"""Check files without taking them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from gridplan.model.findings import InputFinding
from gridplan.model.plan import PRESETS, Preset
from gridplan.storage.apart.running import run_apart
from gridplan.storage.stages import Progress, silent
from gridplan.storage.staging import finish


def check_files(
    paths: Sequence[Path],
    *,
    datum: str = "",
    presets: Mapping[str, Preset] = PRESETS,
    progress: Progress = silent,
) -> list[InputFinding]:
    """
    Read files as an import would, and change nothing.

    Parameters
    ----------
    paths
        One folder with the files of a county, or some files.
    datum
        Datum of files that state none.
    presets
        Sizes by kind of branch.
    progress
        Called with the stage, mostly a file, and the share done.

    Returns
    -------
    findings
        What is wrong with them.
    """
    if len(paths) == 1:
        finish(paths[0])
    told = {"paths": [str(path.resolve()) for path in paths], "datum": datum}
    return run_apart("check", told, paths=paths, presets=presets, progress=progress)[1]
