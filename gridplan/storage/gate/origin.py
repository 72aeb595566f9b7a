"""Where the rows of a table come from, so that a finding can point at its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.masking import mask
from gridplan.storage.gate.saying import say

#: Rows that are named one by one for one fault of one column; the last finding counts the others.
NAMED = 100


@dataclass(frozen=True)
class Origin:
    """
    The file behind a table.

    Attributes
    ----------
    file
        Its name.
    layer
        Sheet or layer.
    rows
        Row of every row of the table in the file: from 1 with the header as row 1, or feature from 0.
    spelled
        How the file spells each column that was recognised.
    personal
        Columns whose values are masked.
    """

    file: str
    layer: str | None = None
    rows: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    spelled: Mapping[str, str] = field(default_factory=dict)
    personal: frozenset[str] = frozenset()

    def say(
        self, code: str, column: str | None = None, *, at: int | None = None, value: object = None, **words: object
    ) -> InputFinding:
        """
        Make one finding.

        Parameters
        ----------
        code
            Its code.
        column
            Column by our name.
        at
            Position of the row in the table.
        value
            What stands there; masked if the column is personal.
        **words
            What the message tells; `action` changes the action.

        Returns
        -------
        finding
            The finding with its place in the file.
        """
        shown = mask(str(value)) if value is not None and column in self.personal else value
        row = None if at is None else int(self.rows[at])
        spelled = self.spelled.get(column, column) if column else None
        return say(code, self.file, layer=self.layer, row=row, column=spelled, value=shown, **words)  # type: ignore[arg-type] # words of the message

    def each(
        self,
        code: str,
        column: str | None,
        wrong: NDArray[np.bool_],
        values: pd.Series | Sequence[object] | str | None = None,
        **words: object,
    ) -> Iterator[InputFinding]:
        """
        Make one finding a row, the first hundred.

        Parameters
        ----------
        code
            Their code.
        column
            Column by our name.
        wrong
            Which rows are at fault.
        values
            What stands in each row of the table; one text for all of them.
        **words
            What the message tells of every row alike.

        Yields
        ------
        finding
            One a row; the last one counts the others.
        """
        positions = np.flatnonzero(wrong)
        for at in positions[:NAMED]:
            yield self.say(code, column, at=int(at), value=_value(values, int(at)), **words)
        if len(positions) > NAMED:
            more = len(positions) - NAMED
            yield self.say("MORE", column, count=more, what=code)

    def at_rows(self, kept: NDArray[np.bool_]) -> Origin:
        """
        Follow a table that leaves rows out.

        Parameters
        ----------
        kept
            Which rows stay.

        Returns
        -------
        origin
            The origin of the rows that stay.
        """
        return replace(self, rows=self.rows[kept])

    def row_list(self, positions: Sequence[int] | NDArray[np.int64]) -> str:
        """
        Name rows of the file.

        Parameters
        ----------
        positions
            Positions in the table.

        Returns
        -------
        text
            Such as `2, 10`.
        """
        return ", ".join(str(self.rows[at]) for at in positions)


def _value(values: pd.Series | Sequence[object] | str | None, at: int) -> object:
    if values is None or isinstance(values, str):
        return values
    return values.iloc[at] if isinstance(values, pd.Series) else values[at]
