"""Take files into a workspace, all or nothing, and check files without taking them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gridplan.model.findings import InputFinding
from gridplan.model.plan import PRESETS, Preset
from gridplan.storage.county_files import read_files
from gridplan.storage.folder import read_inputs
from gridplan.storage.gate.county import CountyFiles
from gridplan.storage.labels import Labels
from gridplan.storage.sources import Source, name_files, single_sources


def check_files(
    paths: Sequence[Path], *, datum: str = "", presets: Mapping[str, Preset] = PRESETS
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

    Returns
    -------
    findings
        What is wrong with them.
    """
    if len(paths) == 1 and paths[0].is_dir():
        return read_inputs(paths[0], datum=datum, presets=presets, keep_cache=False)[1]
    plain = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    sources, findings = single_sources(*name_files(plain, asked=True))
    files = read_files([replace(source, datum=datum) for source in sources], Labels(""), presets=presets)
    return [*findings, *files.all_findings(), *no_rows(files, sources)]


def no_rows(files: CountyFiles, brought: Sequence[Source]) -> list[InputFinding]:
    """
    Refuse tables that are brought without rows: a template not filled in must not wipe out what is there.

    Parameters
    ----------
    files
        All that was read.
    brought
        Files that a person named.

    Returns
    -------
    findings
        One a table.
    """
    drafts = [files.tables.get(source.name) for source in brought if source.is_table]
    return [
        draft.origin.say("NO_ROWS") for draft in drafts if draft is not None and draft.table.empty and not draft.refused
    ]
