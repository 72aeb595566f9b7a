"""The order of a search: plans from several beginnings, then a few neighbouring grids at a time, anew."""

from __future__ import annotations

import numpy as np

from gridplan.planning.zoning.engine.cooling import AGAIN, ANEW, SHORTEN, SHORTEN_MORE, Cooling, Rank, cool, rank
from gridplan.planning.zoning.engine.diagram import ROUNDS, diagram
from gridplan.planning.zoning.engine.measures import BALANCED, beyond_all
from gridplan.planning.zoning.engine.problem import DIAMETER, Ints, Problem
from gridplan.planning.zoning.engine.recombining import Pool
from gridplan.planning.zoning.engine.starts import first_plan, mended
from gridplan.planning.zoning.engine.sums import CENTRE, LONGEST, MASS, counted, lay_out
from gridplan.planning.zoning.engine.windows import window, within

#: CPU seconds of a move tried, as each count goes, and of a pass over a unit.
MOVE = {MASS: 1.0e-7, CENTRE: 1.7e-7, LONGEST: 1.7e-7}
PASS, WINDOW = 5e-8, 2e-3
#: Moves tried a unit: on a plan from anywhere, on its longest ways.
MOVES, LONGEST_MOVES = 3_000, 3_000
#: Up to so many grids are begun anew as a whole; of more, two to so many neighbouring ones at a time, or to as many as
#: have so few units.
FEW, SMALL = 5, 60
#: Centres are scattered over up to so many grids; more are halved, and of the fewer this share too.
SCATTERED, HALVED = 40, 0.3
#: The first plan of many grids, and all beginnings of longest ways, may take this share of the effort.
FIRST, BEGINNINGS = 0.4, 0.6
#: How often a few grids are begun anew rather than wandered on from; how often the grids met are recombined.
ANEW_SHARE, RECOMBINED = 0.6, 4
#: Most units for which grids are kept to be recombined.
POOLED = 250


def solve(problem: Problem, effort: float, rng: np.random.Generator) -> Ints:
    """
    Cut the graph into grids.

    Parameters
    ----------
    problem
        What is asked.
    effort
        CPU seconds as a guide; moves are counted, not time, so that the same effort and seed give the same plan.
    rng
        Random generator.

    Returns
    -------
    label
        Grid of each unit, 0 to p - 1; each grid in one piece, balanced if a balanced plan was found, compact.
    """
    if problem.grids == 1:
        return np.zeros(len(problem.units), dtype=np.int64)
    search = Search(problem, effort, rng)
    if problem.objective == DIAMETER:
        search.shorten()
    elif problem.grids <= FEW:
        search.begin_again()
    else:
        search.improve_windows()
    return search.label


