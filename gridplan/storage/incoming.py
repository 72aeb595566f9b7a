"""Files on their way into the database: checked together with what it holds already, then stored as one batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gridplan.model.findings import InputFinding
from gridplan.model.inputs import Inputs
from gridplan.model.plan import PRESETS, Preset
from gridplan.model.tables import CONTRACTS, empty_table
from gridplan.storage.apart.running import run_apart
from gridplan.storage.aside import scratch
from gridplan.storage.folder import LAYERS
from gridplan.storage.gate.saying import refuses
from gridplan.storage.gathering import besides, told_sources
from gridplan.storage.layer_list import FILE as LAYER_LIST
from gridplan.storage.layer_list import changed_list
from gridplan.storage.sources import Source, find_sources, goes_to_database, table_files
from gridplan.storage.stages import Progress, silent
from gridplan.storage.staging import Change
from gridplan.storage.tables.kinds import KINDS, REGISTER_KINDS
from gridplan.storage.workspace_files import put_layer, put_register, put_tables, put_unit_shapes

_EMPTY: dict[str, Any] = {name: empty_table(name) for name in CONTRACTS}
_NOTHING = Inputs(county="", **_EMPTY)


@dataclass(frozen=True)
class Incoming:
    """
    Files that were read for an import.

    Attributes
    ----------
    inputs
        The county as it will be; if the files are refused, as it is.
    findings
        What is to be said of the files.
    sources
        The files.
    """

    inputs: Inputs
    findings: list[InputFinding]
    sources: list[Source]

    @property
    def refused(self) -> bool:
        """
        Tell whether a finding keeps the files out.

        Returns
        -------
        refused
            Whether one is of severity E.
        """
        return refuses(self.findings)

    @property
    def tables(self) -> list[str]:
        """
        Tell which tables the files change; polygons of units change the units.

        Returns
        -------
        names
            Kinds of table, of those that have rows.
        """
        named = {source.name for source in self.sources if goes_to_database(source)}
        return [name for name in KINDS if name in named and len(getattr(self.inputs, name))]

    @property
    def registers(self) -> list[str]:
        """
        Tell which registers the files change.

        Returns
        -------
        names
            Those that have rows.
        """
        kept, named = self.inputs.registers.tables(), {source.name for source in self.sources}
        return [name for name in REGISTER_KINDS if name in named and len(kept[name])]


def read_incoming(
    folder: Path,
    new: Sequence[Source],
    stored: Inputs | None,
    *,
    waiting: Sequence[Source] = (),
    asked: bool = True,
    presets: Mapping[str, Preset] = PRESETS,
    progress: Progress = silent,
) -> Incoming:
    """
    Read new files together with the layers of the workspace and the tables of its database.

    Parameters
    ----------
    folder
        The workspace.
    new
        The files, at most one a table and role.
    stored
        The tables that the database holds; None before the first import.
    waiting
        Files of the workspace that were not taken in yet; they count before what is stored.
    asked
        Whether a person named each file; one without rows is then refused, and otherwise passed over.
    presets
        Sizes by kind of branch.
    progress
        Called with the stage, mostly a file, and the share done.

    Returns
    -------
    incoming
        The county as it will be, findings of the new files, and errors that they bring about in others.
    """
    with scratch() as beside:
        old = [source for source in find_sources(folder)[0] if not goes_to_database(source)]
        old += waiting
        old += besides(_written(stored, beside) if stored else [], old)
        cache = folder / "cache"
        cache.mkdir(exist_ok=True)
        told: dict[str, Any] = {"folder": str(folder.resolve()), "old": told_sources(old), "new": told_sources(new)}
        told |= {"asked": asked, "cache": str(cache.resolve())}
        paths = [source.path for source in (*old, *new)]
        inputs, findings = run_apart("import", told, paths=paths, presets=presets, progress=progress, cache=cache)
    return Incoming(inputs or stored or _NOTHING, findings, list(new))


def check_together(
    folder: Path,
    stored: Inputs,
    *,
    datum: str = "",
    presets: Mapping[str, Preset] = PRESETS,
    progress: Progress = silent,
) -> list[InputFinding]:
    """
    Check the files of a workspace together with the tables of its database.

    Parameters
    ----------
    folder
        The workspace.
    stored
        The tables that the database holds.
    datum
        Datum of files for which nobody states one.
    presets
        Sizes by kind of branch.
    progress
        Called with the stage, mostly a file, and the share done.

    Returns
    -------
    findings
        What is wrong with the files, all at once.
    """
    with scratch() as beside:
        written = _written(stored, beside)
        told = {"folder": str(folder.resolve()), "stored": told_sources(written), "datum": datum}
        paths = [folder, *(source.path for source in written)]
        return run_apart("together", told, paths=paths, presets=presets, progress=progress)[1]


def put_files(change: Change, folder: Path, incoming: Incoming) -> None:
    """
    Write the new layers and registers in our own form, and take away what files of the workspace are replaced.

    Parameters
    ----------
    change
        Where to write.
    folder
        The workspace.
    incoming
        Files that were read.
    """
    inputs = incoming.inputs
    roles = {source.name for source in incoming.sources if not goes_to_database(source)}
    layers = {role: getattr(inputs.layers, role, None) for role in roles}
    entries = [
        put_layer(change, role, layer, synthetic=inputs.synthetic, credit=inputs.credit)
        for role, layer in layers.items()
        if layer is not None
    ]
    change.gone.extend(replaced_files(folder, incoming))
    for name in incoming.registers:
        put_register(change, name, inputs)
    if entries:
        change.place(f"{LAYERS}/{LAYER_LIST}").write_text(changed_list(folder / LAYERS, entries), encoding="utf-8")


def replaced_files(folder: Path, incoming: Incoming) -> list[Path]:
    """
    List the files of the workspace whose tables an import replaces.

    Parameters
    ----------
    folder
        The workspace.
    incoming
        Files that were read.

    Returns
    -------
    files
        Relative to the workspace.
    """
    return [file for name in (*incoming.tables, *incoming.registers) for file in table_files(folder, name)]


def _written(stored: Inputs, beside: Path) -> list[Source]:
    """Write the tables of the database as files, so that they pass the same checks beside the new ones."""
    change = Change(beside)
    put_tables(change, stored)
    put_unit_shapes(change, stored)
    return [replace(source, datum="wgs84") for source in find_sources(beside)[0]]
