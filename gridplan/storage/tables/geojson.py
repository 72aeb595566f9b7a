"""What a GIS doesn't say of a GeoJSON file that it reads all the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.saying import say
from gridplan.storage.tables.kinds import ALL_KINDS
from gridplan.storage.tables.sheet import plain_name

Pairs = list[tuple[str, Any]]


def geojson_faults(path: Path) -> Iterator[InputFinding]:
    """
    Look at the structure of a GeoJSON file.

    Parameters
    ----------
    path
        The file; its depth was checked.

    Yields
    ------
    finding
        `FILE_DAMAGED`, `FMT_MISMATCH`, `JSON_WRAP`, `JSON_DUPKEY`, `GEOM_TYPE` or `SCHEMA`.
    """
    doubled: set[str] = set()
    try:
        root = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=lambda pairs: _object(pairs, doubled))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        yield say("FILE_DAMAGED", path.name, reason=error)
        return
    if not isinstance(root, dict) or "type" not in root:
        yield say("FMT_MISMATCH", path.name, suffix=path.suffix, found="JSON")
        return
    if doubled:
        yield say("JSON_DUPKEY", path.name, names=", ".join(sorted(doubled)))
    if root["type"] != "FeatureCollection":
        yield say("JSON_WRAP", path.name, found=root["type"])
        return
    features = root.get("features")
    features = features if isinstance(features, list) else []
    plain = _plain_columns(features)
    for row, feature in enumerate(features):
        yield from _feature(path.name, row, feature, plain)


def _object(pairs: Pairs, doubled: set[str]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        doubled.update(name for name in made if names.count(name) > 1)
    return made


def _feature(file: str, row: int, feature: Any, plain: frozenset[str]) -> Iterator[InputFinding]:  # noqa: ANN401 # whatever JSON holds
    if not isinstance(feature, dict):
        yield say("SCHEMA", file, row=row, reason="Feature")
        return
    properties, geometry = feature.get("properties"), feature.get("geometry")
    if properties is None:
        yield say("SCHEMA", file, row=row, reason="properties: null")
    elif not isinstance(properties, dict) or any(isinstance(properties.get(name), dict | list) for name in plain):
        yield say("SCHEMA", file, row=row, reason="properties: object, list")
    if isinstance(geometry, dict) and _holds_text(geometry.get("coordinates")):
        yield say("GEOM_TYPE", file, row=row, wanted_zh="数字坐标", wanted_en="numbers", reason="text")


def _plain_columns(features: list[Any]) -> frozenset[str]:
    """Tell which columns must be plain: those that a kind of table reads, and those that are so elsewhere."""
    told = [p for f in features if isinstance(f, dict) and isinstance(p := f.get("properties"), dict)]
    names = {str(name) for properties in told for name in properties}
    elsewhere = {name for p in told for name, v in p.items() if v is not None and not isinstance(v, dict | list)}
    fields = [field for kind in ALL_KINDS.values() for field in kind.columns]
    return frozenset(n for n in names if n in elsewhere or any(f.scale(plain_name(n)) is not None for f in fields))


def _holds_text(coordinates: Any) -> bool:  # noqa: ANN401 # whatever JSON holds
    """Look at the first coordinate alone; a file is written by one program."""
    while isinstance(coordinates, list) and coordinates:
        coordinates = coordinates[0]
    return isinstance(coordinates, str)
