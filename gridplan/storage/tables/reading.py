"""Read one table of any format: understood, checked, nothing thrown away in silence."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from gridplan.model.findings import InputFinding
from gridplan.model.tables import keep_contract
from gridplan.storage.gate.containers import check_container
from gridplan.storage.gate.draft import Draft
from gridplan.storage.gate.identity import ids_are_unique
from gridplan.storage.gate.origin import Origin
from gridplan.storage.gate.ranges import in_range
from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.tables.drafting import draft_of
from gridplan.storage.tables.headers import match_columns
from gridplan.storage.tables.kind import Kind
from gridplan.storage.tables.opening import open_sheet


def read_table(path: Path, kind: Kind, layer: str | None = None) -> Draft | list[InputFinding]:
    """
    Read one table.

    Parameters
    ----------
    path
        .csv, .tsv, .txt, .xlsx, .parquet or a GIS file.
    kind
        What it should hold.
    layer
        Layer of a file that has several.

    Returns
    -------
    draft
        The table with all findings of its cells; or the findings alone, if it can't be read at all.
    """
    try:
        check_container(path)
        sheet = open_sheet(path, kind, layer)
        columns, findings = match_columns(sheet, kind)
    except RefusedError as refusal:
        return list(refusal.findings)
    findings = [*sheet.findings, *findings]
    if not len(sheet.rows) and not kind.may_be_empty:
        return [*findings, Origin(path.name, sheet.layer).say(kind.empty_code)]
    draft = draft_of(sheet, kind, columns)
    draft.findings[:0] = findings
    if any(finding.code == "HDR_MISSING" for finding in findings):
        # without a column that must be there the table can't be compared with others
        return draft.findings
    _check(draft, kind)
    return draft


def finished(draft: Draft, kind: Kind) -> pd.DataFrame:
    """
    Make of a draft without errors the table that keeps the contract.

    Parameters
    ----------
    draft
        The table; places in EPSG:4326, WGS84.
    kind
        Its kind.

    Returns
    -------
    table
        Columns of the contract; a GeoDataFrame where its rows have a place.
    """
    kept = [name for name in kind.schema.columns if name in draft.table and draft.table[name].notna().any()]
    table = draft.table[kept].set_axis(pd.Index(draft.table[draft.ids], name=draft.ids, dtype="str"))
    if not kind.placed or draft.places is None:
        return _ordered(keep_contract(table, kind.schema), kind)
    places = draft.places.set_axis(table.index)
    return _ordered(keep_contract(gpd.GeoDataFrame(table, geometry=places, crs=4326), kind.schema), kind)


def _check(draft: Draft, kind: Kind) -> None:
    if kind.unique:
        ids_are_unique(draft, kind.double_code)
    for field in kind.fields:
        column = kind.schema.columns.get(field.name)
        if column is not None and draft.has(field.name):
            draft.add(in_range(draft, field.name, column, field.range_code))
    for step in kind.steps:
        step(draft)


def _ordered(table: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    shapes = [table.geometry.name] if isinstance(table, gpd.GeoDataFrame) else []
    return table[[*kind.schema.columns, *shapes]]
