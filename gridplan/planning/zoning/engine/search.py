"""The order of a search: plans from several beginnings, then a few neighbouring grids at a time, anew."""

from __future__ import annotations

import numpy as np

from gridplan.planning.zoning.engine.cooling import AGAIN, ANEW, SHORTEN, SHORTEN_MORE, Cooled, Cooling, cool, rank
from gridplan.planning.zoning.engine.diagram import ROUNDS, diagram
from gridplan.planning.zoning.engine.effort import ALONE, Progress, Watch, seconds
from gridplan.planning.zoning.engine.problem import DIAMETER, Ints, Problem
from gridplan.planning.zoning.engine.recombining import Pool
from gridplan.planning.zoning.engine.starts import first_plan, mended
from gridplan.planning.zoning.engine.sums import CENTRE, LONGEST, MASS, POINT, counted
from gridplan.planning.zoning.engine.windows import Mosaic

#: CPU seconds of a move tried, at first, as each count goes; of a window, of a grid kept to be
#: recombined, of halving and mending a unit.
MOVE = {MASS: 1.0e-7, CENTRE: 6e-8, LONGEST: 1.5e-7, POINT: 1.3e-7}
WINDOW, KEPT, HALVING = 5e-4, 1e-4, 2e-5
#: Moves tried a unit: on a plan from anywhere, on its longest ways; in a window of many units fewer, yet so many in all
MOVES, LONGEST_MOVES, WINDOW_MOVES, WINDOW_LEAST = 3_000, 3_000, 1_000, 200_000
#: Up to so many grids are begun anew as a whole; of more, two to so many neighbouring ones at a time, or to as many as
#: have so few units.
FEW, SMALL = 5, 60
#: Centres are scattered over up to so many grids; more are halved, and of the fewer this share too.
SCATTERED, HALVED = 40, 0.3
#: The first plan of many grids, and all beginnings of longest ways, may take this share of the effort; the first plan
#: takes the larger one where what is left is too little to plan all windows anew.
FIRST, MOST, BEGINNINGS = 0.4, 0.7, 0.7
#: Planning all windows anew takes so many times the work of a first plan.
ALL_WINDOWS = 4
#: Less than this share of the effort is not worth another cooling of longest ways.
LAST = 0.1
#: All units in other grids than before count as much as the whole cost of the first plan.
LOYALTY = 1.0
#: How often a few grids are begun anew rather than wandered on from; how often the grids met are recombined.
ANEW_SHARE, RECOMBINED = 0.4, 4
#: Most units for which grids are kept to be recombined.
POOLED = 250


