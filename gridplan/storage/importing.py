"""Take files into a workspace, all or nothing, and check files without taking them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gridplan.model.findings import InputFinding
from gridplan.model.inputs import Inputs
from gridplan.model.plan import PRESETS, Preset
from gridplan.model.words import Severity
from gridplan.storage.county_files import read_files
from gridplan.storage.folder import LAYERS, assemble, read_inputs
from gridplan.storage.gate.county import CountyFiles
from gridplan.storage.gate.saying import refuses
from gridplan.storage.labels import Labels, read_labels
from gridplan.storage.layer_list import FILE as LAYER_LIST
from gridplan.storage.layer_list import changed_list
from gridplan.storage.sources import Source, find_sources, name_files, single_sources, table_files
from gridplan.storage.staging import Change, changing, finish
from gridplan.storage.tables.kinds import CHECKED_KINDS, KINDS
from gridplan.storage.tables.writing import write_table
from gridplan.storage.workspace_files import put_layer, unit_shapes


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
    return [*findings, *files.all_findings(), *_empty(files, sources)]


def import_files(
    folder: Path, paths: Sequence[Path], *, datum: str = "", presets: Mapping[str, Preset] = PRESETS
) -> list[InputFinding]:
    """
    Take files into a workspace if none of them, and no table beside them, is harmed.

    What is kept are the columns of the contract in WGS84; other columns, such as id numbers, stay outside.

    Parameters
    ----------
    folder
        The workspace.
    paths
        Files named as what they hold.
    datum
        Datum of files that state none.
    presets
        Sizes by kind of branch.

    Returns
    -------
    findings
        What is to be said of the files; with one of severity E nothing was changed.
    """
    finish(folder)
    labels, _ = read_labels(folder)
    new, strange = single_sources(*name_files(paths, asked=True))
    findings = [_refused(finding) for finding in strange]
    old, _ = find_sources(folder)
    fresh = {(source.name, source.is_table) for source in new}
    kept = [source for source in old if (source.name, source.is_table) not in fresh]
    files = read_files([*kept, *(replace(source, datum=datum) for source in new)], labels, presets=presets)
    inputs, broken = assemble(files, labels)
    findings += [*_of_import(files, old, new, labels, presets), *broken, *_empty(files, new)]
    if not refuses(findings) and new:
        with changing(folder) as change:
            _put(change, folder, inputs, new)
    return findings


def _refused(finding: InputFinding) -> InputFinding:
    """Refuse a file that nobody knows, which a check alone would pass over."""
    return replace(finding, action="reject", severity=Severity.ERROR) if finding.action == "accept" else finding


def _empty(files: CountyFiles, brought: Sequence[Source]) -> list[InputFinding]:
    """Refuse a table that is brought without rows: a template not filled in must not wipe out what is there."""
    drafts = [files.tables.get(source.name) for source in brought if source.is_table]
    return [
        draft.origin.say("NO_ROWS") for draft in drafts if draft is not None and draft.table.empty and not draft.refused
    ]


def _of_import(
    files: CountyFiles, old: Sequence[Source], new: Sequence[Source], labels: Labels, presets: Mapping[str, Preset]
) -> list[InputFinding]:
    """Take the findings of the new files, and errors of the old ones that they bring about."""
    names = {source.path.name for source in new}
    mine = [finding for finding in files.all_findings() if finding.file in names]
    others = [finding for finding in files.all_findings() if finding.file not in names]
    if not refuses(others):
        return mine
    before = set(read_files(old, labels, presets=presets).all_findings())
    return [*mine, *(finding for finding in others if refuses([finding]) and finding not in before)]


def _put(change: Change, folder: Path, inputs: Inputs, new: Sequence[Source]) -> None:
    """Write the new tables and layers in our own form, and take away what they replace."""
    entries = []
    for source in new:
        layer = getattr(inputs.layers, source.name, None)
        if source.name in CHECKED_KINDS:
            continue
        if source.is_table:
            schema = KINDS[source.name].schema
            written = write_table(change, getattr(inputs, source.name), schema, synthetic=inputs.synthetic)
            change.gone.extend(path for path in table_files(folder, source.name) if str(path) != written)
        if source.name == "units" and not (inputs.units.geom_type == "Point").all():
            layer = unit_shapes(inputs.units)
        if layer is not None:
            entries.append(put_layer(change, source.name, layer, synthetic=inputs.synthetic, credit=inputs.credit))
    if entries:
        change.place(f"{LAYERS}/{LAYER_LIST}").write_text(changed_list(folder / LAYERS, entries), encoding="utf-8")
