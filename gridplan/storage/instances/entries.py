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
    before
        What stands before each key in a finding, such as `[3].` in a file of several objects.
    """

    def __init__(self, document: dict[str, Any], file: str, before: str = "") -> None:
        self.document, self.file, self.before = document, file, before
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
        told = sum(self._key(finding) == key for finding in self.findings)
        words = {name: _short(word) for name, word in words.items()}
        if told < TOLD:
            self.findings.append(say(code, self.file, layer=self.before + place, **words))  # type: ignore[arg-type]

    def _key(self, finding: InputFinding) -> str:
        return (finding.layer or "").removeprefix(self.before).partition("[")[0]

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

    def numbers(self, key: str, wanted: int | None, least: float) -> NDArray[np.float64]:
        """
        Take a list of numbers.

        Parameters
        ----------
        key
            Its key.
        wanted
            How many; None for any number of them.
        least
            The smallest that is allowed.

        Returns
        -------
        numbers
            As many as wanted; NaN where something is wrong.
        """
        found = self.listed(key)
        if wanted is not None and key in self.document and len(found) != wanted:
            self.blame("INST_COUNT", key, found=len(found), wanted=wanted)
        taken = [self.number(f"{key}[{at}]", value, least, GREATEST) for at, value in enumerate(found)]
        return np.array(taken) if wanted is None else np.array([*taken, *[math.nan] * wanted][:wanted])

    def words(self, key: str, wanted: int) -> list[frozenset[str]]:
        """
        Take a list whose entries are words, or lists of words; null for none.

        Parameters
        ----------
        key
            Its key.
        wanted
            How many entries.

        Returns
        -------
        words
            The words of each entry.
        """
        found = self.listed(key)
        if key in self.document and len(found) != wanted:
            self.blame("INST_COUNT", key, found=len(found), wanted=wanted)
        words = [frozenset[str]()] * wanted
        for at, entry in enumerate(found[:wanted]):
            several = entry if isinstance(entry, list) else [] if entry is None else [entry]
            if all(isinstance(word, str) for word in several):
                words[at] = frozenset(word for word in several if word)
            else:
                self.blame("INST_TEXT", f"{key}[{at}]", value=entry)
        return words

    def pairs(self, key: str, shape: tuple[int, int]) -> list[tuple[int, int]]:
        """
        Take pairs of positions.

        Parameters
        ----------
        key
            Its key; no pairs where it is missing.
        shape
            How many there are of either.

        Returns
        -------
        pairs
            Each once, in order.
        """
        pairs = set()
        for at, pair in enumerate(self.listed(key) if key in self.document else []):
            if isinstance(pair, list) and len(pair) == len(shape):
                a, b = (self.whole(f"{key}[{at}][{k}]", one, 0, shape[k] - 1) for k, one in enumerate(pair))
                pairs.add((a, b))
            else:
                self.blame("INST_ROW", f"{key}[{at}]", value=pair, wanted=len(shape))
        return sorted(pairs)

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
