"""Readers of one column each: ids, texts, figures, words of the trade, flags and dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from gridplan.model.words import Word
from gridplan.storage.gate.datums import datum_code
from gridplan.storage.tables.cells import EXACT, MISSING_WORDS, Cells, Mask, Reader, as_texts, half_width

MAX_ID = 64
_FLOATED = r"[+-]?\d(?:\.\d+)?[eE]\+\d{2,}"
#: What nearly all ids look like; nothing needs to be done about them.
_PLAIN_ID = rf"[A-Za-z][A-Za-z0-9_-]{{0,{MAX_ID - 1}}}"
_UNPRINTABLE = r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ufffd]"
_FIGURE = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_THOUSANDS = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_YES = {"yes", "y", "true", "t", "1", "是", "有", "对", "√", "✓", "已"}
_NO = {"no", "n", "false", "f", "0", "否", "无", "没有", "错", "×", "未", "-"}
_DAY_ZERO = date(1899, 12, 30)


def ident(column: pd.Series) -> Cells:
    """
    Read ids: texts, leading zeros kept.

    Parameters
    ----------
    column
        Cells of any type.

    Returns
    -------
    cells
        Ids in half width; `ID_FORMAT` and `ID_FLOAT_LOST` where they can't be used.
    """
    if isinstance(column.dtype, pd.StringDtype) and column.str.fullmatch(_PLAIN_ID).all():
        return Cells(column, np.zeros(len(column), dtype=bool), column)
    cells = as_texts(column)
    values, changed = half_width(cells.taken)
    lost = _of(values.str.fullmatch(_FLOATED, na=False))
    if not isinstance(column.dtype, pd.StringDtype):
        lost |= np.array([isinstance(v, int | float) and abs(v) >= EXACT for v in column], dtype=bool)
    bad = _of(values.str.len() > MAX_ID) | _of(values.str.contains(_UNPRINTABLE, na=False))
    faults = {"ID_FLOAT_LOST": lost, "ID_FORMAT": bad & ~cells.blank}
    return _with(cells, values, faults, {"NUM_FULLWIDTH": changed})


def text(column: pd.Series) -> Cells:
    """
    Read texts as they are.

    Parameters
    ----------
    column
        Cells of any type.

    Returns
    -------
    cells
        Texts without blanks around them; `ENC_MOJIBAKE` where UTF-8 was once read as Latin.
    """
    cells = as_texts(column)
    guesses = {at: guess for at, value in enumerate(cells.taken) if (guess := _undecoded(value))}
    garbled = np.isin(np.arange(len(column)), list(guesses))
    words = {"guess": next(iter(guesses.values()))} if guesses else {}
    return _with(replace(cells, notes={}), cells.taken, {}, {"ENC_MOJIBAKE": garbled}, words)


def number(column: pd.Series) -> Cells:
    """
    Read figures.

    Parameters
    ----------
    column
        Cells of any type.

    Returns
    -------
    cells
        Floats; `NUM_PARSE` where no figure stands, `MISSING` where a word says that there is none.
    """
    if pd.api.types.is_numeric_dtype(column.dtype):
        values = column.astype(float)
        return Cells(values, _of(values.isna()), column)
    cells = as_texts(column)
    plain, changed = half_width(cells.taken)
    plain = plain.where(~_of(plain.str.fullmatch(_THOUSANDS, na=False)), plain.str.replace(",", "", regex=False))
    figure = _of(plain.str.fullmatch(_FIGURE, na=False))
    values = plain.where(figure).astype(float)
    none = _of(plain.str.casefold().isin(MISSING_WORDS))
    faults = {"NUM_PARSE": ~figure & ~cells.blank & ~none}
    return _with(cells, values, faults, {"NUM_FULLWIDTH": changed & figure, "MISSING": none})


def count(column: pd.Series) -> Cells:
    """
    Read whole numbers.

    Parameters
    ----------
    column
        Cells of any type.

    Returns
    -------
    cells
        Floats without fraction; `NUM_INT` where there is one.
    """
    cells = number(column)
    broken = _of(cells.taken.notna() & (cells.taken % 1 != 0))
    return _with(cells, cells.taken, {"NUM_INT": broken})


def degrees(column: pd.Series) -> Cells:
    """
    Read longitudes or latitudes; a comma in them is never a thousands sign.

    Parameters
    ----------
    column
        Cells of any type.

    Returns
    -------
    cells
        Floats.
    """
    cells = number(column)
    if pd.api.types.is_numeric_dtype(column.dtype):
        return cells
    comma = _of(cells.shown.astype("str").str.contains("[,，]", na=False)) & ~cells.blank
    faults = {"NUM_PARSE": cells.faults.get("NUM_PARSE", np.zeros(len(column), dtype=bool)) | comma}
    return _with(cells, cells.taken.where(~comma), faults)


def flag(column: pd.Series) -> Cells:
    """
    Read yes and no in both languages.

    Parameters
    ----------
    column
        Cells of any type.

    Returns
    -------
    cells
        Booleans; `ENUM` where neither stands.
    """
    if pd.api.types.is_bool_dtype(column.dtype):
        return Cells(column, np.zeros(len(column), dtype=bool), column)
    return _looked_up(column, dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False), "是/yes, 否/no")


def word(kind: type[Word], others: Mapping[str, Word] | None = None) -> Reader:
    """
    Make a reader for words of the trade.

    Parameters
    ----------
    kind
        Which words.
    others
        Other spellings that banks use.

    Returns
    -------
    reader
        Reads codes, Chinese and English names; `ENUM` where none of them stands.
    """
    spelled = {name.casefold(): str(w) for w in kind for name in (str(w), w.zh, w.en)}
    spelled |= {name.casefold(): str(w) for name, w in (others or {}).items()}
    allowed = ", ".join(f"{w.zh}/{w}" for w in kind)
    return lambda column: _looked_up(column, spelled, allowed)


def read_datum(column: pd.Series) -> Cells:
    """
    Read names of datums.

    Parameters
    ----------
    column
        Cells of any type.

    Returns
    -------
    cells
        Codes of `Datum`; `DATUM_UNKNOWN` where nobody knows the name.
    """
    cells = as_texts(column)
    codes, names = pd.factorize(cells.taken)
    read = np.array([datum_code(str(name)) or None for name in names] + [None], dtype=object)
    values = pd.Series(read[codes], index=column.index, dtype="str")
    return _with(cells, values, {"DATUM_UNKNOWN": _of(values.isna()) & ~cells.blank})


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
    wrong = {name: np.array([value == name for value in taken], dtype=bool) for name in _DATE_FAULTS}
    values = pd.Series([value if isinstance(value, date) else None for value in taken], column.index, dtype=object)
    return _with(cells, values, wrong)


_DATE_FAULTS = ("DATE_INVALID", "DATE_AMBIGUOUS")


def _day(said: str) -> date | str:
    if re.fullmatch(r"\d{5}(\.\d+)?", said):
        return _DAY_ZERO + timedelta(days=int(float(said)))
    found = re.match(r"(\d{4})(?:[-./年])(\d{1,2})(?:[-./月])(\d{1,2})日?(?:$|[T ])", said)
    found = found or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", said)
    if not found:
        return "DATE_AMBIGUOUS"
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return "DATE_INVALID"


def _undecoded(value: object) -> str | None:
    """Guess what a text was before UTF-8 was taken for Latin-1 or Windows-1252."""
    if not isinstance(value, str) or value.isascii():
        return None
    for encoding in ("latin-1", "cp1252"):
        with suppress(UnicodeError):
            return value.encode(encoding).decode("utf-8", errors="strict")
    with suppress(UnicodeEncodeError):
        # some bytes were lost, what is left tells enough
        guess = value.encode("latin-1").decode("utf-8", errors="ignore")
        return guess if any(char > "\u2e80" for char in guess) else None
    return None


def _looked_up(column: pd.Series, spelled: Mapping[str, object], allowed: str) -> Cells:
    cells = as_texts(column)
    plain, _ = half_width(cells.taken)
    values = plain.str.casefold().map(spelled)
    return _with(cells, values, {"ENUM": _of(values.isna()) & ~cells.blank}, words={"allowed": allowed})


def _with(
    cells: Cells,
    values: pd.Series,
    faults: Mapping[str, Mask],
    notes: Mapping[str, Mask] | None = None,
    words: Mapping[str, object] | None = None,
) -> Cells:
    """Carry on with other values; codes that hold nowhere are left out."""
    both = {**cells.faults, **faults}
    said = {**cells.notes, **(notes or {})}
    return Cells(
        values,
        cells.blank,
        cells.shown,
        {code: rows for code, rows in both.items() if rows.any()},
        {code: rows for code, rows in said.items() if rows.any()},
        {**cells.words, **(words or {})},
    )


def _of(column: pd.Series) -> Mask:
    return np.array(column, dtype=bool)
