"""Make a draft of a sheet: every column read by its field, every cell that can't be read said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.draft import Draft
from gridplan.storage.gate.forbidden import refuse_forbidden
from gridplan.storage.gate.masking import mask
from gridplan.storage.gate.origin import Origin
from gridplan.storage.gate.ranges import limits
from gridplan.storage.tables.cells import Cells
from gridplan.storage.tables.headers import Column, find_columns, missing_columns
from gridplan.storage.tables.kind import Field, Kind
from gridplan.storage.tables.points import places_of
from gridplan.storage.tables.sheet import Sheet


def draft_of(sheet: Sheet, kind: Kind, columns: Sequence[Column]) -> Draft:
    """
    Read the columns of a table.

    Parameters
    ----------
    sheet
        The sheet.
    kind
        What it holds.
    columns
        Where its fields stand.

    Returns
    -------
    draft
        All fields of the kind; those that the sheet lacks hold their default, or nothing.
    """
    draft = _drafted(sheet, columns, kind.ids.name, lambda name: limits(kind.schema, name))
    draft.places = places_of(draft, sheet.shapes) if kind.placed else None
    if kind.ids.name not in draft.table and draft.places is not None:
        _make_ids(draft, kind)
    elif kind.ids.name not in draft.table:
        draft.table[kind.ids.name] = pd.Series(None, index=draft.table.index, dtype=object)
    draft.add(_defaults(draft, kind))
    return draft


def columns_of(sheet: Sheet, fields: Sequence[Field]) -> Draft:
    """
    Read the columns of a layer.

    Parameters
    ----------
    sheet
        The sheet.
    fields
        Columns that have a meaning; the others stay as they are.

    Returns
    -------
    draft
        All columns.
    """
    refuse_forbidden(sheet.header, sheet.file, sheet.layer)
    columns, findings = find_columns(sheet, fields)
    draft = _drafted(sheet, columns, "", lambda _: "")
    draft.findings[:0] = [*sheet.findings, *findings]
    draft.add(missing_columns(sheet, [field for field in fields if field.required], columns))
    used = {column.at for column in columns}
    for at, header in enumerate(sheet.header):
        if at not in used and header not in draft.table:
            draft.table[header] = sheet.cells[at].to_numpy()
    return draft


def _drafted(sheet: Sheet, columns: Sequence[Column], ids: str, limit: Callable[[str], str]) -> Draft:
    cells = {column.field.name: _read(column, sheet) for column in columns}
    spelled = {column.field.name: sheet.header[column.at] for column in columns}
    personal = frozenset(column.field.name for column in columns if column.field.personal)
    rows = range(len(sheet.rows))
    draft = Draft(
        table=pd.DataFrame({name: read.taken for name, read in cells.items()}, index=rows),
        origin=Origin(sheet.file, sheet.layer, sheet.rows, spelled, personal),
        ids=ids,
        shown=pd.DataFrame({name: read.shown for name, read in cells.items()}, index=rows),
        unread=pd.DataFrame(
            {c.field.name: _unread(cells[c.field.name], filled=c.field.filled) for c in columns}, index=rows
        ),
        datum=sheet.datum,
    )
    for column in columns:
        draft.add(_said(draft, column.field, cells[column.field.name], limit(column.field.name)))
    return draft


def _make_ids(draft: Draft, kind: Kind) -> None:
    """Give rows without ids numbers from north to south: their order in the file may not matter."""
    xy = shapely.get_coordinates(shapely.centroid(draft.places.to_numpy())) if draft.places is not None else None
    if xy is None or len(xy) != len(draft.table):
        draft.add([draft.origin.say("GEOM_NULL")])
        return
    rank = np.empty(len(xy), dtype=np.int64)
    rank[np.lexsort((xy[:, 0], -xy[:, 1]))] = np.arange(1, len(xy) + 1)
    width = max(2, len(str(len(xy))))
    draft.table[kind.ids.name] = [f"{kind.name[0].upper()}{number:0{width}d}" for number in rank]
    draft.shown[kind.ids.name] = draft.table[kind.ids.name]
    draft.ids_made = True
    draft.add([draft.origin.say("ID_MADE", kind.ids.name)])


def _read(column: Column, sheet: Sheet) -> Cells:
    """Read a column; what stands in many rows is read once."""
    raw = sheet.cells[column.at]
    if pd.api.types.is_numeric_dtype(raw.dtype):
        cells = column.field.read(raw)
    else:
        codes, distinct = pd.factorize(raw)
        few = len(distinct) * 2 < len(raw)
        cells = column.field.read(pd.Series(distinct)).spread(codes, raw) if few else column.field.read(raw)
    return cells if column.scale == 1.0 else cells.scaled(column.scale)


def _unread(cells: Cells, *, filled: bool) -> NDArray[np.bool_]:
    """Tell which cells have a finding; where something must stand, an empty one has."""
    none = cells.blank if filled else np.zeros(len(cells.blank), dtype=bool)
    return np.asarray(np.logical_or.reduce([none, *cells.faults.values()]))


def _said(draft: Draft, field: Field, cells: Cells, limit: str) -> Iterator[InputFinding]:
    """Say what was wrong with the cells of a column, and what was repaired."""
    words = {name: mask(str(said)) for name, said in cells.words.items()} if field.personal else cells.words
    missing = cells.notes.get("MISSING", np.zeros(len(cells.blank), dtype=bool))
    for code, rows in cells.faults.items():
        yield from draft.origin.each(code, field.name, rows, cells.shown, **words)
    if field.filled:
        code = "CELL_MISSING" if field.range_code == "NUM_RANGE" else field.range_code
        yield from draft.origin.each(code, field.name, cells.blank, limit=limit)
        code = "NUM_PARSE" if field.range_code == "NUM_RANGE" else field.range_code
        yield from draft.origin.each(code, field.name, missing, cells.shown, limit=limit)
    for code, rows in cells.notes.items():
        if code != "MISSING":
            first, count = int(np.flatnonzero(rows)[0]), int(rows.sum())
            shown = cells.shown.iloc[first]
            yield draft.origin.say(code, field.name, at=first, value=shown, count=count, **words)
    if missing.any() and not field.filled:
        default = "0" if field.default is None else field.default
        first = int(np.flatnonzero(missing)[0])
        yield draft.origin.say("NUM_MISSING", field.name, at=first, count=int(missing.sum()), default=default)


def _defaults(draft: Draft, kind: Kind) -> Iterator[InputFinding]:
    """Fill what is not told with the default of its field."""
    for field in kind.fields:
        if field.name not in draft.table:
            draft.table[field.name] = pd.Series(field.default, index=draft.table.index, dtype=object)
            if field.default is not None and len(draft.table):
                yield draft.origin.say("COL_DEFAULT", field.name, wanted=field.name, default=field.default)
        elif field.default is not None:
            empty = draft.table[field.name].isna().to_numpy(dtype=bool) & ~draft.unreadable(field.name)
            if empty.any():
                draft.table[field.name] = draft.table[field.name].where(~empty, field.default)
                count = int(empty.sum())
                yield draft.origin.say("CELL_DEFAULT", field.name, count=count, default=field.default)
