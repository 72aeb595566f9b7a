"""What hangs on a single unit: the graph without it falls into branches."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gridplan.planning.zoning.feasibility.request import Ints
from gridplan.planning.zoning.graph import neighbour_lists


def branches(n: int, pairs: Ints) -> Iterator[tuple[int, list[Ints]]]:
    """
    List the units without which their part of the graph falls apart.

    Parameters
    ----------
    n
        Number of units.
    pairs
        Neighbours, shape (e, 2).

    Yields
    ------
    unit
        The unit.
    branches
        The units of each piece that is left of its part.
    """
    walk = _Walk(n, pairs)
    order = np.array(walk.order, dtype=np.int64)
    for unit, below in walk.hanging.items():
        ways = [order[walk.place[child] : walk.end[child]] for child in below]
        start, stop = walk.part[unit]
        rest = np.setdiff1d(order[start:stop], np.concatenate([[unit], *ways]))
        if len(ways) + (len(rest) > 0) > 1:
            yield unit, [*ways, rest] if len(rest) else ways


class _Walk:
    """A walk in depth over every part: a child whose branch reaches no further back than its parent hangs on it."""

    def __init__(self, n: int, pairs: Ints) -> None:
        self.around = neighbour_lists(n, pairs)
        self.order: list[int] = []
        self.place, self.end, self.back = [-1] * n, [0] * n, [0] * n
        self.hanging: dict[int, list[int]] = {}
        self.part: dict[int, tuple[int, int]] = {}
        for root in range(n):
            if self.place[root] < 0:
                self._descend(root)

    def _descend(self, root: int) -> None:
        start, known = len(self.order), len(self.hanging)
        self._enter(root)
        stack = [(root, iter(self.around[root]), -1)]
        while stack:
            here, others, parent = stack[-1]
            for other in others:
                if self.place[other] < 0:
                    self._enter(other)
                    stack.append((other, iter(self.around[other]), here))
                    break
                if other != parent:
                    self.back[here] = min(self.back[here], self.place[other])
            else:
                stack.pop()
                self._leave(here, parent)
        for unit in list(self.hanging)[known:]:
            self.part[unit] = (start, len(self.order))

    def _enter(self, unit: int) -> None:
        self.place[unit] = self.back[unit] = len(self.order)
        self.order.append(unit)

    def _leave(self, unit: int, parent: int) -> None:
        self.end[unit] = len(self.order)
        if parent >= 0:
            self.back[parent] = min(self.back[parent], self.back[unit])
            if self.back[unit] >= self.place[parent]:
                self.hanging.setdefault(parent, []).append(unit)
