"""A workspace is a folder of ordinary files; the only door to its tables and layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from gridplan.errors import SchemaError, StorageError
from gridplan.model.findings import InputFinding
from gridplan.model.inputs import Inputs
from gridplan.model.plan import PRESETS, Layers, Preset
from gridplan.model.registers import REGISTERS, Registers
from gridplan.model.tables import empty_table
from gridplan.storage.beside import faults_beside
from gridplan.storage.county_files import read_files
from gridplan.storage.gate.county import CountyFiles
from gridplan.storage.gate.dials import too_small_grids
from gridplan.storage.gate.draft import Draft
from gridplan.storage.gate.saying import say
from gridplan.storage.labels import FILE as SETTINGS
from gridplan.storage.labels import Labels, read_labels
from gridplan.storage.layer_reading import layer_table
from gridplan.storage.persons import persons_of
from gridplan.storage.roles import ROLES
from gridplan.storage.sources import DATA, LAYERS, Source, find_sources, goes_to_database
from gridplan.storage.stages import Progress, silent
from gridplan.storage.staging import changing, finish
from gridplan.storage.tables.kind import Kind
from gridplan.storage.tables.kinds import KINDS, REGISTER_KINDS
from gridplan.storage.tables.reading import finished
from gridplan.storage.workspace_files import put_layers, put_settings, put_tables

__all__ = ["DATA", "LAYERS", "SETTINGS", "assemble", "read_inputs", "write_inputs"]

_LAYER_NAMES = ("county", "towns", "water", "barriers", "crossings", "special_areas")


def read_inputs(
    folder: Path,
    *,
    datum: str = "",
    presets: Mapping[str, Preset] = PRESETS,
    keep_cache: bool = True,
    progress: Progress = silent,
) -> tuple[Inputs, list[InputFinding]]:
    """
    Read a county.

    Parameters
    ----------
    folder
        A workspace, or any folder with files named as what they hold.
    datum
        Datum of files for which nobody states one.
    presets
        Sizes by kind of branch, for those that the file doesn't tell.
    keep_cache
        Whether the road table is kept in `cache/`, so that it is read faster the next time.
    progress
        Called with the file and the share done.

    Returns
    -------
    inputs
        Tables and layers in EPSG:4326, WGS84; units are points or polygons. What the folder doesn't have, or what
        has a finding of severity E, is empty.
    findings
        What is wrong with the files, all at once.
    """
    finish(folder)
    labels, findings = read_labels(folder)
    labels = replace(labels, implied=datum or labels.implied)
    sources, said = find_sources(folder)
    cache = folder / "cache" if keep_cache else None
    files = read_files(sources, labels, presets=presets, cache=cache, progress=progress)
    inputs, broken = assemble(files, labels)
    findings += sizes_fit(labels, files)
    findings += faults_beside(folder, labels)
    return inputs, [*findings, *said, *files.all_findings(), *broken, *_missing_files(sources, files)]


def read_layers(folder: Path) -> tuple[Inputs, list[InputFinding]]:
    """
    Read the layers and registers of a workspace whose tables are in its database.

    Parameters
    ----------
    folder
        The workspace.

    Returns
    -------
    inputs
        Name, labels, registers, and layers in EPSG:4326; all tables are empty.
    findings
        What is wrong with the files.
    """
    labels, findings = read_labels(folder)
    sources, said = find_sources(folder)
    layers = [source for source in sources if not goes_to_database(source)]
    files = read_files(layers, labels, cache=folder / "cache")
    inputs, broken = assemble(files, labels)
    return inputs, [*findings, *said, *files.all_findings(), *broken]


def what_is_missing(inputs: Inputs) -> list[InputFinding]:
    """
    Say what a county can't be planned without.

    Parameters
    ----------
    inputs
        A county.

    Returns
    -------
    findings
        Branches, or an outline where units are no polygons.
    """
    drawn = len(inputs.units) > 0 and bool((inputs.units.geom_type != "Point").any())
    outlined = inputs.layers.county is not None or inputs.layers.towns is not None
    return _missing(branches=len(inputs.branches) > 0, outlined=drawn or outlined)


def sizes_fit(labels: Labels, files: CountyFiles) -> list[InputFinding]:
    """
    Say where a unit is larger than the settings allow a grid to be.

    Parameters
    ----------
    labels
        What the settings say.
    files
        The files of the county.

    Returns
    -------
    findings
        What can't be met.
    """
    units = files.tables.get("units")
    largest = 0.0 if units is None or units.table.empty else float(units.table["registered_hh"].astype(float).max())
    return list(too_small_grids(labels.written, largest))


def assemble(files: CountyFiles, labels: Labels) -> tuple[Inputs, list[InputFinding]]:
    """
    Make a county of its files.

    Parameters
    ----------
    files
        Drafts that went through the gate.
    labels
        Name and labels.

    Returns
    -------
    inputs
        The county.
    findings
        Tables that broke their contract all the same.
    """
    findings: list[InputFinding] = []
    tables: dict[str, Any] = {name: _table(files, name, findings) for name in KINDS}
    layers = {
        name: layer_table(draft, ROLES[name])
        for name, draft in files.layers.items()
        if name in _LAYER_NAMES and not draft.refused
    }
    inputs = Inputs(
        county=labels.name,
        layers=Layers(roads=files.roads, **layers),
        synthetic=labels.synthetic,
        credit=labels.credit,
        notes=labels.notes,
        persons=persons_of(files.tables.get("households")),
        registers=_registers(files, findings),
        **tables,
    )
    return inputs, findings


def write_inputs(inputs: Inputs, folder: Path, *, licence: str = "") -> None:
    """
    Write a county as a new workspace, all or nothing.

    Parameters
    ----------
    inputs
        Tables and layers in EPSG:4326.
    folder
        The workspace to make; it may exist, but hold no workspace yet.
    licence
        Licence of the layers, for `layers.toml`.

    Raises
    ------
    StorageError
        If the folder holds a workspace already or the disk fails; nothing is left behind.
    """
    finish(folder)
    if any(any((folder / name).glob("*")) for name in (LAYERS, DATA)) or (folder / SETTINGS).exists():
        raise StorageError(f"{folder} holds a workspace already; choose another folder")
    with changing(folder) as change:
        put_tables(change, inputs)
        put_layers(change, inputs, licence)
        put_settings(change, inputs)


def _table(files: CountyFiles, name: str, findings: list[InputFinding]) -> pd.DataFrame:
    table = _finished(files.tables.get(name), KINDS[name], findings)
    return empty_table(name) if table is None else table


def _registers(files: CountyFiles, findings: list[InputFinding]) -> Registers:
    tables = {name: _finished(files.tables.get(name), kind, findings) for name, kind in REGISTER_KINDS.items()}
    kept: dict[str, Any] = {
        name: pd.DataFrame(table.reset_index()[list(REGISTERS[name].columns)])
        for name, table in tables.items()
        if table is not None
    }
    return Registers(**kept)


def _finished(draft: Draft | None, kind: Kind, findings: list[InputFinding]) -> pd.DataFrame | None:
    if draft is None or draft.refused or draft.table.empty:
        return None
    try:
        return finished(draft, kind)
    except SchemaError as error:
        findings.append(say("SCHEMA", draft.origin.file, layer=draft.origin.layer, reason=error))
        return None


def _missing_files(sources: Sequence[Source], files: CountyFiles) -> list[InputFinding]:
    """Say what a county can't be planned without, if a file that holds it is refused all the same it is there."""
    names = {source.name for source in sources}
    units = files.tables.get("units")
    drawn = units is not None and units.places is not None and bool((units.places.geom_type != "Point").any())
    return _missing(branches="branches" in names, outlined=drawn or bool({"county", "towns"} & names))


def _missing(*, branches: bool, outlined: bool) -> list[InputFinding]:
    findings = [] if branches else [say("TABLE_MISSING", "branches", name="branches")]
    return findings if outlined else [*findings, say("LAYER_MISSING", "layers.toml", role="county")]
