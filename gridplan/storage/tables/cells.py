"""What stands in the cells of one column, read as ids, texts, numbers, words, flags or dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.storage.formulas import restored

Mask = NDArray[np.bool_]

#: White space of every kind, the invisible kinds with it.
BLANKS = " \t\r\n\x0b\x0c\xa0\u1680\u2028\u2029\u202f\u205f\u2060\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200E))
)
#: From so many digits on a floating number doesn't hold each of them.
EXACT = 1e15
#: What people write where they have no figure.
MISSING_WORDS = frozenset({"-", "--", "—", "——", "/", "无", "暂无", "不详", "nan", "null", "none", "n/a", "na", "#n/a"})


@dataclass(frozen=True)
class Cells:
    """
    One column as it was read.

    Attributes
    ----------
    taken
        What was read; missing where nothing stands or it can't be read.
    blank
        Where nothing stands.
    faults
        Which rows can't be read, by code.
    notes
        Which rows were repaired, by code.
    shown
        The cells as texts, for messages.
    words
        What messages tell besides, such as the words that are allowed.
    """

    taken: pd.Series
    blank: Mask
    shown: pd.Series
    faults: Mapping[str, Mask] = field(default_factory=dict)
    notes: Mapping[str, Mask] = field(default_factory=dict)
    words: Mapping[str, object] = field(default_factory=dict)

    def scaled(self, factor: float) -> Cells:
        """
        Bring figures to another unit.

        Parameters
        ----------
        factor
            How many of the new units one of the old is.

        Returns
        -------
        cells
            The same cells with other values.
        """
        return replace(self, taken=self.taken * factor)

    def now(
        self,
        taken: pd.Series,
        faults: Mapping[str, Mask],
        notes: Mapping[str, Mask] | None = None,
        words: Mapping[str, object] | None = None,
    ) -> Cells:
        """
        Carry on with other values, and with more faults and notes; codes that hold nowhere are left out.

        Parameters
        ----------
        taken
            What was read.
        faults, notes
            Rows by code.
        words
            What messages tell besides.

        Returns
        -------
        cells
            The same cells, read further.
        """
        wrong, said = {**self.faults, **faults}, {**self.notes, **(notes or {})}
        return replace(
            self,
            taken=taken,
            faults={code: rows for code, rows in wrong.items() if rows.any()},
            notes={code: rows for code, rows in said.items() if rows.any()},
            words={**self.words, **(words or {})},
        )

    def spread(self, codes: NDArray[np.int64], shown: pd.Series) -> Cells:
        """
        Give every row the reading of its distinct value.

        Parameters
        ----------
        codes
            Position of the distinct value of every row, -1 where nothing stands.
        shown
            The rows as the file has them.

        Returns
        -------
        cells
            One a row.
        """
        there = codes >= 0
        return replace(
            self,
            taken=pd.Series(self.taken.array.take(codes, allow_fill=True), index=shown.index),
            blank=~there | (np.append(self.blank, True)[codes]),  # a missing value is blank
            shown=shown,
            faults={code: there & np.append(rows, False)[codes] for code, rows in self.faults.items()},
            notes={code: there & np.append(rows, False)[codes] for code, rows in self.notes.items()},
        )


Reader = Callable[[pd.Series], Cells]


def as_texts(column: pd.Series) -> Cells:
    """
    Read cells as texts without blanks around them.

    Parameters
    ----------
    column
        Cells of any type.

    Returns
    -------
    cells
        Texts; `WS_TRIM` where blanks were taken off.
    """
    raw = column if isinstance(column.dtype, pd.StringDtype) else column.map(_written)
    raw = raw.astype("str")
    values = restored(raw.str.strip(BLANKS), BLANKS)
    blank = (values.isna() | (values == "")).to_numpy(dtype=bool)
    trimmed = (raw.str.len() != raw.str.strip(BLANKS).str.len()).to_numpy(dtype=bool) & ~blank
    return Cells(values.where(~blank), blank, raw, notes={"WS_TRIM": trimmed} if trimmed.any() else {})


def half_width(values: pd.Series) -> tuple[pd.Series, Mask]:
    """
    Turn full-width characters into plain ones.

    Parameters
    ----------
    values
        Texts.

    Returns
    -------
    values
        Texts in normal form NFKC.
    changed
        Which ones differ.
    """
    wide = values.str.contains(r"[^\x00-\x7f]", na=False).to_numpy(dtype=bool)
    plain = values.copy()
    plain[wide] = [unicodedata.normalize("NFKC", str(text)) for text in values[wide]]
    return plain, np.asarray((plain != values) & values.notna(), dtype=bool)


def mask_of(said: pd.Series) -> Mask:
    """
    Make an array of a column of booleans.

    Parameters
    ----------
    said
        Booleans.

    Returns
    -------
    mask
        A copy that can be changed.
    """
    return np.array(said, dtype=bool)


def _written(value: object) -> str | None:
    """Write a typed cell as a person would."""
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    return str(value)
