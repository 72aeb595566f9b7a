"""The county as arrays, and its cut, part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.bonds import NO_BONDS, Bonds
from gridplan.planning.zoning.engine.effort import ALONE, Watch
from gridplan.planning.zoning.engine.locks import BlockedError
from gridplan.planning.zoning.engine.problem import Floats, Ints, Problem, make_problem
from gridplan.planning.zoning.engine.ties import tie_up
from gridplan.planning.zoning.shares import limits, share_grids
from gridplan.planning.zoning.wishes import Wishes
from gridplan.planning.zoning.worth.finding import find

#: Cuts one part that hangs together, from the problem, CPU seconds as a guide and a random generator.
Search = Callable[[Problem, float, np.random.Generator, Watch], Ints]
#: Sums may be out by so much after rounding.
ROUNDING = 1e-9


@dataclass(frozen=True)
class County:
    """
    Units as arrays, from north to south.

    Attributes
    ----------
    xy
        Places in metres, shape (n, 2).
    pairs
        Neighbours with nothing between, shape (e, 2).
    load
        Weights in mean grids, shape (n, m).
    part
        Part that each unit hangs together with, shape (n,).
    wishes
        What is known of the grids.
    tolerance
        Share by which a grid may leave the mean.
    objective
        What to make small, as the engine counts it.
    bonds
        What is asked of pairs of units.
    size
        Size of each known grid, shape (k,), where grids differ.
    moved_at_most
        Share of the first load that may leave its former grid.
    minutes
        From each unit (row) to each other (column), where they count, shape (n, n).
    """

    xy: Floats
    pairs: Ints
    load: Floats
    part: Ints
    wishes: Wishes
    tolerance: float
    objective: int
    bonds: Bonds = NO_BONDS
    size: Floats | None = None
    moved_at_most: float | None = None
    minutes: Floats | None = None


def shares_of_parts(county: County, ids: pd.Index, n_grids: int) -> Ints:
    """
    Share the grids out to the parts that nothing joins.

    Parameters
    ----------
    county
        The units.
    ids
        Their ids, for the message.
    n_grids
        Grids in all.

    Returns
    -------
    grids
        Grids of each part.

    Raises
    ------
    InfeasibleError
        If there are fewer grids than parts, or locked grids, or more than units allow.
    """
    sizes = np.bincount(county.part)
    if county.size is not None:
        return np.bincount(county.wishes.home[county.wishes.home >= 0], minlength=len(sizes)).astype(np.int64)
    stuck = county.wishes.locked >= 0
    table = pd.DataFrame({"part": county.part[stuck], "label": county.wishes.locked[stuck]})
    labels = np.bincount(table.drop_duplicates()["part"], minlength=len(sizes))
    at_least = np.maximum(1, labels)
    at_most = sizes - np.bincount(table["part"], minlength=len(sizes)) + labels
    if at_least.sum() > n_grids:
        first = ids[np.unique(county.part, return_index=True)[1]]
        named = [f"{unit} ({n} units)" for unit, n in zip(first, sizes, strict=True)]
        told = "{grids} grids are too few for {parts} parts that nothing joins; they begin at {units}"
        raise InfeasibleError(told, grids=n_grids, parts=len(sizes), units=", ".join(named[:10]))
    load = np.bincount(county.part, county.load.max(axis=1))
    return share_grids(np.asarray(load, dtype=np.float64), at_least, at_most, n_grids)


def cut(
    county: County,
    grids: Ints,
    effort: float,
    rng: np.random.Generator,
    search: Search = find,
    watch: Watch = ALONE,
) -> Ints:
    """
    Cut part by part.

    Parameters
    ----------
    county
        The units.
    grids
        Grids of each part.
    effort
        CPU seconds in all, as a guide.
    rng
        Random generator.
    search
        What cuts a part.
    watch
        Who may stop it, and hears how far it is.

    Returns
    -------
    number
        Of the grid of each unit: known labels by their number, new grids by the numbers after them.

    Raises
    ------
    InfeasibleError
        If units locked in one grid can't be joined.
    """
    number, new, done = np.empty(len(county.part), dtype=np.int64), len(county.wishes.labels), 0.0
    may_move = movable(county)
    for part, p in enumerate(grids.tolist()):
        members = np.flatnonzero(county.part == part)
        known = county.wishes.of_part(part, p)
        slots = np.concatenate([known, np.arange(new, new + p - len(known))])
        new += p - len(known)
        try:
            share = len(members) / len(number)
            problem = _problem(county, members, known, p)._replace(
                most_moved=may_move * _of_rest(county, part) + ROUNDING
            )
            label = search(problem, effort * share, rng, watch.part(done, share))
            done += share
        except BlockedError as blocked:
            told = "units locked in grid {grid} can't be joined past other locked units"
            raise InfeasibleError(told, grid=county.wishes.labels[slots[blocked.grid]]) from blocked
        number[members] = slots[label]
        may_move -= _moved(county, members[problem.units["former"] >= 0], number)
    return number


def movable(county: County) -> float:
    """
    Say how much may leave its former grid, beside what must because that grid is gone.

    Parameters
    ----------
    county
        The units.

    Returns
    -------
    load
        Of the first weight, in mean grids; infinite where nothing was asked.

    Raises
    ------
    InfeasibleError
        If more must.
    """
    if county.moved_at_most is None:
        return np.inf
    former, home = county.wishes.former, np.append(county.wishes.home, -1)
    gone = (former >= 0) & (home[former] != county.part)
    whole, must = county.load[:, 0].sum(), county.load[gone, 0].sum()
    if must > county.moved_at_most * whole + ROUNDING:
        told = "{share:.2%} must leave their former grid, which is gone; at most {most:.2%} may"
        raise InfeasibleError(told, share=must / whole, most=county.moved_at_most)
    return float(county.moved_at_most * whole - must)


def _problem(county: County, members: Ints, known: Ints, grids: int) -> Problem:
    here = np.full(len(county.part), -1, dtype=np.int64)
    here[members] = np.arange(len(members))
    slot = np.full(len(county.wishes.labels) + 1, -1, dtype=np.int64)
    slot[known] = np.arange(len(known))
    pairs, bonds = here[county.pairs], here[county.bonds.pairs]
    inside = (bonds >= 0).all(axis=1)
    return make_problem(
        county.xy[members],
        pairs[(pairs >= 0).all(axis=1)],
        county.load[members],
        _limits(county, members, known, grids),
        grids=grids,
        objective=county.objective,
        fixed=slot[county.wishes.locked[members]],
        former=slot[county.wishes.former[members]],
        ties=tie_up(len(members), bonds[inside], county.bonds.hard[inside], county.bonds.soft[inside]),
        minutes=None if county.minutes is None else county.minutes[np.ix_(members, members)],
    )


def _limits(county: County, members: Ints, known: Ints, grids: int) -> tuple[Floats, Floats]:
    low, high = limits(county.load[members], grids, county.tolerance)
    if county.size is None:
        return low, high
    share = (county.size[known] / county.size[known].mean())[:, None]
    return share * low, share * high


def _moved(county: County, units: Ints, number: Ints) -> float:
    former = county.wishes.former[units]
    return float(county.load[units[(former >= 0) & (former != number[units])], 0].sum())


def _of_rest(county: County, part: int) -> float:
    """Say what share of all that is not cut yet a part is."""
    rest = county.load[county.part >= part, 0].sum()
    return float(county.load[county.part == part, 0].sum() / rest) if rest > 0 else 1.0
