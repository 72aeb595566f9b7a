"""Pairs of units that want to share a grid or not, kept unit by unit as neighbours are."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Rows = NDArray[Any]

#: A tie to another unit. Above nought it costs when the two lie in different grids, below when they share one:
#: `hard` as imbalance does, `soft` as ways do.
TIE = np.dtype([("other", np.int64), ("hard", np.float64), ("soft", np.float64)])


class Ties(NamedTuple):
    """
    The ties of all units.

    Attributes
    ----------
    first
        Where the ties of each unit begin, and where the last end, shape (n + 1,); empty where there are none at all.
    row
        Rows of `TIE`, one unit after another; each tie stands there twice.
    """

    first: Ints
    row: Rows

    def pairs(self) -> Ints:
        """
        Say which units are tied.

        Returns
        -------
        pairs
            Unit and other of each row, shape (t, 2).
        """
        unit = np.repeat(np.arange(max(len(self.first) - 1, 0)), np.diff(self.first))
        return np.column_stack([unit, self.row["other"]]).astype(np.int64)

    def packed(self) -> Rows:
        """
        Put all into one array.

        Returns
        -------
        rows
            `other` of the first n + 1 says where the ties of a unit begin, and where the last end; the ties follow.
        """
        head = np.zeros(len(self.first), dtype=TIE)
        head["other"] = self.first + len(self.first)
        return np.concatenate([head, self.row])

    def priced(self, unit: float) -> Ties:
        """
        Say what soft ties cost.

        Parameters
        ----------
        unit
            What a mean unit costs.

        Returns
        -------
        ties
            The same; `soft` counts as ways do.
        """
        row = self.row.copy()
        row["soft"] *= unit
        return Ties(self.first, row)

    def within(self, members: Ints) -> Ties:
        """
        Cut the ties down to those between some units.

        Parameters
        ----------
        members
            Numbers of the units, rising.

        Returns
        -------
        ties
            Theirs; the units are numbered by their places among the members.
        """
        if not self.row.size:
            return self
        at = np.full(len(self.first) - 1, -1, dtype=np.int64)
        at[members] = np.arange(len(members))
        pairs = at[self.pairs()]
        inside = (pairs >= 0).all(axis=1)
        return _sorted(len(members), pairs[inside], self.row[inside])


NO_TIES = Ties(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=TIE))


def tie_up(n: int, pairs: Ints, hard: Floats | float = 0.0, soft: Floats | float = 0.0) -> Ties:
    """
    Tie pairs of units.

    Parameters
    ----------
    n
        Number of units.
    pairs
        Units, shape (t, 2).
    hard, soft
        Above nought what it costs to part the pair, below what it costs to leave it in one grid; `hard` in ties that
        are broken, `soft` in what a mean unit costs. Shape (t,).

    Returns
    -------
    ties
        Both ways.
    """
    if not len(pairs):
        return NO_TIES
    rows = np.zeros(len(pairs), dtype=TIE)
    rows["hard"], rows["soft"] = hard, soft
    return _sorted(n, np.vstack([pairs, pairs[:, ::-1]]), np.concatenate([rows, rows]))


def _sorted(n: int, pairs: Ints, rows: Rows) -> Ties:
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    rows = rows[order]
    rows["other"] = pairs[order, 1]
    ends = np.cumsum(np.bincount(pairs[:, 0], minlength=n))
    return Ties(np.append(0, ends).astype(np.int64), rows)
