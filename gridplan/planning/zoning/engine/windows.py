"""A few neighbouring grids as a problem of their own."""

from __future__ import annotations

import numpy as np

from gridplan.planning.zoning.engine.problem import Ints, Problem


def window(problem: Problem, label: Ints, first: int, size: int, rng: np.random.Generator) -> Ints:
    """
    Choose grids that hang together.

    Parameters
    ----------
    problem
        What is asked.
    label
        Grid of each unit.
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
    here = np.repeat(label, problem.units["degree"])
    beside = label[problem.neighbour]
    chosen = [first]
    while len(chosen) < size:
        border = beside[np.isin(here, chosen) & ~np.isin(beside, chosen)]
        if not len(border):
            break
        chosen.append(int(border[rng.integers(len(border))]))
    return np.array(chosen, dtype=np.int64)


def within(problem: Problem, label: Ints, chosen: Ints) -> tuple[Problem, Ints]:
    """
    Cut a problem down to some grids.

    Parameters
    ----------
    problem
        What is asked.
    label
        Grid of each unit.
    chosen
        Numbers of the grids.

    Returns
    -------
    part
        What is asked of their units; the grids are numbered as in `chosen`.
    members
        Numbers of the units.
    """
    slot = np.full(problem.grids + 1, -1, dtype=np.int64)
    slot[chosen] = np.arange(len(chosen))
    members = np.flatnonzero(slot[label] >= 0)
    units = problem.units[members]
    units["fixed"], units["former"] = slot[units["fixed"]], np.where(units["former"] >= 0, slot[units["former"]], -1)
    units["first"], units["degree"], neighbour = _graph(problem, members)
    part = problem._replace(
        units=units,
        neighbour=neighbour,
        load=np.ascontiguousarray(problem.load[members]),
        ways=np.ascontiguousarray(problem.ways[np.ix_(members, members)]) if problem.ways.size else problem.ways,
        grids=len(chosen),
    )
    return part, members


def _graph(problem: Problem, members: Ints) -> tuple[Ints, Ints, Ints]:
    here = np.full(len(problem.units), -1, dtype=np.int64)
    here[members] = np.arange(len(members))
    degree = problem.units["degree"][members]
    ends = np.cumsum(degree)
    at = np.repeat(problem.units["first"][members] - (ends - degree), degree) + np.arange(degree.sum())
    other = here[problem.neighbour[at]]
    kept = np.bincount(np.repeat(np.arange(len(members)), degree)[other >= 0], minlength=len(members))
    return np.cumsum(kept) - kept, kept, other[other >= 0]