class Search:
    """
    A search under way: its best plan, and how much effort is left.

    Parameters
    ----------
    problem
        What is asked.
    effort
        CPU seconds as a guide.
    rng
        Random generator.
    """

    def __init__(self, problem: Problem, effort: float, rng: np.random.Generator) -> None:
        """Begin with a plan that is whole."""
        self.problem, self.effort, self.left, self.rng = problem, effort, effort, rng
        self._free = not ((problem.units["former"] >= 0).any() or (problem.units["fixed"] >= 0).any())
        pooled = counted(problem) == CENTRE and len(problem.units) <= POOLED and self._free
        self._pool = Pool(problem) if pooled else None
        self.label = self._start()
        self.rank = rank(problem, self.label)

    def begin_again(self) -> None:
        """Cool plans from ever new beginnings, then the best one once more."""
        number, tries = 0, self._tries(MOVES, FIRST)
        while number == 0 or self.left > 0:
            label = self.label if number == 0 else self._begun(self.problem)
            self._take_better(*self._cooled(self.problem, label, tries, ANEW))
            number += 1
        self._take_better(*self._cooled(self.problem, self.label, tries, AGAIN))
        self._recombine()

    def improve_windows(self) -> None:
        """Cool one plan, then a few neighbouring grids at a time."""
        self._take_better(*self._cooled(self.problem, self.label, self._tries(MOVES, FIRST), ANEW))
        pause = self.left / RECOMBINED
        mark = self.left - pause
        while self.left > 0:
            self._improve(self._worst())
            if self.left < mark:
                mark -= pause
                self._recombine()

    def shorten(self) -> None:
        """Cool the moments of plans from several beginnings and then their longest ways, and of the best once more."""
        number, tries = 0, self._tries(LONGEST_MOVES, BEGINNINGS, LONGEST)
        while number == 0 or self.left > (1.0 - BEGINNINGS) * self.effort:
            label = self.label if number == 0 else self._begun(self.problem)
            _, label = self._cooled(self.problem, label, tries // 6, ANEW)
            self._take_better(*self._cooled(self.problem, label, tries, SHORTEN))
            number += 1
        rest = int(self.left / MOVE[LONGEST])
        if rest > 0:
            self._take_better(*self._cooled(self.problem, self.label, rest, SHORTEN_MORE))

    def _start(self) -> Ints:
        former = self.problem.units["former"]
        return mended(self.problem, former) if (former >= 0).any() else self._begun(self.problem)

    def _begun(self, problem: Problem) -> Ints:
        """Draw a whole plan from nothing."""
        if problem.grids > SCATTERED or self.rng.random() < HALVED:
            return first_plan(problem, self.rng.uniform(0, np.pi))
        self.left -= len(problem.units) * (problem.grids * ROUNDS * 3e-9 + 1e-5)
        return mended(problem, diagram(problem, self.rng))

    def _tries(self, a_unit: int, share: float, count: int | None = None) -> int:
        """Count moves: so many a unit, but not more than a share of the effort."""
        move = MOVE[counted(self.problem) if count is None else count]
        return max(int(min(a_unit * len(self.problem.units), share * self.effort / move)), 1)

    def _cooled(self, problem: Problem, label: Ints, tries: int, cooling: Cooling) -> tuple[Rank, Ints]:
        count = counted(problem)
        self.left -= tries * MOVE[MASS if count == LONGEST and cooling.reach == 1.0 else count]
        ranked, label = cool(problem, label, tries, cooling, self.rng)
        if self._pool is not None and problem.grids == self.problem.grids:
            self._pool.add(problem, label, np.arange(len(label)))
        return ranked, label

    def _take_better(self, ranked: Rank, label: Ints) -> None:
        if ranked < self.rank:
            self.rank, self.label = ranked, label

    def _worst(self) -> Ints:
        """List the grids that most want improving: those out of balance, else all."""
        plan = lay_out(self.problem, self.label)
        out = np.array([beyond_all(plan, grid) > BALANCED for grid in range(self.problem.grids)])
        return np.flatnonzero(out) if out.any() else np.arange(self.problem.grids)

    def _improve(self, grids: Ints) -> None:
        """Plan a few neighbouring grids anew, or wander on from where they are."""
        first = int(grids[self.rng.integers(len(grids))])
        most = max(FEW, SMALL * self.problem.grids // len(self.label))
        size = int(self.rng.integers(2, min(most, self.problem.grids) + 1))
        chosen = window(self.problem, self.label, first, size, self.rng)
        part, members = within(self.problem, self.label, chosen)
        self.left -= len(self.label) * PASS + WINDOW
        old = np.argsort(chosen, kind="stable")[np.searchsorted(np.sort(chosen), self.label[members])]
        anew = self._free and self.rng.random() < ANEW_SHARE
        begun = self._begun(part) if anew else old
        ranked, label = self._cooled(part, begun, MOVES * len(members), ANEW if anew else AGAIN)
        if self._pool is not None:
            self._pool.add(part, label, members)
        if ranked < rank(part, old):
            self.label = self.label.copy()
            self.label[members] = chosen[label]
            self.rank = rank(self.problem, self.label)

    def _recombine(self) -> None:
        """Choose the best of all grids met, where that is another plan."""
        label = self._pool.best() if self._pool is not None else None
        if label is not None:
            self.left -= 1e-4 * len(self._pool or ())
            self._take_better(rank(self.problem, label), label)
