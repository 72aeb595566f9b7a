"""Read a column of dates."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from gridplan.storage.tables.cells import MISSING_WORDS, Cells, as_texts, half_width, mask_of

#: Day 0 of the serial numbers of spreadsheets.
_DAY_ZERO = date(1899, 12, 30)
_MONTH = r"^(\d{4})[-./年](\d{1,2})月?$"
#: What people write for a consent without its day.
_NO_DAY = MISSING_WORDS | {"是", "否", "有", "没有", "未", "未授权", "已授权", "yes", "no", "y", "n", "√", "×"}
_WEEKDAYS = {
    name: float(number)
    for number, names in enumerate(("一 mon", "二 tue", "三 wed", "四 thu", "五 fri", "六 sat", "日 sun 天"), 1)
    for name in (str(number), *names.split())
}
_FAULTS = ("DATE_INVALID", "DATE_AMBIGUOUS")


def day(column: pd.Series) -> Cells:
    """
    Read dates: ISO, with dots or slashes, Chinese, eight digits, or the serial number of a spreadsheet.

    Parameters
    ----------
    column
        Cells of any type.

    Returns
    -------
    cells
        Dates; `DATE_INVALID` where there is no such day, `DATE_AMBIGUOUS` where the year is not clear.
    """
    cells = as_texts(column)
    plain, _ = half_width(cells.taken)
    codes, names = pd.factorize(plain)
    read = [_day(str(name)) for name in names]
    taken = np.array([read[code] if code >= 0 else None for code in codes], dtype=object)
    wrong = {fault: np.array([value == fault for value in taken], dtype=bool) for fault in _FAULTS}
    days = [value if isinstance(value, date) else None for value in taken]
    return cells.now(pd.Series(days, column.index, dtype=object), wrong)


def iso_day(column: pd.Series) -> Cells:
    """
    Read dates as ISO text.

    Parameters
    ----------
    column
        Cells of any type.

    Returns
    -------
    cells
        Texts such as `2026-03-01`, with the faults of `day`.
    """
    cells = day(column)
    texts = [None if pd.isna(value) else value.isoformat() for value in cells.taken]
    return replace(cells, taken=pd.Series(texts, cells.taken.index, dtype=object))


def weekday(column: pd.Series) -> Cells:
    """
    Read days of the week.

    Parameters
    ----------
    column
        Cells of any type: 1 to 7, 周二, 星期二, Tue.

    Returns
    -------
    cells
        Numbers, 1 is Monday; `ENUM` where no such day stands.
    """
    cells = as_texts(column)
    plain, _ = half_width(cells.taken)
    bare = plain.str.casefold().str.replace(r"^(周|星期|礼拜)", "", regex=True).str.replace(r"\.0$", "", regex=True)
    numbers = bare.map(_WEEKDAYS).where(bare.isin(list(_WEEKDAYS)), bare.str[:3].map(_WEEKDAYS))
    return cells.now(numbers, {"ENUM": mask_of(numbers.isna()) & ~cells.blank}, words={"allowed": "周一–周日, 1–7"})


def consent_day(column: pd.Series) -> Cells:
    """
    Read dates of consent: a month stands for its first day, and a word that is no date for none.

    Parameters
    ----------
    column
        Cells of any type.

    Returns
    -------
    cells
        Dates, as `day` reads them.
    """
    cells = as_texts(column)
    plain, _ = half_width(cells.taken)
    whole = plain.str.replace(_MONTH, r"\1-\2-01", regex=True)
    none = cells.blank | mask_of(plain.str.casefold().isin(_NO_DAY))
    return replace(day(whole.where(~none)), shown=cells.shown)


def _day(said: str) -> date | str:
    """Read one date, or tell the code of its fault."""
    if re.fullmatch(r"\d{5}(\.\d+)?", said):
        return _DAY_ZERO + timedelta(days=int(float(said)))
    found = re.match(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:$|[T ])", said)
    found = found or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", said)
    if not found:
        return "DATE_AMBIGUOUS"
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return "DATE_INVALID"
