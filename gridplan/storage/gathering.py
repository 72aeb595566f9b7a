"""Read files for a check or an import; nothing is written, so that it can be done in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from gridplan.model.findings import InputFinding
from gridplan.model.inputs import Inputs
from gridplan.model.plan import Preset
from gridplan.storage.beside import faults_beside
from gridplan.storage.county_files import read_files
from gridplan.storage.folder import assemble, read_inputs, sizes_fit, what_is_missing
from gridplan.storage.gate.county import CountyFiles
from gridplan.storage.gate.saying import refuses
from gridplan.storage.labels import Labels, read_labels
from gridplan.storage.sources import Source, find_sources, name_files, single_sources
from gridplan.storage.stages import Progress

#: What a task is told, as JSON can hold it.
Told = Mapping[str, Any]
Presets = Mapping[str, Preset]
Gathered = tuple[Inputs | None, list[InputFinding]]


def told_sources(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """
    Write sources so that a task can be told of them.

    Parameters
    ----------
    sources
        Files and what they hold.

    Returns
    -------
    told
        One mapping a source.
    """
    return [asdict(source) | {"path": str(source.path.resolve())} for source in sources]


def besides(sources: Sequence[Source], better: Sequence[Source]) -> list[Source]:
    """
    Keep the sources of what others don't hold.

    Parameters
    ----------
    sources
        Files and what they hold.
    better
        Those that go before.

    Returns
    -------
    sources
        Those of other tables and roles.
    """
    held = {(source.name, source.is_table) for source in better}
    return [source for source in sources if (source.name, source.is_table) not in held]


def gather_check(told: Told, presets: Presets, progress: Progress) -> Gathered:
    """
    Read one folder with the files of a county, or some files, as an import would.

    Parameters
    ----------
    told
        `paths` and `datum`.
    presets
        Sizes by kind of branch.
    progress
        Called with the file and the share done.

    Returns
    -------
    inputs
        Nothing.
    findings
        What is wrong with them.
    """
    paths, datum = [Path(path) for path in told["paths"]], told["datum"]
    if len(paths) == 1 and paths[0].is_dir():
        return None, read_inputs(paths[0], datum=datum, presets=presets, keep_cache=False, progress=progress)[1]
    plain = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    sources, findings = single_sources(*name_files(plain, asked=True))
    stated = [replace(source, datum=datum) for source in sources]
    files = read_files(stated, Labels(""), presets=presets, progress=progress)
    return None, [*findings, *files.all_findings(), *_no_rows(files, sources)]


def gather_import(told: Told, presets: Presets, progress: Progress) -> Gathered:
    """
    Read new files together with the layers and tables that a workspace has already.

    Parameters
    ----------
    told
        `folder`, the sources `old` and `new`, whether a person `asked` for each file, and the folder `cache`.
    presets
        Sizes by kind of branch.
    progress
        Called with the file and the share done.

    Returns
    -------
    inputs
        The county as it will be.
    findings
        What is to be said of the new files, and errors that they bring about in others.
    """
    old, new = _sources(told["old"]), _sources(told["new"])
    labels, said = read_labels(Path(told["folder"]))
    kept, cache = besides(old, new), Path(told["cache"])
    files = read_files([*kept, *new], labels, presets=presets, cache=cache, progress=progress)
    inputs, broken = assemble(files, labels)
    findings = [*said, *_said_by(files.all_findings(), old, new, labels, presets), *broken]
    return inputs, findings + (_no_rows(files, new) if told["asked"] else [])


def gather_together(told: Told, presets: Presets, progress: Progress) -> Gathered:
    """
    Read the files of a workspace together with the tables of its database.

    Parameters
    ----------
    told
        `folder`, the sources `stored`, and the `datum` of files for which nobody states one.
    presets
        Sizes by kind of branch.
    progress
        Called with the file and the share done.

    Returns
    -------
    inputs
        Nothing.
    findings
        What is wrong with the files, all at once.
    """
    folder = Path(told["folder"])
    labels, findings = read_labels(folder)
    labels = replace(labels, implied=told["datum"] or labels.implied)
    sources, said = find_sources(folder)
    kept = besides(_sources(told["stored"]), sources)
    files = read_files([*sources, *kept], labels, presets=presets, progress=progress)
    inputs, broken = assemble(files, labels)
    said += [*files.all_findings(), *faults_beside(folder, labels)]
    return None, [*findings, *sizes_fit(labels, files), *said, *broken, *what_is_missing(inputs)]


#: What a process of its own can do.
TASKS: dict[str, Callable[[Told, Presets, Progress], Gathered]] = {
    "check": gather_check,
    "import": gather_import,
    "together": gather_together,
}


def _sources(told: Sequence[Mapping[str, Any]]) -> list[Source]:
    return [Source(**(dict(one) | {"path": Path(one["path"])})) for one in told]


def _no_rows(files: CountyFiles, brought: Sequence[Source]) -> list[InputFinding]:
    """Refuse tables that are brought without rows: a template not filled in must not wipe out what is there."""
    drafts = [files.tables.get(source.name) for source in brought if source.is_table]
    return [
        draft.origin.say("NO_ROWS") for draft in drafts if draft is not None and draft.table.empty and not draft.refused
    ]


def _said_by(
    findings: Sequence[InputFinding],
    old: Sequence[Source],
    new: Sequence[Source],
    labels: Labels,
    presets: Presets,
) -> list[InputFinding]:
    """Take the findings of the new files, and errors of the old ones that they bring about."""
    names = {source.path.name for source in new}
    mine = [finding for finding in findings if finding.file in names]
    others = [finding for finding in findings if finding.file not in names]
    if not refuses(others):
        return mine
    before = set(read_files(old, labels, presets=presets).all_findings())
    return [*mine, *(finding for finding in others if refuses([finding]) and finding not in before)]
