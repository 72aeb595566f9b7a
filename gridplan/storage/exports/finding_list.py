"""The sheet that lists what is wrong with a table, and leads to each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from gridplan.model.findings import InputFinding
from gridplan.model.words import Severity
from gridplan.storage.exports.sheets import HEAD, put_text
from gridplan.storage.gate.masking import mask_numbers

#: Who signs comments; by this name they are found again.
AUTHOR = "GridPlan"
#: Name of the sheet.
LISTS = {"zh": "问题清单", "en": "Findings"}
_HEADS = {
    "zh": ("严重程度", "代码", "工作表", "行", "列", "原值（已遮盖）", "问题", "怎么改"),
    "en": ("Severity", "Code", "Sheet", "Row", "Column", "Value (masked)", "What is wrong", "How to mend it"),
}
_NONE = {"zh": "没有发现问题。", "en": "Nothing to mend."}
_ALONE = {
    "zh": "原表未附：它读不了、不是表格、太大，或含有不得保存的内容。请在原文件中按行号查找。",
    "en": "The table is not attached: it can't be read, is no table, is too large or holds what must not be kept. "
    "Look the rows up in the file itself.",
}
_WIDTHS = (10, 20, 14, 8, 22, 24, 60, 60)
_LINK = Font(color="0563C1", underline="single")
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def told(finding: InputFinding, lang: str) -> str:
    """
    Tell a finding to the person who has its cell before the eyes: without the value.

    Parameters
    ----------
    finding
        The finding.
    lang
        `zh` or `en`.

    Returns
    -------
    text
        What is wrong and how to mend it, with personal numbers masked.
    """
    gap = "" if lang == "zh" else " "
    return mask_numbers(f"{getattr(finding.message, lang)}{gap}{getattr(finding.mend, lang)}")


def list_findings(
    book: Workbook, findings: Sequence[InputFinding], places: Mapping[int, Cell], lang: str, *, alone: bool = False
) -> None:
    """
    Add the list as the first sheet, gravest findings first.

    Parameters
    ----------
    book
        The workbook.
    findings
        The findings.
    places
        Cell of each by its position; not all of them have one.
    lang
        `zh` or `en`.
    alone
        Whether the table itself is not in the workbook; the list says why that can be.
    """
    sheet = book.create_sheet(LISTS[lang], 0)
    sheet.freeze_panes = "A2"
    order = sorted(range(len(findings)), key=lambda at: list(Severity).index(findings[at].severity))
    _write_row(sheet, 1, _HEADS[lang])
    for cell in sheet[1]:
        for attribute, style in HEAD.items():
            setattr(cell, attribute, style)
    for row, at in enumerate(order, start=2):
        _write_row(sheet, row, _row(findings[at], places.get(at), lang))
        _lead(sheet.cell(row, 5), places.get(at))
    if not findings:
        put_text(sheet.cell(2, 1), _NONE[lang])
    if alone:
        put_text(sheet.cell(sheet.max_row + 2, 1), _ALONE[lang])
    for letter, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for other in book:
        other.sheet_view.tabSelected = other is sheet


def _row(finding: InputFinding, place: Cell | None, lang: str) -> tuple[object, ...]:
    # never the bare name of a column, by which this list would look like a table
    column = f"({finding.column})" if finding.column else ""
    if place is not None:
        column = f"{place.column_letter} {finding.column or ''}".strip()
    value = "" if finding.value is None else mask_numbers(finding.value)
    message, mend = (mask_numbers(getattr(text, lang)) for text in (finding.message, finding.mend))
    where = (finding.layer or "", finding.row, column, value)
    return (finding.severity.label(lang), finding.code, *where, message, mend)


def _write_row(sheet: Worksheet, row: int, values: Sequence[object]) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        cell.alignment = _WRAPPED
        if isinstance(value, int):
            cell.value = value
        elif value:
            put_text(cell, str(value))


def _lead(cell: Cell, place: Cell | None) -> None:
    """Let a click on the column lead to the cell."""
    if place is not None:
        to = f"{quote_sheetname(place.parent.title)}!{place.coordinate}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=to)
        cell.font = _LINK
