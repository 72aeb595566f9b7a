"""The list of a workspace's layers: `layers.toml`, one table a layer."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from gridplan.errors import InputError
from gridplan.storage.layers import SUFFIXES
from gridplan.storage.osm.opening import SUFFIXES as OSM_SUFFIXES

FILE = "layers.toml"
ROLES = ("county", "towns", "units", "roads", "water", "barriers", "crossings", "special_areas")


@dataclass(frozen=True)
class LayerEntry:
    """
    What `layers.toml` says of one layer.

    Attributes
    ----------
    name
        Name of its table.
    file
        File in the same folder.
    layer
        Layer of a file that has several, or nothing.
    role
        One of `ROLES`, or nothing for a layer that is only shown.
    title
        Title on screen.
    title_en
        The same in English, or nothing where one title serves both.
    label
        Column with the names of what is shown, for a layer without role.
    colour
        Its colour as `#rrggbb`, or nothing for one of the usual ones.
    source, licence
        Where it comes from, and under which licence.
    datum
        Datum of its coordinates, or nothing where the workspace states one for all.
    """

    name: str
    file: str
    layer: str = ""
    role: str = ""
    title: str = ""
    title_en: str = ""
    label: str = ""
    colour: str = ""
    source: str = ""
    licence: str = ""
    datum: str = ""


def read_layer_list(folder: Path) -> list[LayerEntry]:
    """
    List the layers of a folder.

    Parameters
    ----------
    folder
        Folder with `layers.toml`; without it, files named as a role are taken for it.

    Returns
    -------
    entries
        One a layer, as written.

    Raises
    ------
    InputError
        If the list isn't TOML, names a layer without its file or a role that nobody knows.
    """
    path = folder / FILE
    if not path.is_file():
        return [LayerEntry(role, file, role=role) for role, file in _by_name(folder)]
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{FILE} can't be read as TOML: {error}") from error
    return [_entry(name, table) for name, table in written.items()]


def layer_list_text(entries: Iterable[LayerEntry]) -> str:
    """
    Write a list of layers as TOML.

    Parameters
    ----------
    entries
        The layers.

    Returns
    -------
    text
        Content of `layers.toml`.
    """
    return "\n".join(_table(entry) for entry in entries)


def changed_list(folder: Path, entries: Sequence[LayerEntry]) -> str:
    """
    Write the list of a folder with some layers added or replaced; all else in the file stays as it is.

    Parameters
    ----------
    folder
        Folder of layers.
    entries
        Each takes the place of the layer with its role.

    Returns
    -------
    text
        Content of `layers.toml`.
    """
    roles = {entry.role for entry in entries}
    before = read_layer_list(folder)
    path = folder / FILE
    if not path.is_file():
        return layer_list_text([*(entry for entry in before if entry.role not in roles), *entries])
    text = path.read_text(encoding="utf-8-sig")
    for name in (entry.name for entry in before if entry.role in roles or entry.name in roles):
        header = rf"\[\s*(?:{re.escape(name)}|{re.escape(toml_text(name))}|'{re.escape(name)}')\s*\]"
        text = re.sub(rf"(?ms)^{header}.*?(?=^\[|\Z)", "", text)
    return text.rstrip() + "\n\n" + layer_list_text(entries)


def toml_text(value: str) -> str:
    """
    Quote a text for TOML.

    Parameters
    ----------
    value
        Any text.

    Returns
    -------
    quoted
        A basic string of TOML.
    """
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _by_name(folder: Path) -> list[tuple[str, str]]:
    suffixes = (*SUFFIXES, *OSM_SUFFIXES, ".graphml")
    files = sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    return [(role, file) for role in ROLES for file in files if file.casefold() in {role + s for s in suffixes}]


def _entry(name: str, table: object) -> LayerEntry:
    known = {field.name for field in fields(LayerEntry)} - {"name"}
    if not isinstance(table, dict) or not isinstance(table.get("file"), str):
        raise InputError(f"{FILE}: [{name}] names no file; write file = ...")
    if table.get("role", "") not in {"", *ROLES}:
        raise InputError(f"{FILE}: [{name}] has the role {table['role']}; choose from {', '.join(ROLES)}")
    return LayerEntry(name, **{key: str(value) for key, value in table.items() if key in known})


def _table(entry: LayerEntry) -> str:
    bare = re.fullmatch(r"[A-Za-z0-9_-]+", entry.name)
    lines = [f"[{entry.name if bare else toml_text(entry.name)}]"]
    values = ((field.name, getattr(entry, field.name)) for field in fields(LayerEntry) if field.name != "name")
    lines += [f"{name} = {toml_text(value)}" for name, value in values if value]
    return "\n".join(lines) + "\n"
