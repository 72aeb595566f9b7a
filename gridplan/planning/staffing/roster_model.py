"""A request for owners and backups as a mixed-integer programme whose rules can be dropped one by one."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint, OptimizeResult, milp

from gridplan.model.roster import Floats, Hard, Marks, Roster, Rule
from gridplan.planning.staffing.columns import Columns, Row

#: The solver's word for "no answer is possible".
NO_ANSWER = 2


class RosterModel:
    """
    Owners, backups, loads and limits of one request.

    Parameters
    ----------
    roster
        The request.
    """

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        g, o = roster.load.shape
        self.columns = Columns(own=(g, o), cover=(g if roster.backed else 0, o), top=())
        blocks = [self._owners(), self._backups(), self._pairs(), self._apart(), self._loads(), self._counts()]
        self.matrix = self.columns.matrix([row for block in blocks for row in block])
        ends = np.cumsum([0, *map(len, blocks)])
        names = ("owner", "backup", "pair", "apart", "load", "count")
        self.rows = {name: slice(ends[at], ends[at + 1]) for at, name in enumerate(names)}

    def solve(self, rules: Collection[Rule], *, priced: bool, nodes: int, gap: float = 1e-6) -> OptimizeResult:
        """
        Look for the cheapest answer, or for any.

        Parameters
        ----------
        rules
            The rules that bind.
        priced
            Whether prices count; otherwise any answer will do.
        nodes
            How many nodes the search may take.
        gap
            Share at which an answer is as good as the best.

        Returns
        -------
        found
            As scipy tells it.
        """
        whole, price = self.columns.full(1.0), self.columns.full(0.0)
        whole[self.columns["top"]] = 0.0
        if priced:
            price[self.columns["own"]] = self.roster.own_price
            price[self.columns["cover"]] = self.roster.cover_price[: len(self.columns["cover"])]
            price[self.columns["top"]] = self.roster.top_price
        low, high = self.limits(rules)
        constraints = LinearConstraint(self.matrix, low, high)
        options = {"node_limit": nodes, "mip_rel_gap": gap}
        return milp(price, integrality=whole, bounds=self.bounds(rules), constraints=constraints, options=options)

    def possible(self, rules: Collection[Rule], nodes: int = 20_000) -> bool | None:
        """
        Tell whether rules can be met together.

        Parameters
        ----------
        rules
            The rules that bind.
        nodes
            How many nodes the search may take.

        Returns
        -------
        possible
            Proved either way; None where the nodes ran out.
        """
        found = self.solve(rules, priced=False, nodes=nodes)
        return True if found.x is not None else False if found.status == NO_ANSWER else None

    def bounds(self, rules: Collection[Rule]) -> tuple[Floats, Floats]:
        """
        Say what each variable may be.

        Parameters
        ----------
        rules
            The rules that bind.

        Returns
        -------
        lower, upper
            One figure a variable.
        """
        lower, upper = self.columns.full(0.0), self.columns.full(1.0)
        own, cover = bar_marks(self.roster.load.shape, rules)
        upper[self.columns["own"][own]] = 0.0
        upper[self.columns["cover"][cover[: len(self.columns["cover"])]]] = 0.0
        for rule in rules:
            if rule.kind is Hard.LOCK:
                # where the locked officer is barred as well, the two rules are in conflict
                upper[np.delete(self.columns["own"][rule.grid], rule.officer)] = 0.0
        if not self.roster.top_price or Hard.CAPACITY not in {rule.kind for rule in rules}:
            upper[self.columns["top"]] = np.inf
        return lower, upper

    def limits(self, rules: Collection[Rule]) -> tuple[Floats, Floats]:
        """
        Say between what the sum of each row must lie.

        Parameters
        ----------
        rules
            The rules that bind.

        Returns
        -------
        low, high
            One figure a row.
        """
        kinds = {rule.kind for rule in rules}
        low, high = np.full(self.matrix.shape[0], -np.inf), np.full(self.matrix.shape[0], np.inf)
        low[self.rows["owner"]] = high[self.rows["owner"]] = high[self.rows["pair"]] = 1.0
        low[self.rows["backup"]] = high[self.rows["backup"]] = float(Hard.BACKUP in kinds)
        if Hard.APART in kinds:
            high[self.rows["apart"]] = 1.0
        for name, kind, most in (
            ("load", Hard.CAPACITY, self.roster.hours),
            ("count", Hard.MOST_GRIDS, self.roster.most_grids),
        ):
            bound = [rule.officer for rule in rules if rule.kind is kind]
            high[self.rows[name]][: len(most)][bound] = most[bound]
        if self.roster.top_price:
            high[self.rows["load"]][len(self.roster.hours) :] = 0.0
        return low, high

    def answer(self, found: OptimizeResult) -> tuple[NDArray[np.intp], NDArray[np.intp] | None]:
        """
        Read owners and backups.

        Parameters
        ----------
        found
            What `solve` gave.

        Returns
        -------
        owner, backup
            Officers by grid, as positions.
        """
        owner = found.x[self.columns["own"]].argmax(axis=1)
        return owner, found.x[self.columns["cover"]].argmax(axis=1) if self.roster.backed else None

    def _owners(self) -> list[Row]:
        return [self.columns.total(own=(g, slice(None))) for g in range(len(self.columns["own"]))]

    def _backups(self) -> list[Row]:
        return [self.columns.total(cover=(g, slice(None))) for g in range(len(self.columns["cover"]))]

    def _pairs(self) -> list[Row]:
        g, o = self.columns["cover"].shape
        return [self.columns.total(own=(k, j), cover=(k, j)) for k in range(g) for j in range(o)]

    def _apart(self) -> list[Row]:
        """Nobody covers a grid of whom is away with him; one row says it for all of these."""
        also = {o: np.flatnonzero(marks) for o, marks in enumerate(self.roster.apart) if marks.any()}
        return [
            self.columns.total(own=(g, o)) | {int(self.columns["cover"][g, other]): 1.0 for other in others}
            for g in range(len(self.columns["cover"]))
            for o, others in also.items()
        ]

    def _loads(self) -> list[Row]:
        loads = [load_row(self.roster, self.columns, o) for o in range(len(self.roster.officers))]
        if not self.roster.top_price:
            return list(loads)
        top = int(self.columns["top"])
        return [*loads, *(row | {top: -float(self.roster.hours[o])} for o, row in enumerate(loads))]

    def _counts(self) -> list[Row]:
        return [self.columns.total(own=(slice(None), o)) for o in range(len(self.roster.officers))]


def load_row(roster: Roster, columns: Columns, officer: int) -> dict[int, float]:
    """
    Write what an officer carries as a row.

    Parameters
    ----------
    roster
        The request.
    columns
        Has blocks `own` and `cover`.
    officer
        The officer, as a position.

    Returns
    -------
    row
        Hours by variable.
    """
    load = roster.load[:, officer]
    row = dict(zip(columns["own"][:, officer].tolist(), load.tolist(), strict=True))
    if roster.cover_share:
        row |= zip(columns["cover"][:, officer].tolist(), (roster.cover_share * load).tolist(), strict=True)
    return row


def bar_marks(shape: tuple[int, ...], rules: Collection[Rule]) -> tuple[Marks, Marks]:
    """
    Mark who may not own, and who may not cover.

    Parameters
    ----------
    shape
        How many grids and officers.
    rules
        The rules that bind.

    Returns
    -------
    own, cover
        Shape (grids, officers) each.
    """
    own, cover = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for rule in rules:
        if rule.bars:
            at = tuple(np.array(rule.bars).T)
            own[at] = True
            cover[at] |= not rule.owner_only
    return own, cover
