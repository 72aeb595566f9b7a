"""Figures of one indicator as .csv or .xlsx, with no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from gridplan.errors import SettingsError
from gridplan.storage.atomic import replacing
from gridplan.storage.exports.digits import sensible
from gridplan.storage.exports.sheets import WHOLE, value_formats, write_sheet
from gridplan.storage.exports.wording import name, readable
from gridplan.storage.formulas import defused

_COUNTS = ("numerator", "denominator")


def write_figures(table: pd.DataFrame, path: Path, lang: str, *, label: str = "") -> None:
    """
    Write figures as the form that the file's name says.

    Parameters
    ----------
    table
        Columns of the indicators, and any others as text.
    path
        The file, `.csv` or `.xlsx`; an older one is replaced.
    lang
        Language of headers and words.
    label
        Mark of invented data.

    Raises
    ------
    SettingsError
        If the form is another.
    """
    worded = sensible(readable("indicators", table, lang))
    headed = worded.rename(columns=lambda column: name(str(column), lang))
    if path.suffix == ".csv":
        content = _csv(headed.assign(**{name("label", lang): label}) if label else headed)
    elif path.suffix == ".xlsx":
        formats: dict[str, str | list[str]] = {name(column, lang): WHOLE for column in _COUNTS}
        formats[name("value", lang)] = value_formats(table["indicator"])
        content = _xlsx(headed, formats, lang, label, path.parent)
    else:
        raise SettingsError(f"no format {path.suffix}; choose from .csv, .xlsx")
    with replacing(path) as beside:
        beside.write_bytes(content)


def _csv(table: pd.DataFrame) -> bytes:
    """Begin with the mark that spreadsheets look for; every text stands in quotes."""
    table.columns = pd.Index(defused(pd.Series(table.columns, dtype="str")))
    text = table.apply(defused).to_csv(index=False, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    return text.encode("utf-8-sig")


def _xlsx(table: pd.DataFrame, formats: Mapping[str, str | list[str]], lang: str, label: str, folder: Path) -> bytes:
    book, packed = Workbook(write_only=True), BytesIO()
    write_sheet(book, name("indicators", lang), table, formats, label=label, folder=folder)
    book.save(packed)
    return packed.getvalue()
