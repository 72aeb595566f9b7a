"""Take files into a workspace, or only look at them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pandas as pd

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import SettingsError
from gridplan.model.findings import InputFinding
from gridplan.model.inputs import Inputs
from gridplan.model.plan import PRESETS
from gridplan.model.words import Datum, Severity
from gridplan.storage.atomic import sha256_of
from gridplan.storage.changes import count_changes
from gridplan.storage.database.engine import has_database
from gridplan.storage.gate.datums import datum_code
from gridplan.storage.gate.saying import gravest, say
from gridplan.storage.importing import check_files
from gridplan.storage.incoming import Incoming, check_together, read_incoming
from gridplan.storage.settings import FILE, read_settings
from gridplan.storage.sole import sole
from gridplan.storage.sources import Source, name_files, shapes_beside, single_sources
from gridplan.storage.stages import silent
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Progress, Workspace
from gridplan.workspace.storing import settle, store_incoming, waiting
from gridplan.workspace.tables import stored_tables

__all__ = ["check_paths", "gravest", "import_paths", "preview_import", "take_in"]

#: Held while files are taken in, so that two imports follow one another.
LOCK = ".import.lock"


def import_paths(
    scope: Scope,
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    datum: str = "",
    now: datetime | None = None,
    progress: Progress | None = None,
) -> list[InputFinding]:
    """
    Take files into a workspace, all or nothing.

    Parameters
    ----------
    scope
        Who asks: the operator, or a branch head as long as the county holds no other branch's tables.
    workspace
        The county.
    paths
        Files named as what they hold, such as `branches.xlsx` or `county.geojson`.
    datum
        Datum of their coordinates.
    now
        The moment; by default the present.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    findings
        What is to be said of the files; with one of severity E nothing was changed.

    Raises
    ------
    AccessError
        If the scope may not import, or would overwrite tables of other branches.
    SettingsError
        If nobody knows the datum.
    LockedError
        If another process imports for too long.
    """
    importer = _importer(scope, workspace)
    stated = _known(datum)
    with sole(workspace.path / LOCK, "importing files"):
        settle(importer, workspace)
        sources, refused = _asked(paths, stated)
        return _take(importer, workspace, sources, refused, asked=True, now=now, progress=progress)


def preview_import(
    scope: Scope,
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    datum: str = "",
    progress: Progress | None = None,
) -> tuple[list[InputFinding], pd.DataFrame]:
    """
    Tell what an import of files would say and change; nothing is changed.

    Parameters
    ----------
    scope
        Who asks; whoever may import.
    workspace
        The county.
    paths
        Files named as what they hold.
    datum
        Datum of their coordinates.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    findings
        What is to be said of the files; one of severity E keeps all of them out.
    changes
        A row a table: `new_n`, `changed_n`, `gone_n`, `same_n`, as `count_changes` has them.

    Raises
    ------
    AccessError
        If the scope may not import.
    SettingsError
        If nobody knows the datum.
    """
    importer = _importer(scope, workspace)
    sources, refused = _asked(paths, _known(datum))
    stored = stored_tables(importer, workspace)
    incoming = _read(importer, workspace, sources, stored, asked=True, progress=progress)
    findings = [*refused, *incoming.findings]
    names = [] if any(finding.severity is Severity.ERROR for finding in findings) else incoming.tables
    return findings, count_changes(names, stored, incoming.inputs)


def take_in(scope: Scope, workspace: Workspace, *, progress: Progress | None = None) -> list[InputFinding]:
    """
    Take in the files that a person put into the workspace's folder or changed there, all or nothing.

    Parameters
    ----------
    scope
        Who asks; the operator alone, who does it by planning.
    workspace
        The county.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    findings
        What is to be said of the files; with one of severity E nothing was changed.

    Raises
    ------
    AccessError
        If the scope may not import.
    """
    scope.require(Viewer.OPERATOR, task="take in files")
    with sole(workspace.path / LOCK, "taking in files"):
        settle(scope, workspace)
        sources = waiting(scope, workspace)
        return _take(scope, workspace, sources, [], progress=progress) if sources else []


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
    AccessError
        If they are held against the tables of a workspace, for another than the operator.
    SettingsError
        If nobody knows the datum.
    """
    presets = PRESETS
    if len(paths) == 1 and (paths[0] / FILE).is_file():
        # what is wrong with the settings is said by reading the files
        with suppress(SettingsError):
            presets = read_settings(paths[0]).params.presets
    stored = _stored(scope, paths)
    if stored is None:
        return check_files(paths, datum=_known(datum), presets=presets)
    return check_together(paths[0], stored, datum=_known(datum), presets=presets)


def _stored(scope: Scope, paths: Sequence[Path]) -> Inputs | None:
    """Read what a workspace holds already; a folder without settings or without database is files alone."""
    if len(paths) != 1 or not (paths[0] / FILE).is_file() or not has_database(paths[0]):
        return None
    try:
        return stored_tables(scope, Workspace.open(paths[0]))
    except SettingsError:
        return None


def _take(
    scope: Scope,
    workspace: Workspace,
    sources: Sequence[Source],
    findings: list[InputFinding],
    *,
    asked: bool = False,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> list[InputFinding]:
    stored = stored_tables(scope, workspace)
    # hashed before they are read: what is saved meanwhile is another file, and still to be taken in
    sources = [replace(source, digest=sha256_of(source.path)) for source in sources]
    incoming = _read(scope, workspace, sources, stored, asked=asked, progress=progress)
    said = [*findings, *incoming.findings]
    if any(finding.action == "deny" for finding in said):
        with audited(scope, workspace, "import_denied", now=now) as act:
            act.detail = {"files": sorted({f.file for f in said if f.action == "deny"})}
    elif sources and not incoming.refused and not any(f.severity is Severity.ERROR for f in findings):
        kept = store_incoming(scope, workspace, incoming, now=now, progress=progress)
        said += [say("FILE_REPLACED", copy.name, place=copy) for copy in kept]
    return said


def _read(
    scope: Scope,
    workspace: Workspace,
    sources: Sequence[Source],
    stored: Inputs | None,
    *,
    asked: bool,
    progress: Progress | None,
) -> Incoming:
    return read_incoming(
        workspace.path,
        sources,
        stored,
        waiting=waiting(scope, workspace),
        asked=asked,
        presets=workspace.settings.params.presets,
        progress=progress or silent,
    )


def _asked(paths: Sequence[Path], datum: str) -> tuple[list[Source], list[InputFinding]]:
    """Name what somebody brought; a file that nobody knows is refused."""
    named, strange = name_files(paths, asked=True)
    new, strange = single_sources(shapes_beside(named), strange)
    return [replace(source, datum=datum) for source in new], [_refused(finding) for finding in strange]


def _importer(scope: Scope, workspace: Workspace) -> Scope:
    """Let a branch head take files in as long as they overwrite nobody else's tables."""
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="import files")
    if scope.viewer is Viewer.OPERATOR:
        return scope
    stored = stored_tables(replace(OPERATOR, account=scope.account), workspace)
    return scope.as_importer([] if stored is None else stored.branches.index)


def _refused(finding: InputFinding) -> InputFinding:
    """Refuse a file that nobody knows, which a check alone would pass over."""
    return replace(finding, action="reject", severity=Severity.ERROR) if finding.action == "accept" else finding


def _known(datum: str) -> str:
    code = datum_code(datum) if datum else ""
    if datum and not code:
        raise SettingsError("no datum {given}; choose from {options}", given=datum, options=", ".join(Datum))
    return code
