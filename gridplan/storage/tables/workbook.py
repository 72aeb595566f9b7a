"""Rows of an Excel workbook."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.forbidden import refuse_forbidden
from gridplan.storage.gate.saying import RefusedError, say
from gridplan.storage.tables.sheet import Sheet, headed, header_at, plain_name

_ERRORS = frozenset({"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"})
_CHUNK = 1 << 20
#: What needs a second look; programs may put a prefix before the names of elements.
_MARKED = re.compile(rb"<(?:\w+:)?(mergeCell|f)[ >]")
#: What openpyxl raises on a damaged workbook.
BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, OSError
)  # fmt: skip
#: Rows by which a sheet is chosen.
_JUDGED = 20

Matrix = list[list[Any]]


def read_workbook(path: Path, known: Collection[str]) -> Sheet:
    """
    Read the sheet of an .xlsx whose header is known best.

    Parameters
    ----------
    path
        The file.
    known
        Headers that are known.

    Returns
    -------
    sheet
        Cells with their types; merged cells filled down.

    Raises
    ------
    RefusedError
        If the file is damaged, or cells hold errors or formulas without a value.
    """
    try:
        marks = _marks(path)
        name, matrix, said = _best_sheet(path, known)
        said += _fill_merged(path, name, matrix) if b"mergeCell" in marks else []
        read = _read_columns(matrix, known)
        faults = list(_errors(path.name, name, matrix, read))
        faults += list(_formulas(path, name, matrix, read)) if b"f" in marks else []
    except BROKEN as error:
        raise RefusedError(say("FILE_DAMAGED", path.name, reason=error)) from error
    if faults:
        raise RefusedError(*said, *faults)
    return headed(matrix, range(1, len(matrix) + 1), known, path.name, layer=name, findings=said)


def _best_sheet(path: Path, known: Collection[str]) -> tuple[str, Matrix, list[InputFinding]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        for title, sheet in sheets.items():
            # programs that write row by row state a size that isn't true
            sheet.reset_dimensions()
            # a sheet that isn't taken may not bring secrets either
            refuse_forbidden(_likely_header(sheet), path.name, title)
        seen = [title for title, sheet in sheets.items() if sheet.sheet_state == "visible"] or list(sheets)
        found = {title: _known(sheets[title], known) for title in seen}
        name = max(seen, key=lambda title: len(found[title]))
        same = [title for title in seen if found[title] == found[name] and _has_rows(sheets[title])]
        if found[name] and len(same) > 1:
            raise RefusedError(say("LAYER_CHOICE", path.name, names=", ".join(same)))
        others = [title for title in sheets if title != name]
        alike = any(2 * len(found[title]) > len(found[name]) for title in others if title in found)
        return name, _rows(sheets[name]), _unread(path.name, others, alike=alike)
    finally:
        book.close()


def _unread(file: str, sheets: list[str], *, alike: bool) -> list[InputFinding]:
    """Name the sheets that are not read; one that is much like the sheet that is read may be missed."""
    return [say("SHEET_IGNORED", file, names=", ".join(sheets), action="warn" if alike else None)] if sheets else []


def _likely_header(sheet: Any) -> list[object]:  # noqa: ANN401 # openpyxl has no types
    """Take the first of the fullest rows at the top; titles have fewer cells."""
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(max_row=_JUDGED, values_only=True)]
    return max(rows, key=len, default=[])


def _known(sheet: Any, known: Collection[str]) -> frozenset[str]:  # noqa: ANN401 # openpyxl has no types
    rows = sheet.iter_rows(max_row=_JUDGED, values_only=True)
    names = (frozenset(plain_name(cell) for cell in row if cell is not None) & frozenset(known) for row in rows)
    return max(names, key=len, default=frozenset())


def _has_rows(sheet: Any) -> bool:  # noqa: ANN401 # openpyxl has no types
    """Tell whether more than a header stands in a sheet."""
    full = (row for row in sheet.iter_rows(values_only=True) if sum(cell is not None for cell in row) > 1)
    return len(list(islice(full, 2))) > 1


def _rows(sheet: Any) -> Matrix:  # noqa: ANN401 # openpyxl has no types
    """Take all rows, each as wide as the widest; a million that are formatted but empty become short ones."""
    rows = [list(row) if any(cell is not None for cell in row) else [] for row in sheet.iter_rows(values_only=True)]
    while rows and not rows[-1]:
        rows.pop()
    width = max(map(len, rows), default=0)
    return [row + [None] * (width - len(row)) if row else row for row in rows]


def _read_columns(matrix: Matrix, known: Collection[str]) -> dict[int, str]:
    """Tell which columns are read, by position from 1; a header may state a unit behind its name."""
    header = matrix[header_at(matrix, known)] if any(matrix) else []
    names = {at: str(cell) for at, cell in enumerate(header, start=1) if cell is not None}
    return {
        at: name
        for at, name in names.items()
        if (plain := "".join(plain_name(name).split())) in known or re.sub(r"(_[^_]*|[(\[/].*)$", "", plain) in known
    }


def _marks(path: Path) -> set[bytes]:
    """Tell which of the things that need a second look stand in the sheets."""
    found: set[bytes] = set()
    with zipfile.ZipFile(path) as archive:
        for name in (n for n in archive.namelist() if re.match(r"xl/worksheets/[^/]+\.xml$", n)):
            with archive.open(name) as file:
                before = b""
                while chunk := file.read(_CHUNK):
                    found |= set(_MARKED.findall(before + chunk))
                    before = chunk[-64:]
    return found


def _fill_merged(path: Path, name: str, matrix: Matrix) -> list[InputFinding]:
    ranges = [
        area
        for area in openpyxl.load_workbook(path, data_only=True)[name].merged_cells.ranges
        if area.max_row > area.min_row and area.max_row <= len(matrix)
    ]
    for area in ranges:
        value = matrix[area.min_row - 1][area.min_col - 1]
        for row in matrix[area.min_row : area.max_row]:
            if row:
                row[area.min_col - 1] = value
    shown = ", ".join(sorted(area.coord for area in ranges))
    return [say("XLSX_MERGED", path.name, layer=name, row=ranges[0].min_row, ranges=shown)] if ranges else []


def _errors(file: str, name: str, matrix: Matrix, read: Mapping[int, str]) -> Iterator[InputFinding]:
    for row, cells in enumerate(matrix, start=1):
        for column, cell in enumerate(cells, start=1):
            if column in read and isinstance(cell, str) and cell in _ERRORS:
                at = f"{get_column_letter(column)}{row}"
                yield say("XLSX_ERRVAL", file, layer=name, row=row, column=read[column], value=cell, cell=at)


def _formulas(path: Path, name: str, matrix: Matrix, read: Mapping[int, str]) -> Iterator[InputFinding]:
    book = openpyxl.load_workbook(path, read_only=True)
    book[name].reset_dimensions()
    bare = {
        (row, column): cell
        for row, cells in enumerate(_rows(book[name]), start=1)
        for column, cell in enumerate(cells, start=1)
        if column in read and str(cell).startswith("=") and _value(matrix, row, column) is None
    }
    book.close()
    empty_texts = _empty_texts(path, name) if bare else set()
    for (row, column), cell in bare.items():
        if (row, column) not in empty_texts:
            at, top = f"{get_column_letter(column)}{row}", read[column]
            yield say("XLSX_FORMULA_NOVALUE", path.name, layer=name, row=row, column=top, value=cell, cell=at)


def _empty_texts(path: Path, name: str) -> set[tuple[int, int]]:
    """Tell which formulas have a value that is a text of no characters."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    book[name].reset_dimensions()
    found = {(cell.row, cell.column) for row in book[name].iter_rows() for cell in row if cell.data_type == "str"}
    book.close()
    return found


def _value(matrix: Matrix, row: int, column: int) -> object:
    cells = matrix[row - 1] if row <= len(matrix) else []
    return cells[column - 1] if column <= len(cells) else None
