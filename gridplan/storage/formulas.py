"""Texts that a spreadsheet would take for a formula: kept from it when written, as they were when read."""

from __future__ import annotations

import re

import pandas as pd

#: What a spreadsheet, or the next program that a copy of it reaches, takes for the start of a formula.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: An apostrophe before such a text, or before another apostrophe, is ours.
KEPT = r"'['=+\-@\t\r\n＝＋－＠]"
_RISKY = r"['=+\-@\t\r\n＝＋－＠]"
_LINE_ENDS = r"\r\n?"


def defused(column: pd.Series) -> pd.Series:
    """
    Put an apostrophe before texts that begin like a formula, for files that know no types.

    Parameters
    ----------
    column
        Values of any type; numbers stay as they are.

    Returns
    -------
    column
        No text in it begins like a formula; `restored` gives the texts back.
    """
    if pd.api.types.is_numeric_dtype(column.dtype) or not len(column):
        return column
    texts = column.astype(object) if isinstance(column.dtype, pd.CategoricalDtype) else column
    risky = texts.map(lambda value: isinstance(value, str) and bool(re.match(_RISKY, value))).to_numpy(dtype=bool)
    if risky.any():
        texts = texts.astype(object)
        texts[risky] = ["'" + re.sub(_LINE_ENDS, "\n", text) for text in texts[risky]]
    return texts


def restored(values: pd.Series, blanks: str) -> pd.Series:
    """
    Take our apostrophe off again.

    Parameters
    ----------
    values
        Texts.
    blanks
        Characters that count as white space.

    Returns
    -------
    values
        Texts as they were before `defused`, without white space around them.
    """
    kept = values.str.match(KEPT, na=False).to_numpy(dtype=bool)
    if not kept.any():
        return values
    whole = values.copy()
    whole[kept] = values[kept].str.slice(1).str.strip(blanks)
    return whole


def book_text(text: str) -> str:
    """
    Write a text for a workbook, where types keep it from being a formula, so that reading gives it back.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    text
        The same, with one apostrophe more where reading takes one off.
    """
    return f"'{text}" if re.match(KEPT, text) else text
