"""A plan grid by grid, and a few neighbouring ones as a problem of their own."""

from __future__ import annotations

import numpy as np

from gridplan.planning.zoning.engine.cooling import rank
from gridplan.planning.zoning.engine.keeping import unkept
from gridplan.planning.zoning.engine.measures import BALANCED, excess_by_grid
from gridplan.planning.zoning.engine.problem import SAME, Floats, Ints, Problem
from gridplan.planning.zoning.engine.sums import lay_out


class Mosaic:
    """
    A plan whose grids are planned anew, a few at a time, at the cost of those few.

    Parameters
    ----------
    problem
        What is asked.
    label
        Grid of each unit.
    """

    def __init__(self, problem: Problem, label: Ints) -> None:
        """Sum up a plan."""
        self.problem, self.label, self.rank = problem, np.array(label, dtype=np.int64), rank(problem, label)
        order = np.argsort(label, kind="stable")
        self._members = np.split(order, np.cumsum(np.bincount(label, minlength=problem.grids))[:-1])
        self._excess, self._unkept = _excesses(problem, label), _unkept(problem, label)

    @property
    def worst(self) -> Ints:
        """
        List the grids that most want improving.

        Returns
        -------
        grids
            Those out of balance, else all.
        """
        out = np.flatnonzero(self._excess > BALANCED)
        return out if len(out) else np.arange(self.problem.grids)

    def window(self, first: int, size: int, rng: np.random.Generator) -> Ints:
        """
        Choose grids that hang together.

        Parameters
        ----------
        first
            The grid to begin with.
        size
            How many are wanted.
        rng
            Random generator.

        Returns
        -------
        chosen
            Numbers of the grids.
        """
        chosen, beside = [first], self._beside(first)
        while len(chosen) < size:
            beside = beside[~np.isin(beside, chosen)]
            if not len(beside):
                break
            chosen.append(int(beside[rng.integers(len(beside))]))
            beside = np.concatenate([beside, self._beside(chosen[-1])])
        return np.array(chosen, dtype=np.int64)

    def part(self, chosen: Ints) -> tuple[Problem, Ints, Ints]:
        """
        Cut the problem down to some grids.

        Parameters
        ----------
        chosen
            Numbers of the grids.

        Returns
        -------
        part
            What is asked of their units; the grids are numbered as in `chosen`.
        members
            Numbers of the units, rising.
        label
            Grid of each of them now, numbered likewise.
        """
        members = np.concatenate([self._members[grid] for grid in chosen])
        order = np.argsort(members)
        label = np.repeat(np.arange(len(chosen)), [len(self._members[grid]) for grid in chosen])
        part, label = within(self.problem, chosen, members[order]), label[order]
        if part.most_moved < np.inf:
            elsewhere = _moved(self.problem, self.label) - _moved(part, label)
            part = part._replace(most_moved=self.problem.most_moved - elsewhere)
        return part, members[order], label

    def put(self, chosen: Ints, part: Problem, members: Ints, label: Ints) -> None:
        """
        Lay some grids out anew.

        Parameters
        ----------
        chosen
            Numbers of the grids.
        part, members
            What is asked of them, and their units, as `part` gave them.
        label
            Grid of each unit from now on, as position in `chosen`.
        """
        order = np.argsort(chosen)
        old = order[np.searchsorted(chosen, self.label[members], sorter=order)]
        before = rank(part, old)
        self._unkept += _unkept(part, label) - _unkept(part, old)
        self.label[members] = chosen[label]
        for slot, grid in enumerate(chosen.tolist()):
            self._members[grid] = members[label == slot]
        self._excess[chosen] = _excesses(part, label)
        self.rank = _total(self._excess, self._unkept), self.rank[1] + rank(part, label)[1] - before[1]

    def _beside(self, grid: int) -> Ints:
        """List the grids of all neighbours of a grid's units, each as often as it is one."""
        return self.label[self.problem.neighbour[_spots(self.problem, self._members[grid])]]


def within(problem: Problem, chosen: Ints, members: Ints) -> Problem:
    """
    Cut a problem down to some grids.

    Parameters
    ----------
    problem
        What is asked.
    chosen
        Numbers of the grids.
    members
        Numbers of their units, rising.

    Returns
    -------
    part
        What is asked of their units; the grids are numbered as in `chosen`.
    """
    slot = np.full(problem.grids + 1, -1, dtype=np.int64)
    slot[chosen] = np.arange(len(chosen))
    units = problem.units[members]
    units["fixed"], units["former"] = slot[units["fixed"]], np.where(units["former"] >= 0, slot[units["former"]], -1)
    units["first"], units["degree"], neighbour = _graph(problem, members)
    return problem._replace(
        units=units,
        neighbour=neighbour,
        load=np.ascontiguousarray(problem.load[members]),
        ways=np.ascontiguousarray(problem.ways[np.ix_(members, members)]) if problem.ways.size else problem.ways,
        grids=len(chosen),
        limits=problem.limits if problem.limits.ndim == SAME else np.ascontiguousarray(problem.limits[:, chosen]),
        ties=problem.ties.within(members),
    )


def _graph(problem: Problem, members: Ints) -> tuple[Ints, Ints, Ints]:
    others, degree = problem.neighbour[_spots(problem, members)], problem.units["degree"][members]
    at = np.minimum(np.searchsorted(members, others), len(members) - 1)
    inside = members[at] == others
    kept = np.bincount(np.repeat(np.arange(len(members)), degree)[inside], minlength=len(members))
    return np.cumsum(kept) - kept, kept, at[inside]


def _spots(problem: Problem, members: Ints) -> Ints:
    """Say where the neighbours of some units stand in the list of all."""
    degree = problem.units["degree"][members]
    ends = np.cumsum(degree)
    spots = np.repeat(problem.units["first"][members] - (ends - degree), degree) + np.arange(degree.sum())
    return np.asarray(spots, dtype=np.int64)


def _excesses(problem: Problem, label: Ints) -> Floats:
    excess = np.zeros(problem.grids)
    excess_by_grid(lay_out(problem, label), excess)
    return excess


def _unkept(problem: Problem, label: Ints) -> float:
    return unkept(lay_out(problem, label)) if problem.wished else 0.0


def _moved(problem: Problem, label: Ints) -> float:
    former = problem.units["former"]
    return float(problem.load[(former >= 0) & (former != label), 0].sum())


def _total(excess: Floats, unkept: float) -> float:
    whole = float(excess.sum()) + unkept
    return whole if whole > BALANCED else 0.0
