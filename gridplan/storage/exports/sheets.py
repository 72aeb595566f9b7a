"""Sheets of a workbook: header that stays, filter, widths, and no cell that becomes a formula."""

from __future__ import annotations

import math
import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter

from gridplan.storage.formulas import STARTS, book_text

#: Text that openpyxl may guess at: one short line that begins with a letter, a digit or a Chinese sign.
_HARMLESS = re.compile(r"\w[^\x00-\x1f]{0,1000}")
_WIDEST, _SEEN_ROWS = 60, 200
#: How a header looks.
HEAD = {
    "font": Font(bold=True, color="FFFFFF"),
    "fill": PatternFill("solid", fgColor="1D4E6B"),
    "alignment": Alignment(vertical="center", wrap_text=True),
}
_WRAPPED = Alignment(vertical="top", wrap_text=True)
PERCENT, FIGURE, WHOLE, DEGREES = "0.0%", "#,##0.00", "#,##0", "0.000000"

#: Indicators that are no share of anything.
RATIOS = {"balance_cv", "weeks_to_finish"}


def value_formats(indicators: Iterable[str]) -> list[str]:
    """
    Tell how the values of indicators are shown.

    Parameters
    ----------
    indicators
        Code of the indicator of each row.

    Returns
    -------
    formats
        Number format of each row.
    """
    return [FIGURE if code in RATIOS else PERCENT for code in indicators]


class _RowsIn(WorksheetWriter):  # type: ignore[misc] # openpyxl has no types
    """Writes the rows of a sheet into a folder of ours on their way, not where the system keeps temporary files."""

    def __init__(self, sheet: WriteOnlyWorksheet, folder: Path) -> None:
        super().__init__(sheet, str(folder / f"{uuid.uuid4()}.xml"))
        self.write_top()

    def cleanup(self) -> None:
        """Take the rows away once they are in the workbook."""
        Path(self.out).unlink()


def write_sheet(
    book: Workbook,
    title: str,
    table: pd.DataFrame,
    formats: Mapping[str, str | list[str]],
    *,
    label: str = "",
    folder: Path | None = None,
) -> None:
    """
    Add a table to a workbook as a sheet of its own.

    Parameters
    ----------
    book
        A workbook in write-only mode.
    title
        Name of the sheet.
    table
        Columns as their headers.
    formats
        Number format by column, or one a row.
    label
        What is printed at the top of every page, such as that the data is invented.
    folder
        Where rows lie on their way; by default where the system keeps temporary files.
    """
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    sheet.HeaderFooter.oddHeader.center.text = label or None
    for place, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width_of(table[column])
    if len(table.columns):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table) + 1}"
    if folder:
        # it has no other door for this; what a killed process leaves in our folder is swept
        sheet._writer = _RowsIn(sheet, folder)  # noqa: SLF001
    sheet.append([_head(sheet, str(column)) for column in table.columns])
    by_row = [_per_row(formats.get(str(column)), len(table)) for column in table.columns]
    for n, row in enumerate(table.itertuples(index=False, name=None)):
        sheet.append([cell(sheet, value, form[n]) for value, form in zip(row, by_row, strict=True)])


def cell(sheet: WriteOnlyWorksheet, value: object, form: str | None = None) -> object:
    """
    Make one cell of a value; text stays text.

    Parameters
    ----------
    sheet
        The sheet.
    value
        Any value of a table.
    form
        Number format of a number.

    Returns
    -------
    cell
        What the sheet can append; None for an unknown value or an empty text.
    """
    if hasattr(value, "item"):
        value = value.item()
    if value is None or value is pd.NA or value == "" or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if form is None else _number(sheet, value, form)
    text = str(value)
    return text if _HARMLESS.fullmatch(text) else _text(sheet, book_text(text))


def _number(sheet: WriteOnlyWorksheet, value: float, form: str) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet, value)
    made.number_format = form
    return made


def put_text(place: Cell, text: str) -> None:
    """
    Put a text into a cell so that no program takes it for a formula.

    Parameters
    ----------
    place
        A cell of openpyxl.
    text
        The text; characters that no workbook can hold are left out.
    """
    place.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    # openpyxl takes "=" for a formula and "#N/A" for an error
    place.data_type = "s"
    if text.startswith(STARTS):
        place.quotePrefix = True
    if "\n" in text:
        place.alignment = _WRAPPED


def _text(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet)
    put_text(made, text)
    return made


def _head(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    made = _text(sheet, text)
    for attribute, style in HEAD.items():
        setattr(made, attribute, style)
    return made


def _per_row(form: str | list[str] | None, rows: int) -> list[str | None]:
    return list(form) if isinstance(form, list) else [form] * rows


def width_of(column: pd.Series) -> float:
    """
    Choose how wide a column is shown.

    Parameters
    ----------
    column
        Its cells; its name is the header.

    Returns
    -------
    width
        In characters.
    """
    texts = [str(column.name), *(str(value) for value in column.head(_SEEN_ROWS))]
    widest = max(_columns(line) for text in texts for line in text.split("\n"))
    return min(widest + 3, _WIDEST)


def _columns(text: str) -> int:
    """Chinese characters are twice as wide as letters."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
