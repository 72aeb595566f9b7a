"""Which files of a folder hold which tables and layers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from gridplan.errors import InputError
from gridplan.model.findings import InputFinding
from gridplan.storage.gate.containers import container_faults
from gridplan.storage.gate.saying import say
from gridplan.storage.labels import FILE as LABELS
from gridplan.storage.layer_list import FILE as LAYER_LIST
from gridplan.storage.layer_list import read_layer_list
from gridplan.storage.osm.opening import SUFFIXES as OSM_SUFFIXES
from gridplan.storage.roles import ROLES
from gridplan.storage.tables.kinds import ALL_KINDS, REGISTER_KINDS
from gridplan.storage.tables.opening import SUFFIXES as TABLE_SUFFIXES
from gridplan.storage.tables.shapes import SUFFIXES as SHAPE_SUFFIXES
from gridplan.storage.tables.sheet import plain_name

DATA, LAYERS = "data", "layers"
_ROAD_SUFFIXES = (*OSM_SUFFIXES, ".graphml")
#: Tables of programs that are refused with advice.
_OLD_SUFFIXES = (".xls", ".et")
_READABLE = (*TABLE_SUFFIXES, *_ROAD_SUFFIXES, *_OLD_SUFFIXES)


@dataclass(frozen=True)
class Source:
    """
    One file and what it holds.

    Attributes
    ----------
    path
        The file.
    name
        Kind of table or role of layer.
    is_table
        Whether it is read as a table; polygons of units beside their table are not.
    layer
        Layer of a file that has several.
    datum
        Datum stated for it, or nothing.
    digest
        SHA-256 of the file before it was read, where it is to be stored.
    """

    path: Path
    name: str
    is_table: bool
    layer: str | None = None
    datum: str = ""
    digest: str = ""


def goes_to_database(source: Source) -> bool:
    """
    Tell whether the database keeps what a file holds; layers and registers stay files.

    Parameters
    ----------
    source
        A file and what it holds.

    Returns
    -------
    goes
        Whether it does: tables, and the polygons of units.
    """
    return (source.is_table and source.name not in REGISTER_KINDS) or source.name == "units"


def find_sources(folder: Path) -> tuple[list[Source], list[InputFinding]]:
    """
    Find the tables and layers of a folder.

    Parameters
    ----------
    folder
        A workspace with `data/` and `layers/`, or any folder with files named as what they hold.

    Returns
    -------
    sources
        At most one a table and role.
    findings
        Files that nobody knows, and tables that come twice.
    """
    listed, findings = _listed(folder / LAYERS)
    plain = [path for place in (folder, folder / DATA) for path in _files(place)]
    sources, said = name_files(plain)
    return single_sources([*listed, *sources], [*findings, *said])


def name_files(paths: Iterable[Path], *, asked: bool = False) -> tuple[list[Source], list[InputFinding]]:
    """
    Tell by their names what files hold.

    Parameters
    ----------
    paths
        The files.
    asked
        Whether a person named each of them; files of a folder that no table can be in are passed over.

    Returns
    -------
    sources
        Those that are named as a table or a layer.
    findings
        The others.
    """
    sources, findings = [], []
    for path in paths:
        name = _meant(path)
        if asked and not path.exists():
            findings.append(say("FILE_MISSING", path.name))
        elif name is not None:
            sources.append(Source(path, name, is_table=name in ALL_KINDS))
        elif asked or path.name.casefold().endswith(_READABLE):
            findings.append(say("FILE_UNKNOWN", path.name, names=", ".join([*ALL_KINDS, *ROLES])))
            # what nobody reads can only do harm, unless somebody wants it read, or layers are hidden in it
            wanted = asked or path.suffix.casefold() == ".zip"
            findings += [fault for fault in container_faults(path) if wanted or fault.action == "deny"]
    return sources, findings


def table_files(folder: Path, name: str) -> list[Path]:
    """
    List all files of a workspace that hold one table.

    Parameters
    ----------
    folder
        The workspace.
    name
        Kind of table.

    Returns
    -------
    files
        Relative to the workspace.
    """
    plain = [path for place in (folder, folder / DATA) for path in _files(place)]
    return [source.path.relative_to(folder) for source in name_files(plain)[0] if source.name == name]


def _listed(folder: Path) -> tuple[list[Source], list[InputFinding]]:
    try:
        entries = [entry for entry in read_layer_list(folder) if entry.role]
    except InputError as error:
        return [], [say("LAYER_LIST", LAYER_LIST, reason=error)]
    return [
        Source(folder / entry.file, entry.role, is_table=False, layer=entry.layer or None, datum=entry.datum)
        for entry in entries
    ], []


def _files(folder: Path) -> list[Path]:
    """List plain files; of two exports of one program the one that tells more comes first."""
    files = [p for p in folder.iterdir() if p.is_file()] if folder.is_dir() else []
    shown = (path for path in files if path.name != LABELS and not path.name.startswith((".", "~$")))
    return sorted(shown, key=lambda path: (path.suffix.casefold() != ".ovkml", path.name))


def _meant(path: Path) -> str | None:
    suffix = next((s for s in sorted(_READABLE, key=len, reverse=True) if path.name.casefold().endswith(s)), None)
    if suffix is None:
        return None
    stem = plain_name(path.name[: -len(suffix)])
    names = {plain_name(n): role.name for role in ROLES.values() for n in (*role.stems, role.name)}
    names |= {plain_name(n): kind.name for kind in ALL_KINDS.values() for n in (*kind.stems, kind.name)}
    return names.get(stem)


def shapes_beside(sources: list[Source]) -> list[Source]:
    """
    Take polygons of units for a layer where somebody brings their table, too.

    Parameters
    ----------
    sources
        Sources as their names tell.

    Returns
    -------
    sources
        The same; of two files of units the one in a format of shapes is no table.
    """
    units = [source for source in sources if source.name == "units"]
    shapes = [source for source in units if source.path.suffix.casefold() in SHAPE_SUFFIXES]
    if len(units) != 2 or len(shapes) != 1:  # noqa: PLR2004 # a table and its polygons
        return sources
    return [replace(source, is_table=False) if source is shapes[0] else source for source in sources]


def single_sources(sources: list[Source], findings: list[InputFinding]) -> tuple[list[Source], list[InputFinding]]:
    """
    Keep one source a name; a layer of units may stand beside their table.

    Parameters
    ----------
    sources
        Sources as they were found.
    findings
        What was said of them.

    Returns
    -------
    sources
        The first of each name.
    findings
        The same with `FILE_TWICE` for every other.
    """
    kept: dict[tuple[str, bool], Source] = {}
    for source in sources:
        key = (source.name, source.is_table)
        if key in kept:
            names = f"{kept[key].path.name}, {source.path.name}"
            findings = [*findings, say("FILE_TWICE", source.path.name, names=names)]
        else:
            kept[key] = source
    return list(kept.values()), findings
