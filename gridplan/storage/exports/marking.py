"""Hand a table back to the person who brought it: its wrong cells coloured, with what to mend as a comment."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from gridplan.errors import InputError
from gridplan.model.findings import InputFinding
from gridplan.model.words import Severity
from gridplan.storage.atomic import replacing
from gridplan.storage.exports.finding_list import AUTHOR, LISTS, list_findings, told
from gridplan.storage.exports.returned import book_of, cells_of

_FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="FFC7CE"),
    Severity.WARNING: PatternFill("solid", fgColor="FFEB9C"),
}
#: A header stands in one of so many rows.
_HEADER_WITHIN = 20
_WIDE, _LINE, _SIGNS = 320, 20, 22


def mark_workbook(source: Path, findings: Sequence[InputFinding], target: Path, lang: str) -> None:
    """
    Write a copy of a table as .xlsx whose wrong cells are marked; the first sheet lists all findings.

    Errors are red, warnings yellow. Formulas come back as their values. Of a file that can't be read, that holds
    what must not be kept, or that is too large, the list alone is written.

    Parameters
    ----------
    source
        The file as it was brought; it stays as it is.
    findings
        What was said of it; findings of other files are passed over.
    target
        The .xlsx to write; an older one is replaced.
    lang
        Language of comments and of the list, `zh` or `en`.

    Raises
    ------
    InputError
        If the copy would take the place of the original.
    StorageError
        If the disk fails; an older copy stands.
    """
    if target.resolve() == source.resolve():
        raise InputError(f"{target} is the file itself; name another one for the marked copy")
    mine = [finding for finding in findings if finding.file == source.name]
    denied = any(finding.action == "deny" for finding in mine)
    book = None if denied else book_of(source)
    _save(_listed_alone(mine, lang) if book is None else _marked(book, mine, lang), target)


def _listed_alone(findings: Sequence[InputFinding], lang: str) -> Workbook:
    book = Workbook()
    blank = book.active
    list_findings(book, findings, {}, lang, alone=True)
    book.remove(blank)
    return book


def _marked(book: Workbook, findings: Sequence[InputFinding], lang: str) -> Workbook:
    _unmark(book)
    found = {at: _place(book, finding, findings) for at, finding in enumerate(findings)}
    places = {at: place for at, place in found.items() if place is not None}
    _mark(findings, places, lang)
    list_findings(book, findings, places, lang)
    return book


def _unmark(book: Workbook) -> None:
    """Take away what an earlier marking left behind."""
    for title in LISTS.values():
        if title in book.sheetnames and len(book.sheetnames) > 1:
            book.remove(book[title])
    for cell in (cell for sheet in book for cell in cells_of(sheet) if cell.comment and cell.comment.author == AUTHOR):
        cell.comment = None
        cell.fill = PatternFill()


def _place(book: Workbook, finding: InputFinding, findings: Sequence[InputFinding]) -> Cell | None:
    """Find the cell that a finding is about; the header of a column, the first cell of a row."""
    sheet = book[finding.layer] if finding.layer in book.sheetnames else book.worksheets[0]
    header = _header(sheet, findings)
    at = header.get(finding.column) if finding.column else None
    if finding.row is None:
        return at
    row = sheet[finding.row] if 0 < finding.row <= sheet.max_row else ()
    column = at.column - 1 if at is not None else next((n for n, cell in enumerate(row) if cell.value is not None), 0)
    return _anchor(sheet, row[column]) if column < len(row) else None


def _header(sheet: Worksheet, findings: Sequence[InputFinding]) -> dict[str, Cell]:
    named = {finding.column for finding in findings if finding.column}
    rows = [
        {str(cell.value): cell for cell in reversed(row) if isinstance(cell, Cell) and cell.value is not None}
        for row in sheet.iter_rows(max_row=_HEADER_WITHIN)
    ]
    return max(rows, key=lambda row: len(named & row.keys()), default={})


def _anchor(sheet: Worksheet, cell: Cell | MergedCell) -> Cell:
    """Of merged cells the first one alone can hold anything."""
    if isinstance(cell, Cell):
        return cell
    area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
    return sheet.cell(area.min_row, area.min_col)


def _mark(findings: Sequence[InputFinding], places: dict[int, Cell], lang: str) -> None:
    # gravest last, so that its colour stays
    for at in sorted(places, key=lambda at: list(Severity).index(findings[at].severity), reverse=True):
        finding, cell = findings[at], places[at]
        if finding.severity not in _FILLS:
            continue
        cell.fill = _FILLS[finding.severity]
        said = [told(finding, lang)] + ([cell.comment.text] if cell.comment else [])
        text = "\n".join(dict.fromkeys(said))
        cell.comment = Comment(text, AUTHOR, width=_WIDE, height=_LINE * (2 + len(text) // _SIGNS))


def _save(book: Workbook, target: Path) -> None:
    # zipfile complains aloud when the disk fills up below it; memory does not fill up
    packed = BytesIO()
    book.active = 0
    book.save(packed)
    with replacing(target) as beside:
        beside.write_bytes(packed.getvalue())
