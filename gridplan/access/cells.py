"""
Hide small counts so that no sum that is shown gives them away.

Counts of cells (such as villages) are shown beside sums over groups of them (grids, towns, all). A count below k is
hidden; so are others, until for each small count another set of counts exists in which it is k at least and all that
is shown stays as it is. Such a set is found by moving people between hidden cells of the same shown sums: whoever
knows every figure shown can't tell the two sets apart. (Complementary cell suppression, see Willenborg and de Waal
2001, Elements of Statistical Disclosure Control, with exchanges inside a class in place of a linear program.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
#: Stands for a sum that is not shown.
_UNSHOWN = -1
#: Counts may be sums of estimates.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class _Side:
    """One way to read the counts: those who have something, or those who have it not."""

    counts: Floats
    gives: Floats
    room: Floats

    def small(self, k: int) -> Bools:
        return _small(self.counts, k)


@dataclass
class Cells:
    """
    The counts of one table, and which of them are hidden.

    Attributes
    ----------
    counts
        One count a cell.
    least, most
        What anybody knows a count to lie between, such as nothing and the number of households; also a `most` minus
        its count below k is small.
    groups
        One row a cell, one column a kind of group: the number of the cell's group, -1 where it lies in none.
    hidden
        Which cells are hidden.
    unshown
        For each kind of group, which groups' sums are hidden.
    """

    counts: Floats
    least: Floats
    most: Floats
    groups: Ints
    hidden: Bools = field(init=False)
    unshown: list[Bools] = field(init=False)

    def __post_init__(self) -> None:
        """Show everything at first."""
        self.hidden = np.zeros(len(self.counts), bool)
        # one group more of each kind, which is never shown, for the cells that lie in none
        last = self.groups.max(axis=0, initial=-1) + 1
        self.groups = np.where(self.groups < 0, last, self.groups)
        self.unshown = [np.arange(number + 1) == number for number in last]

    def hide(self, k: int) -> None:
        """
        Hide what is smaller than k, then more of it until nothing small can be worked out.

        Parameters
        ----------
        k
            The smallest number of people that is shown; 0 is shown, too.
        """
        sides = self._sides()
        for side in sides:
            self.hidden |= side.small(k)
            for kind, members in enumerate(self.groups.T):
                small = _small(self.sums(kind, side.counts), k)
                self.unshown[kind] |= small
                # all parts of it, the empty ones too: shown, they would bound the sum
                self.hidden |= small[members] & (members < len(small) - 1)
        while not all(self._covered(side, k) for side in sides):
            pass

    def sums(self, kind: int, values: Floats) -> Floats:
        """
        Sum values up by group.

        Parameters
        ----------
        kind
            Number of the kind of group.
        values
            One value a cell.

        Returns
        -------
        sums
            One sum a group of that kind.
        """
        return np.bincount(self.groups[:, kind], values, len(self.unshown[kind])).astype(float)

    def _sides(self) -> list[_Side]:
        without, above = self.most - self.counts, self.counts - self.least
        # somebody might guess that a hidden cell is not empty
        gives, takes = (np.clip(number - 1, 0, None) for number in (np.minimum(self.counts, above + 1), without))
        those, others = _Side(self.counts, gives, without), _Side(without, takes, above)
        return [those, others] if np.isfinite(self.most).all() else [those]

    def _covered(self, side: _Side, k: int) -> bool:
        """Hide more for the first small count that can be worked out, and tell whether there was none."""
        sums = self._shown_sums()
        classes = np.unique(sums, axis=0, return_inverse=True)[1].ravel()
        free = (sums == _UNSHOWN).all(axis=1)
        for cells in self._targets(side, k, classes):
            needed = min(k - side.counts[cells].sum(), side.room[cells].sum())
            missing = needed - self._movable(cells, side, classes, free)
            if missing > _ROUNDING:
                self._cover(cells, side, sums, classes, missing)
                return False
        return True

    def _targets(self, side: _Side, k: int, classes: Ints) -> Iterator[Ints]:
        """List the small counts that might be worked out: single cells, then sums."""
        given = np.bincount(classes, np.where(self.hidden, side.gives, 0))[classes] - side.gives
        short = np.minimum(k - side.counts, side.room) - np.minimum(side.room, given)
        for cell in np.flatnonzero(side.small(k) & (short > _ROUNDING)):
            yield np.array([cell])
        for kind, column in enumerate(self.groups.T):
            for group in np.flatnonzero(_small(self.sums(kind, side.counts), k)[:-1]):
                yield np.flatnonzero(column == group)

    def _shown_sums(self) -> Ints:
        kinds = zip(self.unshown, self.groups.T, strict=True)
        return np.column_stack([np.where(unshown[column], _UNSHOWN, column) for unshown, column in kinds])

    def _movable(self, cells: Ints, side: _Side, classes: Ints, free: Bools) -> float:
        total = 0.0
        for one in np.unique(classes[cells]):
            inside = cells[classes[cells] == one]
            room = side.room[inside].sum()
            outside = self.hidden & (classes == one)
            outside[cells] = False
            total += room if free[inside[0]] else min(room, side.gives[outside].sum())
        return float(total)

    def _cover(self, cells: Ints, side: _Side, sums: Ints, classes: Ints, missing: float) -> None:
        """Hide the cell that helps most cheaply: first few sums, then enough people, then few people."""
        taker = cells[side.room[cells].argmax()]
        helps = (side.gives > 0) & ~(self.hidden & np.isin(classes, classes[cells]))
        helps[cells] = False
        apart = sums != sums[taker]
        if not helps.any():
            self._unshow(taker, range(len(self.unshown)))
            return
        enough = side.gives >= missing
        order = np.lexsort((np.where(enough, side.gives, -side.gives), ~enough, self._cost(taker, apart), ~helps))
        giver = order[0]
        self.hidden[giver] = True
        kinds = np.flatnonzero(apart[giver])
        self._unshow(taker, kinds)
        self._unshow(giver, kinds)

    def _cost(self, taker: int, apart: Bools) -> Floats:
        cost = np.zeros(len(self.counts))
        for kind, (unshown, column) in enumerate(zip(self.unshown, self.groups.T, strict=True)):
            lost = np.where(unshown, 0, self.sums(kind, np.ones(len(self.counts))))
            cost += apart[:, kind] * (lost[column] + lost[column[taker]])
        return cost

    def _unshow(self, cell: int, kinds: Iterable[int]) -> None:
        for kind in kinds:
            self.unshown[kind][self.groups[cell, kind]] = True


def _small(counts: Floats, k: int) -> Bools:
    return (counts > 0) & (counts < k)
