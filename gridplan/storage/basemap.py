"""Read a basemap: raster MBTiles, or a folder of tiles `z/x/y.png` with a `metadata.json`."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from gridplan.errors import InputError
from gridplan.model.basemap import Basemap

#: Zooms that Leaflet counts, and bytes of one tile.
MOST_ZOOM, MOST_BYTES = 22, 1 << 20
#: What pictures begin with; nothing else is handed to a browser.
_PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
_SUFFIXES = ("png", "jpg", "jpeg", "webp")
_FOLDER_METADATA = "metadata.json"
_TAG, _CREDIT_SIGNS = re.compile(r"<[^>]*>"), 200


def open_basemap(workspace: Path, named: str) -> Basemap | None:
    """
    Look at the basemap of a workspace.

    Parameters
    ----------
    workspace
        The workspace.
    named
        File or folder in it, as `[map] basemap` of the settings names it; empty for none.

    Returns
    -------
    basemap
        What it says of itself; None where the settings name none.

    Raises
    ------
    InputError
        If it is missing, lies outside of the workspace, is damaged or holds no pictures.
    """
    if not named:
        return None
    path = _inside(workspace, named)
    told = path / _FOLDER_METADATA if path.is_dir() else path
    seen = told.stat() if told.exists() else path.stat()
    return _opened(path, f"{path}|{seen.st_size}|{seen.st_mtime_ns}")


def basemap_tile(workspace: Path, named: str, zoom: int, x: int, y: int) -> tuple[bytes, str] | None:
    """
    Take one tile.

    Parameters
    ----------
    workspace
        The workspace.
    named
        File or folder in it.
    zoom, x, y
        Number of the tile, counted from the north as web maps do.

    Returns
    -------
    picture
        Its bytes and their kind; None where there is no tile, or no picture in it.

    Raises
    ------
    InputError
        If the basemap is missing or damaged.
    """
    if not (named and 0 <= zoom <= MOST_ZOOM and 0 <= x < 1 << zoom and 0 <= y < 1 << zoom):
        return None
    path = _inside(workspace, named)
    content = _from_folder(path, zoom, x, y) if path.is_dir() else _from_file(path, zoom, x, y)
    kind = next((kind for start, kind in _PICTURES.items() if content.startswith(start)), None)
    return (content, kind) if kind else None


def _inside(workspace: Path, named: str) -> Path:
    path = (workspace / named).resolve()
    if not path.is_relative_to(workspace.resolve()):
        raise InputError(f"the basemap {named} lies outside of the workspace; put it into layers/")
    if not path.exists():
        raise InputError(f"there is no basemap {named}; mend [map] basemap in gridplan.toml")
    return path


@lru_cache(maxsize=8)
def _opened(path: Path, state: str) -> Basemap:
    told = _metadata(path)
    kind = told.get("format", "png").casefold()
    if kind not in _SUFFIXES:
        raise InputError(f"{path.name} holds {kind}, not pictures; export it as raster tiles (png, jpg or webp)")
    credit = _TAG.sub("", told.get("attribution", ""))[:_CREDIT_SIGNS].strip()
    shifted = any("gcj" in value.casefold() for value in told.values())
    mark = sha256(state.encode()).hexdigest()[:16]
    return Basemap(mark, credit, _zoom(told, "minzoom", 0), _zoom(told, "maxzoom", MOST_ZOOM), shifted)


def _zoom(told: Mapping[str, str], name: str, usual: int) -> int:
    value = told.get(name, "")
    return min(int(value), MOST_ZOOM) if value.isascii() and value.isdecimal() else usual


def _metadata(path: Path) -> dict[str, str]:
    if path.is_dir():
        return _folder_metadata(path / _FOLDER_METADATA)
    with _database(path) as database:
        return {str(name): str(value) for name, value in database.execute("SELECT name, value FROM metadata LIMIT 100")}


def _folder_metadata(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path.name} of the basemap is no JSON ({error})") from error
    return {str(name): str(value) for name, value in told.items()} if isinstance(told, dict) else {}


def _from_folder(path: Path, zoom: int, x: int, y: int) -> bytes:
    places = (path / str(zoom) / str(x) / f"{y}.{suffix}" for suffix in _SUFFIXES)
    found = next((place for place in places if place.is_file() and place.stat().st_size <= MOST_BYTES), None)
    return b"" if found is None else found.read_bytes()


def _from_file(path: Path, zoom: int, x: int, y: int) -> bytes:
    # rows of MBTiles are counted from the south
    asked = (zoom, x, (1 << zoom) - 1 - y, MOST_BYTES)
    query = (
        "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? "
        "AND length(tile_data) <= ?"
    )
    with _database(path) as database:
        row = database.execute(query, asked).fetchone()
    return row[0] if row and isinstance(row[0], bytes) else b""


@contextmanager
def _database(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that somebody else made, for reading alone, trusting nothing that its schema would run."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            yield database
    except sqlite3.Error as error:
        raise InputError(f"{path.name} is no MBTiles file that can be read ({error}); export it again") from error
