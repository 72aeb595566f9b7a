"""Rows of an Excel workbook."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.forbidden import refuse_forbidden
from gridplan.storage.gate.saying import RefusedError, say
from gridplan.storage.tables.sheet import Sheet, headed, plain_name

_ERRORS = frozenset({"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"})
_CHUNK = 1 << 20
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
        name, matrix = _best_sheet(path, known)
        said = _fill_merged(path, name, matrix) if b"<mergeCell " in marks else []
        faults = list(_errors(path.name, name, matrix))
        faults += list(_formulas(path, name, matrix)) if marks & {b"<f>", b"<f "} else []
    except BROKEN as error:
        raise RefusedError(say("FILE_DAMAGED", path.name, reason=error)) from error
    if faults:
        raise RefusedError(*said, *faults)
    return headed(matrix, range(1, len(matrix) + 1), known, path.name, layer=name, findings=said)


def _best_sheet(path: Path, known: Collection[str]) -> tuple[str, Matrix]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        for title, sheet in sheets.items():
            # a sheet that isn't taken may not bring secrets either
            refuse_forbidden(_likely_header(sheet), path.name, title)
        name = max(sheets, key=lambda title: _known(sheets[title], known))
        return name, _rows(sheets[name])
    finally:
        book.close()


def _likely_header(sheet: Any) -> list[object]:  # noqa: ANN401 # openpyxl has no types
    """Take the first of the fullest rows at the top; titles have fewer cells."""
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(max_row=_JUDGED, values_only=True)]
    return max(rows, key=len, default=[])


def _known(sheet: Any, known: Collection[str]) -> int:  # noqa: ANN401 # openpyxl has no types
    rows = sheet.iter_rows(max_row=_JUDGED, values_only=True)
    return max((sum(plain_name(cell) in known for cell in row if cell is not None) for row in rows), default=0)


def _rows(sheet: Any) -> Matrix:  # noqa: ANN401 # openpyxl has no types
    """Take all rows; a million that are formatted but empty become short ones."""
    rows = [list(row) if any(cell is not None for cell in row) else [] for row in sheet.iter_rows(values_only=True)]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _marks(path: Path) -> set[bytes]:
    """Tell which of the things that need a second look stand in the sheets."""
    wanted = (b"<mergeCell ", b"<f>", b"<f ")
    found: set[bytes] = set()
    with zipfile.ZipFile(path) as archive:
        for name in (n for n in archive.namelist() if re.match(r"xl/worksheets/[^/]+\.xml$", n)):
            with archive.open(name) as file:
                before = b""
                while chunk := file.read(_CHUNK):
                    found |= {mark for mark in wanted if mark in before + chunk}
                    before = chunk[-16:]
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


def _errors(file: str, name: str, matrix: Matrix) -> Iterator[InputFinding]:
    for row, cells in enumerate(matrix, start=1):
        for column, cell in enumerate(cells, start=1):
            if isinstance(cell, str) and cell in _ERRORS:
                at = f"{get_column_letter(column)}{row}"
                yield say("XLSX_ERRVAL", file, layer=name, row=row, column=_top(matrix, column), value=cell, cell=at)


def _formulas(path: Path, name: str, matrix: Matrix) -> Iterator[InputFinding]:
    book = openpyxl.load_workbook(path, read_only=True)
    for row, cells in enumerate(_rows(book[name]), start=1):
        for column, cell in enumerate(cells, start=1):
            if isinstance(cell, str) and cell.startswith("=") and _value(matrix, row, column) is None:
                at = f"{get_column_letter(column)}{row}"
                top = _top(matrix, column)
                yield say("XLSX_FORMULA_NOVALUE", path.name, layer=name, row=row, column=top, value=cell, cell=at)
    book.close()


def _value(matrix: Matrix, row: int, column: int) -> object:
    cells = matrix[row - 1] if row <= len(matrix) else []
    return cells[column - 1] if column <= len(cells) else None


def _top(matrix: Matrix, column: int) -> str | None:
    top = matrix[0][column - 1] if matrix and column <= len(matrix[0]) else None
    return None if top is None else str(top)
