"""Read the layers of `layers.toml` that have no role: nothing is planned on them, they are only shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from gridplan.errors import InputError
from gridplan.model.findings import InputFinding
from gridplan.model.references import Reference
from gridplan.model.words import Severity
from gridplan.storage.gate.datums import datum_code, state_datum, to_wgs84
from gridplan.storage.gate.draft import Draft
from gridplan.storage.gate.saying import say
from gridplan.storage.labels import Labels
from gridplan.storage.layer_list import FILE, LayerEntry, read_layer_list
from gridplan.storage.layer_reading import read_role
from gridplan.storage.roles import Role

#: What a map can still be looked at with.
MOST_BYTES, MOST_SHAPES, MOST_VERTICES = 50 << 20, 20_000, 500_000
#: Colours that the colour-blind tell apart (Okabe and Ito), for layers that name none.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8f6400", "#56b4e9")
_ANY = Role("reference")
_UNPLACED = frozenset({"DATUM_MISSING", "DATUM_UNKNOWN"})


def read_references(folder: Path, labels: Labels) -> tuple[list[Reference], list[InputFinding]]:
    """
    Read the layers that are only shown.

    Parameters
    ----------
    folder
        Folder with `layers.toml`.
    labels
        What the workspace says of datums.

    Returns
    -------
    references
        Those that can be shown, in EPSG:4326, WGS84.
    findings
        What is wrong with the others, as warnings: no plan waits for them.
    """
    try:
        entries = [entry for entry in read_layer_list(folder) if not entry.role]
    except InputError:
        # said where the list is read for the plan
        return [], []
    references: list[Reference] = []
    findings: list[InputFinding] = []
    for n, entry in enumerate(entries):
        shapes, said = _shapes(folder / entry.file, entry, labels)
        colour, doubts = _colour(entry, COLOURS[n % len(COLOURS)])
        findings += [*map(_milder, said), *doubts]
        if shapes is not None:
            references.append(Reference(entry.name, entry.title or entry.name, entry.title_en, colour, shapes))
    return references, findings


def _milder(finding: InputFinding) -> InputFinding:
    """Warn of what would refuse a layer of the plan; what nobody may bring in stays denied."""
    return replace(finding, severity=Severity.WARNING, action="warn") if finding.action == "reject" else finding


def _shapes(path: Path, entry: LayerEntry, labels: Labels) -> tuple[gpd.GeoDataFrame | None, list[InputFinding]]:
    if not path.is_file():
        return None, [say("FILE_MISSING", path.name)]
    if path.stat().st_size > MOST_BYTES:
        return None, [_too_large(path)]
    try:
        draft = read_role(path, _ANY, entry.layer or None)
    except Exception as error:  # noqa: BLE001 # whatever a broken file makes a reader raise is a finding, never a crash
        return None, [say("FILE_DAMAGED", path.name, reason=f"{type(error).__name__}: {error}")]
    if not isinstance(draft, Draft):
        return None, draft
    return _table(draft, entry, labels, path)


def _table(
    draft: Draft, entry: LayerEntry, labels: Labels, path: Path
) -> tuple[gpd.GeoDataFrame | None, list[InputFinding]]:
    stated = datum_code(entry.datum)
    state_datum(draft, stated or labels.datum_of(entry.name), labels.implied)
    findings = [*draft.findings, *_doubts(draft, entry, path)]
    if draft.places is None or any(finding.code in _UNPLACED for finding in findings):
        return None, findings
    places = to_wgs84(draft.places, draft.datums)
    names = draft.table[entry.label] if entry.label in draft.table else pd.Series("", draft.table.index)
    table = gpd.GeoDataFrame({"label": names.fillna("").astype(str).to_numpy()}, geometry=places.to_numpy(), crs=4326)
    table = table[table.geometry.notna()].reset_index(drop=True)
    if len(table) > MOST_SHAPES or shapely.get_num_coordinates(table.geometry.to_numpy()).sum() > MOST_VERTICES:
        return None, [*findings, _too_large(path)]
    return (table if len(table) else None), findings


def _doubts(draft: Draft, entry: LayerEntry, path: Path) -> Iterator[InputFinding]:
    if entry.datum and not datum_code(entry.datum):
        yield say("DATUM_UNKNOWN", path.name, layer=entry.name, column="datum", value=entry.datum)
    if entry.label and entry.label not in draft.table:
        names = ", ".join(map(str, draft.table.columns))
        yield say("REFERENCE_LABEL", path.name, layer=entry.name, column="label", value=entry.label, names=names)


def _colour(entry: LayerEntry, usual: str) -> tuple[str, list[InputFinding]]:
    if not entry.colour or re.fullmatch("#[0-9a-fA-F]{6}", entry.colour):
        return (entry.colour or usual).lower(), []
    return usual, [say("REFERENCE_COLOUR", FILE, layer=entry.name, column="colour", value=entry.colour)]


def _too_large(path: Path) -> InputFinding:
    shapes, vertices = f"{MOST_SHAPES:,}", f"{MOST_VERTICES:,}"
    return say("REFERENCE_LARGE", path.name, mb=MOST_BYTES >> 20, shapes=shapes, vertices=vertices)
