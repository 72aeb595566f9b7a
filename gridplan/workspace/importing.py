"""Take files into a workspace, or only look at them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError, SettingsError
from gridplan.model.findings import InputFinding
from gridplan.model.plan import PRESETS
from gridplan.model.words import Datum
from gridplan.storage.gate.datums import datum_code
from gridplan.storage.gate.saying import gravest
from gridplan.storage.importing import check_files, import_files
from gridplan.storage.settings import FILE, read_settings
from gridplan.workspace.opening import Workspace

__all__ = ["check_paths", "gravest", "import_paths"]


def import_paths(scope: Scope, workspace: Workspace, paths: Sequence[Path], *, datum: str = "") -> list[InputFinding]:
    """
    Take files into a workspace, all or nothing.

    Parameters
    ----------
    scope
        Who asks; the operator alone imports.
    workspace
        The county.
    paths
        Files named as what they hold, such as `branches.xlsx` or `county.geojson`.
    datum
        Datum of their coordinates.

    Returns
    -------
    findings
        What is to be said of the files; with one of severity E nothing was changed.

    Raises
    ------
    AccessError
        If the scope may not import.
    SettingsError
        If nobody knows the datum.
    """
    if scope.viewer is not Viewer.OPERATOR:
        raise AccessError(f"{scope.viewer} may not import files")
    return import_files(workspace.path, paths, datum=_known(datum), presets=workspace.settings.params.presets)


def check_paths(scope: Scope, paths: Sequence[Path], *, datum: str = "") -> list[InputFinding]:
    """
    Read a folder or files as an import would, and change nothing.

    Parameters
    ----------
    scope
        Who asks; messages show personal values masked to everybody.
    paths
        A workspace or a folder of files, or files.
    datum
        Datum of their coordinates.

    Returns
    -------
    findings
        What is to be said of them.

    Raises
    ------
    SettingsError
        If nobody knows the datum.
    """
    del scope
    presets = PRESETS
    if len(paths) == 1 and (paths[0] / FILE).is_file():
        # what is wrong with the settings is said by reading the files
        with suppress(SettingsError):
            presets = read_settings(paths[0]).params.presets
    return check_files(paths, datum=_known(datum), presets=presets)


def _known(datum: str) -> str:
    code = datum_code(datum) if datum else ""
    if datum and not code:
        raise SettingsError(f"no datum {datum}; choose from {', '.join(Datum)}")
    return code
