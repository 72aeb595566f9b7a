"""A table that a person brought, as a workbook that can be marked and handed back."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from gridplan.storage.exports.sheets import put_text
from gridplan.storage.gate.containers import MB, check_container
from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.tables.delimited import rows_of
from gridplan.storage.tables.opening import BOOK_SUFFIXES, TEXT_SUFFIXES
from gridplan.storage.tables.workbook import BROKEN

#: What is handed back with its rows: some 70,000 households, half a minute. Of a larger file the findings alone are.
MOST_BYTES, MOST_TEXT_BYTES, MOST_CELLS = 32 * MB, 6 * MB, 700_000
_TEXT = "@"


def book_of(source: Path) -> Workbook | None:
    """
    Open a table as a workbook whose formulas are their values.

    Parameters
    ----------
    source
        .xlsx or delimited text.

    Returns
    -------
    book
        The table; nothing if it can't be read, is no such table or is too large.
    """
    suffix = source.suffix.casefold()
    try:
        check_container(source)
        if suffix in BOOK_SUFFIXES and _is_small(source):
            return _book(source)
        if suffix in TEXT_SUFFIXES and source.stat().st_size <= MOST_TEXT_BYTES:
            return _text_book(source)
    except (RefusedError, *BROKEN):
        # the findings say why
        return None
    return None


def cells_of(sheet: Worksheet) -> list[Cell]:
    """
    List the cells of a sheet that are there.

    Parameters
    ----------
    sheet
        A sheet.

    Returns
    -------
    cells
        In no order; without those that are merged into another one.
    """
    # every other way makes the cells that are not there, a million rows of them
    return [cell for cell in sheet._cells.values() if isinstance(cell, Cell)]  # noqa: SLF001


def _is_small(source: Path) -> bool:
    """Rows and cells that are formatted count even if nothing stands in them: each is held in memory."""
    with zipfile.ZipFile(source) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > MOST_BYTES:
            return False
        sheets = (archive.read(member) for member in members if member.filename.startswith("xl/worksheets/sheet"))
        return sum(sheet.count(b"<c ") + sheet.count(b"<row ") for sheet in sheets) <= MOST_CELLS


def _book(source: Path) -> Workbook:
    book = openpyxl.load_workbook(source, data_only=True, keep_links=False)
    for cell in (cell for sheet in book for cell in cells_of(sheet) if cell.data_type == "f"):
        cell.data_type = "s"
    return book


def _text_book(source: Path) -> Workbook:
    rows, _ = rows_of(source)
    book = Workbook()
    sheet = book.active
    sheet.title = re.sub(r"[\\/*?:\[\]]", " ", source.stem)[:31]
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if value:
                cell = sheet.cell(row, column)
                put_text(cell, value)
                cell.number_format = _TEXT
    return book
