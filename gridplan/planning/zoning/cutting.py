"""The county as arrays, and its cut, part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.engine.effort import ALONE, Watch
from gridplan.planning.zoning.engine.locks import BlockedError
from gridplan.planning.zoning.engine.problem import Floats, Ints, Problem, make_problem
from gridplan.planning.zoning.engine.search import solve
from gridplan.planning.zoning.shares import limits, share_grids
from gridplan.planning.zoning.wishes import Wishes

#: Cuts one part that hangs together, from the problem, CPU seconds as a guide and a random generator.
Search = Callable[[Problem, float, np.random.Generator, Watch], Ints]


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
    """

    xy: Floats
    pairs: Ints
    load: Floats
    part: Ints
    wishes: Wishes
    tolerance: float
    objective: int


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
    stuck = county.wishes.locked >= 0
    table = pd.DataFrame({"part": county.part[stuck], "label": county.wishes.locked[stuck]})
    labels = np.bincount(table.drop_duplicates()["part"], minlength=len(sizes))
    at_least = np.maximum(1, labels)
    at_most = sizes - np.bincount(table["part"], minlength=len(sizes)) + labels
    if at_least.sum() > n_grids:
        first = ids[np.unique(county.part, return_index=True)[1]]
        named = [f"{unit} ({n} units)" for unit, n in zip(first, sizes, strict=True)]
        what = f"{n_grids} grids are too few for {len(sizes)} parts that nothing joins"
        raise InfeasibleError(f"{what}; they begin at {', '.join(named[:10])}")
    load = np.bincount(county.part, county.load.max(axis=1))
    return share_grids(np.asarray(load, dtype=np.float64), at_least, at_most, n_grids)


def cut(
    county: County,
    grids: Ints,
    effort: float,
    rng: np.random.Generator,
    search: Search = solve,
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
    for part, p in enumerate(grids.tolist()):
        members = np.flatnonzero(county.part == part)
        known = county.wishes.of_part(part, p)
        slots = np.concatenate([known, np.arange(new, new + p - len(known))])
        new += p - len(known)
        try:
            share = len(members) / len(number)
            label = search(_problem(county, members, known, p), effort * share, rng, watch.part(done, share))
            done += share
        except BlockedError as blocked:
            label_name = county.wishes.labels[slots[blocked.grid]]
            raise InfeasibleError(
                f"units locked in grid {label_name} can't be joined past other locked units"
            ) from blocked
        number[members] = slots[label]
    return number


def _problem(county: County, members: Ints, known: Ints, grids: int) -> Problem:
    here = np.full(len(county.part), -1, dtype=np.int64)
    here[members] = np.arange(len(members))
    slot = np.full(len(county.wishes.labels) + 1, -1, dtype=np.int64)
    slot[known] = np.arange(len(known))
    pairs = here[county.pairs]
    return make_problem(
        county.xy[members],
        pairs[(pairs >= 0).all(axis=1)],
        county.load[members],
        limits(county.load[members], grids, county.tolerance),
        grids=grids,
        objective=county.objective,
        fixed=slot[county.wishes.locked[members]],
        former=slot[county.wishes.former[members]],
    )
