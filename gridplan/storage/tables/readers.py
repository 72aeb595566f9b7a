"""Read a column of ids, texts or figures."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import numpy as np
import pandas as pd

from gridplan.storage.tables.cells import EXACT, MISSING_WORDS, Cells, as_texts, half_width, mask_of

MAX_ID = 64
_FLOATED = r"[+-]?\d(?:\.\d+)?[eE]\+\d{2,}"
#: What nearly all ids look like; nothing needs to be done about them.
_PLAIN_ID = rf"[A-Za-z][A-Za-z0-9_-]{{0,{MAX_ID - 1}}}"
#: `="0012"` and `'0012`.
_TEXT_MARK = r"""^(?:="([^"]*)"|['‘’](\d+[\dXx]))$"""
#: An id may well be `NA`.
_NO_ID = frozenset(word for word in MISSING_WORDS if not (word.isascii() and word.isalpha()))
_UNPRINTABLE = r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ufffd]"
_FIGURE = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_THOUSANDS = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"


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
    cells = _without_marks(cells)
    values, changed = half_width(cells.taken)
    lost = mask_of(values.str.fullmatch(_FLOATED, na=False))
    if not isinstance(column.dtype, pd.StringDtype):
        lost |= np.array([isinstance(v, int | float) and abs(v) >= EXACT for v in column], dtype=bool)
    bad = mask_of(values.str.len() > MAX_ID) | mask_of(values.str.contains(_UNPRINTABLE, na=False))
    faults = {"ID_FLOAT_LOST": lost, "ID_FORMAT": bad & ~cells.blank}
    return cells.now(values, faults, {"NUM_FULLWIDTH": changed})


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
    # the first byte of a Chinese character, read as Latin
    likely = np.flatnonzero(cells.taken.str.contains("[\u00c0-\u00ff]", na=False).to_numpy(dtype=bool))
    guesses = {int(at): guess for at in likely if (guess := _undecoded(cells.taken.iloc[at]))}
    garbled = np.isin(np.arange(len(column)), list(guesses))
    words = {"guess": next(iter(guesses.values()))} if guesses else {}
    return replace(cells, notes={}).now(cells.taken, {}, {"ENC_MOJIBAKE": garbled}, words)


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
        return Cells(values, mask_of(values.isna()), column)
    cells = as_texts(column)
    plain, changed = half_width(cells.taken)
    plain = plain.where(~mask_of(plain.str.fullmatch(_THOUSANDS, na=False)), plain.str.replace(",", "", regex=False))
    figure = mask_of(plain.str.fullmatch(_FIGURE, na=False))
    values = plain.where(figure).astype(float)
    none = mask_of(plain.str.casefold().isin(MISSING_WORDS))
    faults = {"NUM_PARSE": ~figure & ~cells.blank & ~none}
    return cells.now(values, faults, {"NUM_FULLWIDTH": changed & figure, "MISSING": none})


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
    broken = mask_of(cells.taken.notna() & (cells.taken % 1 != 0))
    return cells.now(cells.taken, {"NUM_INT": broken})


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
    comma = mask_of(cells.shown.astype("str").str.contains("[,，]", na=False)) & ~cells.blank
    faults = {"NUM_PARSE": cells.faults.get("NUM_PARSE", np.zeros(len(column), dtype=bool)) | comma}
    return cells.now(cells.taken.where(~comma), faults)


def _without_marks(cells: Cells) -> Cells:
    """Take off what keeps a spreadsheet from reading an id as a number, and words that say that there is none."""
    plain = cells.taken.str.replace(_TEXT_MARK, r"\1\2", regex=True)
    none = cells.blank | mask_of(plain.str.casefold().isin(_NO_ID))
    return replace(cells, taken=plain.where(~none), blank=none)


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
