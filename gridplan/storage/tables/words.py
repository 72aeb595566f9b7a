"""Read a column of words: yes and no, words of the trade, names of datums."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from gridplan.model.words import Word
from gridplan.storage.gate.datums import datum_code
from gridplan.storage.tables.cells import Cells, Reader, as_texts, half_width, mask_of

_BETWEEN = re.compile(r"[;,、/|]")
_YES = {"yes", "y", "true", "t", "1", "是", "有", "对", "√", "✓", "已"}
_NO = {"no", "n", "false", "f", "0", "否", "无", "没有", "错", "×", "未", "-"}


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


def words(kind: type[Word]) -> Reader:
    """
    Make a reader for several words of the trade in one cell.

    Parameters
    ----------
    kind
        Which words.

    Returns
    -------
    reader
        Reads what stands between semicolons, commas or strokes as codes, each once and in the order of the trade, with
        semicolons between them; `ENUM` where one of them is no such word.
    """
    spelled = {name.casefold(): w for w in kind for name in (str(w), w.zh, w.en)}
    allowed = ", ".join(f"{w.zh}/{w}" for w in kind)

    def joined(said: object) -> str | None:
        parts = [part.strip() for part in _BETWEEN.split(str(said).casefold()) if part.strip()]
        if not all(part in spelled for part in parts):
            return None
        named = {spelled[part] for part in parts}
        return ";".join(str(w) for w in kind if w in named)

    def read(column: pd.Series) -> Cells:
        cells = as_texts(column)
        plain, _ = half_width(cells.taken)
        values = pd.Series(plain.map(joined, na_action="ignore"), index=column.index, dtype="str")
        return cells.now(values, {"ENUM": mask_of(values.isna()) & ~cells.blank}, words={"allowed": allowed})

    return read


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
    return cells.now(values, {"DATUM_UNKNOWN": mask_of(values.isna()) & ~cells.blank})


def _looked_up(column: pd.Series, spelled: Mapping[str, object], allowed: str) -> Cells:
    cells = as_texts(column)
    plain, _ = half_width(cells.taken)
    values = plain.str.casefold().map(spelled)
    return cells.now(values, {"ENUM": mask_of(values.isna()) & ~cells.blank}, words={"allowed": allowed})
