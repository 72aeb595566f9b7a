"""Empty tables of a workspace to be filled in by hand: headers, lists to choose from, and what is meant."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gridplan.storage.atomic import replacing
from gridplan.storage.exports.sheets import HEAD, width_of
from gridplan.storage.exports.template_columns import Column, allowed, choices, limits_text, template_columns

#: Rows that offer a list, or a range.
_ROWS = 5_000
_TEXT = "@"
_HELP = "说明 Help"
_HELP_HEAD = ("列 Column", "必填 Needed", "填什么 What to fill in", "In English", "例 Example")
_WIDTHS = (20, 12, 60, 60, 24)
_AUTHOR, _WIDE, _LINE = "GridPlan", 300, 20


def write_template(path: Path, table: str) -> None:
    """
    Write one empty table as .xlsx.

    Columns of ids and names are formatted as text, so that zeros in front stay; columns of words have a list to
    choose from, figures a range; a comment on each header and the second sheet say what is meant, with an example
    that no import reads.

    Parameters
    ----------
    path
        The file.
    table
        Name of its contract, such as `branches`.

    Raises
    ------
    StorageError
        If the disk fails; an older file stands.
    """
    columns = template_columns(table)
    book = Workbook()
    sheet = book.active
    sheet.title = table
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        _column(sheet, place, column)
    _help(book.create_sheet(_HELP), columns)
    # zipfile complains aloud when the disk fills up below it; memory does not fill up
    packed = BytesIO()
    book.save(packed)
    with replacing(path) as beside:
        beside.write_bytes(packed.getvalue())


def _column(sheet: Worksheet, place: int, column: Column) -> None:
    letter = get_column_letter(place)
    head = sheet.cell(1, place, column["zh"])
    for attribute, style in HEAD.items():
        setattr(head, attribute, style)
    said = _comment(column)
    head.comment = Comment(said, _AUTHOR, width=_WIDE, height=_LINE * (2 + said.count("\n") + len(said) // 30))
    sheet.column_dimensions[letter].width = max(12, width_of(pd.Series([], name=column["zh"], dtype=str)))
    if column["words"] == "text":
        sheet.column_dimensions[letter].number_format = _TEXT
    rule = _validation(column)
    if rule is not None:
        rule.errorTitle = column["zh"]
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{_ROWS}")


def _validation(column: Column) -> DataValidation | None:
    offered, (low, high) = choices(column), allowed(column)
    if offered:
        rule = DataValidation("list", formula1=f'"{",".join(offered)}"', error="请从下拉列表中选择")
    elif low is None or not limits_text(column):
        return None
    elif high is None:
        rule = DataValidation("whole", operator="greaterThanOrEqual", formula1=low)
    else:
        rule = DataValidation("decimal", operator="between", formula1=low, formula2=high)
    rule.allow_blank, rule.showErrorMessage = column["needed"] != "yes", True
    rule.error = rule.error or f"范围 {limits_text(column)}"
    return rule


def _comment(column: Column) -> str:
    unit = f"单位 unit：{column['unit_zh']} {column['unit_en']}" if column["unit_zh"] else ""
    limits = f"范围 range：{limits_text(column)}" if limits_text(column) else ""
    offered = f"可选：{'、'.join(choices(column))}" if choices(column) else ""
    needed = "必填 needed" if column["needed"] else "可空 may be empty"
    lines = (needed, unit, limits, offered, column["note_zh"], column["note_en"])
    return "\n".join(line for line in lines if line)


def _help(sheet: Worksheet, columns: Sequence[Column]) -> None:
    sheet.append(_HELP_HEAD)
    for head in sheet[1]:
        for attribute, style in HEAD.items():
            setattr(head, attribute, style)
    for column in columns:
        needed = "必填 yes" if column["needed"] else ""
        limits = limits_text(column)
        zh = "；".join(filter(None, (column["note_zh"], column["unit_zh"], limits, "、".join(choices(column)))))
        en = "; ".join(filter(None, (column["note_en"], column["unit_en"], limits)))
        sheet.append((column["zh"], needed, zh, en, f"例：{column['example']}"))
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
