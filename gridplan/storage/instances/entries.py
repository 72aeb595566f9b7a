"""Read the values of a JSON object one by one; what is wrong is a finding, and the next value is read all the same."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.saying import say

#: So many findings of one key are told; the rest would say the same.
TOLD = 5
#: Greater numbers are none of a county, and their squares would lose what a grid adds.
GREATEST = 1e12
#: Nobody balances grids on more weights than this.
MOST_COLUMNS = 100


class Entries:
    """
    The values of one object, and what was found wrong with them.

    Parameters
    ----------
    document
        The object.
    file
        Name of its file.
    """

    def __init__(self, document: dict[str, Any], file: str) -> None:
        self.document, self.file = document, file
        self.findings: list[InputFinding] = []

    def blame(self, code: str, place: str, **words: object) -> None:
        """
        Keep a finding.

        Parameters
        ----------
        code
            A code of `codes.csv`.
        place
            The key and the entry, such as `weights[7][0]`.
        **words
            What the message tells.
        """
        key = place.partition("[")[0]
        told = sum((finding.layer or "").partition("[")[0] == key for finding in self.findings)
        words = {name: _short(word) for name, word in words.items()}
        if told < TOLD:
            self.findings.append(say(code, self.file, layer=place, **words))  # type: ignore[arg-type]

    def listed(self, key: str) -> list[Any]:
        """
        Take a list.

        Parameters
        ----------
        key
            Its key.

        Returns
        -------
        entries
            The entries; none where there is no list.
        """
        found = self.document.get(key)
        if key not in self.document:
            self.blame("INST_KEY", key)
        elif not isinstance(found, list):
            self.blame("INST_LIST", key, value=found)
        return found if isinstance(found, list) else []

    def number(self, place: str, value: object, least: float = -GREATEST, most: float = GREATEST) -> float:
        """
        Take a number.

        Parameters
        ----------
        place
            Where it stands.
        value
            What stands there.
        least, most
            The smallest and the greatest that is allowed.

        Returns
        -------
        number
            The number, or NaN where it is none.
        """
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.blame("INST_NUMBER", place, value=value)
        elif not least <= value <= most:
            self.blame("INST_RANGE", place, value=value, least=f"{least:g}", most=f"{most:g}")
        else:
            return float(value)
        return math.nan

    def whole(self, place: str, value: object, least: int, most: int) -> int:
        """
        Take a whole number.

        Parameters
        ----------
        place
            Where it stands.
        value
            What stands there.
        least, most
            The smallest and the greatest that is allowed.

        Returns
        -------
        number
            The number, or `least` where it is none.
        """
        if isinstance(value, bool) or not isinstance(value, int):
            self.blame("INST_WHOLE", place, value=value)
        elif not least <= value <= most:
            self.blame("INST_RANGE", place, value=value, least=least, most=most)
        else:
            return value
        return least

    def word(self, key: str, allowed: tuple[str, ...]) -> str:
        """
        Take one of several words.

        Parameters
        ----------
        key
            Its key.
        allowed
            The words; the first stands where the key is missing.

        Returns
        -------
        word
            One of them.
        """
        found = self.document.get(key, allowed[0])
        if found in allowed:
            return str(found)
        self.blame("INST_WORD", key, value=found, words=", ".join(allowed))
        return allowed[0]

    def table(self, key: str, columns: int | None, least: float, most: float) -> NDArray[np.float64]:
        """
        Take a table of numbers, one row a unit.

        Parameters
        ----------
        key
            Its key.
        columns
            How many numbers stand in each row; if None, as many as in the first.
        least, most
            The smallest and the greatest that is allowed.

        Returns
        -------
        table
            Shape (n, columns); NaN where something is wrong.
        """
        rows = self.listed(key)
        if columns is None:
            first = len(rows[0]) if rows and isinstance(rows[0], list) else 1
            columns = min(max(first, 1), MOST_COLUMNS)
        table = np.full((len(rows), columns), np.nan)
        for i, row in enumerate(rows):
            if not isinstance(row, list) or len(row) != columns:
                self.blame("INST_ROW", f"{key}[{i}]", value=row, wanted=columns)
                continue
            table[i] = [self.number(f"{key}[{i}][{j}]", value, least, most) for j, value in enumerate(row)]
        return table


def _short(value: object) -> object:
    """Tell a value in a few signs, however long or deep it is."""
    if isinstance(value, list | dict):
        return "[...]" if value and isinstance(value, list) else "[]" if isinstance(value, list) else "{...}"
    huge = isinstance(value, int) and not -GREATEST <= value <= GREATEST
    return "±2^" + str(value.bit_length()) if huge and isinstance(value, int) else value
