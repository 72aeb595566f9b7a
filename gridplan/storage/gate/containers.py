"""Look at a file before it is opened: is it what its name says, and does it do no harm."""

from __future__ import annotations

import re
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import quote

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.saying import RefusedError, say

MB = 1 << 20
#: Bytes of a file that is opened at all; Parquet and OSM files are read piece by piece.
MAX_BYTES = 100 * MB
MAX_BULK_BYTES = 2_000 * MB
#: Members of an archive, bytes that it may declare, and how far it may have been compressed.
MAX_MEMBERS, MAX_DECLARED, MAX_RATIO = 200, 512 * MB, 200
#: Depth of brackets beyond which JSON isn't parsed.
MAX_DEPTH = 200
_BULK = (".parquet", ".pbf", ".bz2", ".gz", ".osm", ".gpkg", ".graphml")
_ZIPPED = (".xlsx", ".xlsm", ".zip", ".kmz")
_XML = (".kml", ".ovkml", ".osm", ".graphml", ".gml")
_JSON = (".geojson", ".json")
_TEXT = (".csv", ".tsv", ".txt")
_NESTED = (".zip", ".7z", ".rar", ".gz", ".tar", ".bz2", ".xz", ".kmz")
#: What files begin with, and what that is.
_MAGIC = {
    b"PK\x03\x04": "ZIP",
    b"\xd0\xcf\x11\xe0": "OLE",
    b"MZ": "EXE",
    b"\x7fELF": "ELF",
    b"%PDF": "PDF",
    b"SQLite format 3\0": "SQLite",
    b"PAR1": "Parquet",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
_HEAD = 4096


def check_container(path: Path) -> None:
    """
    Refuse a file that isn't what its name says, or that may do harm when it is opened.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    RefusedError
        With the finding that says why.
    """
    findings = list(container_faults(path))
    if findings:
        raise RefusedError(*findings)


def container_faults(path: Path) -> Iterator[InputFinding]:
    """
    Look at a file without opening it.

    Parameters
    ----------
    path
        The file.

    Yields
    ------
    finding
        Why it is to be refused; one is enough.
    """
    if not path.is_file():
        yield say("FILE_MISSING", path.name)
        return
    size, suffix = path.stat().st_size, path.suffix.casefold()
    limit = MAX_BULK_BYTES if suffix in _BULK else MAX_BYTES
    if size == 0:
        yield say("FILE_EMPTY", path.name)
    elif size > limit:
        yield say("FILE_TOO_BIG", path.name, size_mb=size // MB, limit_mb=limit // MB)
    else:
        yield from _content(path, suffix)


def _content(path: Path, suffix: str) -> Iterator[InputFinding]:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    found = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), "")
    if suffix in {".xls", ".et"}:
        html = b"<table" in head.lower() or b"<html" in head.lower()
        yield say("XLS_IS_HTML", path.name) if html else say("FMT_UNSUPPORTED", path.name, suffix=suffix)
    elif suffix in {".xlsx", ".xlsm"} and found == "OLE":
        yield say("XLSX_ENCRYPTED", path.name)
    elif (suffix in _ZIPPED and found != "ZIP") or (suffix == ".gpkg" and found != "SQLite"):
        yield say("FMT_MISMATCH", path.name, suffix=suffix, found=found or "?")
    elif suffix in (*_TEXT, *_XML, *_JSON) and found:
        yield say("FMT_MISMATCH", path.name, suffix=suffix, found=found)
    elif suffix in _ZIPPED:
        yield from _archive(path, suffix)
    elif suffix == ".gpkg":
        yield from _geopackage(path)
    elif suffix in _XML and _declares_entities(path):
        yield say("XML_ENTITY", path.name)
    elif suffix in _JSON and _depth(path) > MAX_DEPTH:
        yield say("JSON_DEPTH", path.name)


def _geopackage(path: Path) -> Iterator[InputFinding]:
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)) as base:
            tables = {str(name) for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            sound = base.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        yield say("FILE_DAMAGED", path.name, reason=error)
        return
    if "gpkg_contents" not in tables:
        yield say("FMT_MISMATCH", path.name, suffix=".gpkg", found="SQLite")
    elif sound != "ok":
        yield say("FILE_DAMAGED", path.name, reason=sound)


def _archive(path: Path, suffix: str) -> Iterator[InputFinding]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError) as error:
        yield say("FILE_DAMAGED", path.name, reason=error)
        return
    outside = [m.filename for m in members if _points_outside(m)]
    nested = [m.filename for m in members if m.filename.casefold().endswith(_NESTED)]
    if outside:
        yield say("ZIP_SLIP", path.name, name=outside[0])
    elif suffix == ".zip" and nested:
        yield say("ARCHIVE_NESTED", path.name, name=nested[0])
    elif _is_bomb(members):
        yield say("ARCHIVE_BOMB", path.name, size_mb=sum(m.file_size for m in members) // MB)
    elif suffix == ".zip":
        layers = [m.filename for m in members if m.filename.casefold().endswith((".shp", ".gpkg", ".geojson", ".kml"))]
        if len(layers) > 1:
            yield say("ARCHIVE_MULTI", path.name, names=", ".join(layers))


def _points_outside(member: zipfile.ZipInfo) -> bool:
    name = member.filename
    parts = (*PurePosixPath(name).parts, *PureWindowsPath(name).parts)
    absolute = name.startswith(("/", "\\")) or PureWindowsPath(name).drive != ""
    return absolute or ".." in parts or stat.S_ISLNK(member.external_attr >> 16)


def _is_bomb(members: list[zipfile.ZipInfo]) -> bool:
    declared = sum(m.file_size for m in members)
    steep = any(m.file_size > MB and m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members)
    return len(members) > MAX_MEMBERS or declared > MAX_DECLARED or steep


def _declares_entities(path: Path) -> bool:
    """Entities are declared before the first element; a file of that kind has nothing to declare."""
    with path.open("rb") as file:
        start = file.read(1 << 16)
    return re.search(rb"<!(ENTITY|DOCTYPE)", start) is not None


def _depth(path: Path) -> int:
    depth = deepest = 0
    for mark in re.findall(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', path.read_bytes()):
        if mark in {b"[", b"{"}:
            depth += 1
            deepest = max(deepest, depth)
        elif mark in {b"]", b"}"}:
            depth -= 1
    return deepest