def solve(problem: Problem, effort: float, rng: np.random.Generator, watch: Watch = ALONE) -> Ints:
    """
    Cut the graph into grids.

    Parameters
    ----------
    problem
        What is asked.
    effort
        CPU seconds as a guide; steps are counted, not time, so that the same effort and seed give the same plan.
    rng
        Random generator.
    watch
        Who may stop the search, and hears how far it is.

    Returns
    -------
    label
        Grid of each unit, 0 to p - 1; each grid in one piece, balanced if a balanced plan was found, compact.
    """
    if problem.grids == 1:
        return np.zeros(len(problem.units), dtype=np.int64)
    search = Search(problem, effort, rng, watch)
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
    watch
        Who may stop the search, and hears how far it is.
    """

    def __init__(self, problem: Problem, effort: float, rng: np.random.Generator, watch: Watch = ALONE) -> None:
        """Begin with a plan that is whole."""
        self.effort, self.left, self.rng, self.watch, self._move = effort, effort, rng, watch, dict[int, float]()
        self._free = not ((problem.units["former"] >= 0).any() or (problem.units["fixed"] >= 0).any() or problem.wished)
        self.problem = problem
        self.label = self._start()
        if (problem.units["former"] >= 0).any():
            self.problem = problem._replace(loyalty=LOYALTY * rank(problem, self.label)[1] / len(self.label))
        pooled = counted(problem) == CENTRE and len(problem.units) <= POOLED and self._free
        if problem.ties.row.size:
            unpriced = problem._replace(ties=problem.ties.priced(0.0))
            ties = problem.ties.priced(rank(unpriced, self.label)[1] / len(self.label))
            self.problem = self.problem._replace(ties=ties)
        self._pool = Pool(problem) if pooled else None
        self.rank = rank(self.problem, self.label)

    def begin_again(self) -> None:
        """Cool plans from ever new beginnings, then the best one once more."""
        number, tries = 0, self._tries(MOVES, FIRST)
        while number == 0 or self._goes_on():
            label = self.label if number == 0 else self._begun(self.problem)
            self._take_better(self._cooled(self.problem, label, tries, ANEW))
            number += 1
        self._take_better(self._cooled(self.problem, self.label, tries, AGAIN))
        self._recombine()

    def improve_windows(self) -> None:
        """Cool one plan, then a few neighbouring grids at a time."""
        wanted = ALL_WINDOWS * MOVES * len(self.label) * self._seconds()
        tries = self._tries(MOVES, FIRST if wanted < self.effort else MOST)
        self._take_better(self._cooled(self.problem, self.label, tries, ANEW))
        mosaic, pause = Mosaic(self.problem, self.label), self.left / RECOMBINED
        mark = self.left - pause
        while self._goes_on():
            self._improve(mosaic)
            self.label, self.rank = mosaic.label, mosaic.rank
            if self._pool is not None and self.left < mark:
                mark -= pause
                self._recombine()
                mosaic = Mosaic(self.problem, self.label)

    def shorten(self) -> None:
        """Cool the moments of plans from several beginnings and then their longest ways, and of the best once more."""
        one, tries = 0.0, self._tries(LONGEST_MOVES, BEGINNINGS, LONGEST)
        while one == 0.0 or self._goes_on((1.0 - BEGINNINGS) * self.effort + one):
            one, label = self.left, self.label if one == 0.0 else self._begun(self.problem)
            label = self._cooled(self.problem, label, tries // 6, ANEW).label
            self._take_better(self._cooled(self.problem, label, tries, SHORTEN))
            one -= self.left
        while self._goes_on(LAST * self.effort):
            tries = int(self.left / self._seconds(LONGEST))
            self._take_better(self._cooled(self.problem, self.label, tries, SHORTEN_MORE))

    def _goes_on(self, rest: float = 0.0) -> bool:
        """Say whether more effort is left than the rest, and nobody stops the search."""
        self.watch.tell(Progress(min(1.0 - self.left / self.effort, 1.0) if self.effort > 0 else 1.0, self.rank[0]))
        return self.left > rest and not self.watch.stop()

    def _start(self) -> Ints:
        former = self.problem.units["former"]
        return mended(self.problem, former) if (former >= 0).any() else self._begun(self.problem)

    def _begun(self, problem: Problem) -> Ints:
        """Draw a whole plan from nothing; where few may move, from where they were."""
        if problem.most_moved < np.inf:
            return mended(problem, problem.units["former"])
        if problem.grids > SCATTERED or self.rng.random() < HALVED:
            self.left -= HALVING * len(problem.units)
            return first_plan(problem, self.rng.uniform(0, np.pi))
        self.left -= len(problem.units) * (problem.grids * ROUNDS * 3e-9 + 1e-5)
        return mended(problem, diagram(problem, self.rng))

    def _tries(self, a_unit: int, share: float, count: int | None = None) -> int:
        """Count moves: so many a unit, but not more than a share of the effort."""
        return max(int(min(a_unit * len(self.label), share * self.effort / self._seconds(count))), 1)

    def _seconds(self, count: int | None = None) -> float:
        """Say how long a move takes: as long as the last ones like it, or as in other searches."""
        count = counted(self.problem) if count is None else count
        return self._move.get(count) or seconds(MOVE[count], len(self.label), laid=False)

    def _cooled(self, problem: Problem, label: Ints, tries: int, cooling: Cooling) -> Cooled:
        cooled = cool(problem, label, tries, cooling, self.rng, self.watch.stop)
        self.left -= cooled.spent
        count = counted(problem)
        self._move[MASS if count == LONGEST and cooling.reach == 1.0 else count] = cooled.spent / tries
        if self._pool is not None and problem.grids == self.problem.grids:
            self._pool.add(problem, cooled.label, np.arange(len(label)))
        return cooled

    def _take_better(self, cooled: Cooled) -> None:
        if cooled.rank < self.rank:
            self.rank, self.label = cooled.rank, cooled.label

    def _improve(self, mosaic: Mosaic) -> None:
        """Plan a few neighbouring grids anew, or wander on from where they are."""
        worst = mosaic.worst
        first = int(worst[self.rng.integers(len(worst))])
        most = max(FEW, SMALL * self.problem.grids // len(self.label))
        size = int(self.rng.integers(2, min(most, self.problem.grids) + 1))
        chosen = mosaic.window(first, size, self.rng)
        part, members, old = mosaic.part(chosen)
        self.left -= WINDOW
        anew = self._free and self.rng.random() < ANEW_SHARE
        begun = self._begun(part) if anew else old
        tries = max(WINDOW_MOVES * len(members), min(MOVES * len(members), WINDOW_LEAST))
        cooled = self._cooled(part, begun, tries, ANEW if anew else AGAIN)
        if self._pool is not None:
            self._pool.add(part, cooled.label, members)
        if cooled.rank < rank(part, old):
            mosaic.put(chosen, part, members, cooled.label)

    def _recombine(self) -> None:
        """Choose the best of all grids met, where that is another plan."""
        label = self._pool.best() if self._pool is not None else None
        if label is not None:
            self.left -= KEPT * len(self._pool or ())
            self._take_better(Cooled(rank(self.problem, label), label, 0.0))
