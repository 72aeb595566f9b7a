"""Empty tables of a workspace to be filled in by hand: headers, lists to choose from, and what is meant."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gridplan.model import words
from gridplan.model.tables import CONTRACTS
from gridplan.storage.exports.sheets import HEAD, width_of

#: Rows that offer a list.
_ROWS = 5_000
_TEXT = "@"
_HELP = "说明 Help"
_HELP_HEAD = ("列 Column", "必填 Needed", "填什么 What to fill in", "In English")

Column = Mapping[str, str]


def write_template(path: Path, table: str) -> None:
    """
    Write one empty table as .xlsx.

    Columns of ids and names are formatted as text, so that zeros in front stay; columns of words have a list to
    choose from; the second sheet says what each column means.

    Parameters
    ----------
    path
        The file.
    table
        Name of its contract, such as `branches`.
    """
    columns = template_columns(table)
    book = Workbook()
    sheet = book.active
    sheet.title = table
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        _column(sheet, place, column)
    _help(book.create_sheet(_HELP), columns)
    book.save(path)


@cache
def _rows() -> Mapping[str, Sequence[Column]]:
    text = files(__package__).joinpath("templates.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {table: tuple(columns) for table, columns in groupby(rows, key=lambda row: row["table"])}


def template_columns(table: str) -> Sequence[Column]:
    """
    Tell the columns of an empty table.

    Parameters
    ----------
    table
        Name of its contract.

    Returns
    -------
    columns
        For each its `code`, its header `zh`, whether it is `needed`, its `words` and notes.
    """
    return _rows()[table]


def template_tables() -> list[str]:
    """
    Name the tables that have a template.

    Returns
    -------
    tables
        All of the contracts.
    """
    return [table for table in CONTRACTS if table in _rows()]


def choices(column: Column) -> list[str]:
    """
    Tell what may be chosen in a column.

    Parameters
    ----------
    column
        One of `template_columns`.

    Returns
    -------
    choices
        Chinese words; none where anything may stand.
    """
    if column["words"] == "yes/no":
        return ["是", "否"]
    kind = getattr(words, column["words"], None)
    return [] if kind is None else [word.zh for word in kind]


def _column(sheet: Worksheet, place: int, column: Column) -> None:
    letter = get_column_letter(place)
    head = sheet.cell(1, place, column["zh"])
    for attribute, style in HEAD.items():
        setattr(head, attribute, style)
    sheet.column_dimensions[letter].width = max(12, width_of(pd.Series([], name=column["zh"], dtype=str)))
    if column["words"] == "text":
        sheet.column_dimensions[letter].number_format = _TEXT
    offered = choices(column)
    if offered:
        listed = DataValidation("list", formula1=f'"{",".join(offered)}"', allow_blank=column["needed"] != "yes")
        listed.error, listed.errorTitle = "请从下拉列表中选择", column["zh"]
        sheet.add_data_validation(listed)
        listed.add(f"{letter}2:{letter}{_ROWS}")


def _help(sheet: Worksheet, columns: Sequence[Column]) -> None:
    sheet.append(_HELP_HEAD)
    for head in sheet[1]:
        for attribute, style in HEAD.items():
            setattr(head, attribute, style)
    for column in columns:
        offered = "、".join(choices(column))
        needed = "必填 yes" if column["needed"] else ""
        sheet.append((column["zh"], needed, "；".join(filter(None, (column["note_zh"], offered))), column["note_en"]))
    for letter, width in zip("ABCD", (20, 12, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
