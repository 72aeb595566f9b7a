"""A problem of the engine as the exact modes want it: what grids cost, by units or by centres, and the pairs."""

from __future__ import annotations

import math

import numpy as np

from gridplan.planning.zoning.engine.problem import PMEDIAN, SAME, Floats, Ints, Problem
from gridplan.planning.zoning.exact.task import Bools
from gridplan.planning.zoning.exact.wished import Wishes


def is_plain(problem: Problem) -> bool:
    """
    Say whether nothing but balance and compactness is asked: the exact modes know of no other wishes.

    Parameters
    ----------
    problem
        What is asked.

    Returns
    -------
    plain
        False with locks, a plan before, ties, a most that may move, or sizes of grids.
    """
    return not (problem.wished or (problem.units["fixed"] >= 0).any() or (problem.units["former"] >= 0).any())


def prices(problem: Problem, has: Bools) -> Floats:
    """
    Say what grids cost: the moment about the centre of mass, or the ways to the central unit.

    Parameters
    ----------
    problem
        What is asked.
    has
        Units of each grid, shape (k, n).

    Returns
    -------
    prices
        In the scale of the problem, shape (k,).
    """
    if problem.objective == PMEDIAN or problem.by_road:
        ways = np.where(has, has.astype(np.float64) @ costs(problem), math.inf)
        return np.asarray(ways.min(axis=1, initial=math.inf))
    mass, xyz = problem.units["mass"], problem.xyz
    whole, first, second = has @ mass, has @ (mass[:, None] * xyz), has @ (mass * (xyz**2).sum(axis=1))
    return np.asarray(np.maximum(second - (first**2).sum(axis=1) / whole, 0))


def costs(problem: Problem) -> Floats:
    """
    Say what each unit costs in a grid around each other.

    Parameters
    ----------
    problem
        What is asked.

    Returns
    -------
    costs
        Of a unit (row) around another (column), in the scale of the problem, shape (n, n).
    """
    if problem.by_road:
        return np.ascontiguousarray(problem.ways.T)
    xyz, mass = problem.xyz, problem.units["mass"]
    squares = sum((xyz[:, axis, None] - xyz[None, :, axis]) ** 2 for axis in range(3))
    return np.asarray(np.sqrt(squares) if problem.objective == PMEDIAN else mass[:, None] * squares)


def pairs_of(problem: Problem) -> Ints:
    """
    List the neighbours.

    Parameters
    ----------
    problem
        What is asked.

    Returns
    -------
    pairs
        Each pair once, shape (e, 2).
    """
    here = np.repeat(np.arange(len(problem.units)), problem.units["degree"])
    return np.column_stack([here, problem.neighbour])[here < problem.neighbour]


def wishes_of(problem: Problem) -> Wishes:
    """
    Say what a problem asks beside balance and compactness.

    Parameters
    ----------
    problem
        What is asked.

    Returns
    -------
    wishes
        Limits of each grid by itself, units that are fixed or may move, and hard ties.
    """
    limits, ties = problem.limits, problem.ties
    if limits.ndim == SAME:
        limits = np.repeat(limits[:, None, :], problem.grids, axis=1)
    pairs = ties.pairs() if ties.row.size else np.empty((0, 2), dtype=np.int64)
    hard = ties.row["hard"] if ties.row.size else np.empty(0)
    return Wishes(
        limits, problem.units["fixed"], problem.units["former"], problem.most_moved,
        pairs[(hard > 0) & (pairs[:, 0] < pairs[:, 1])], pairs[(hard < 0) & (pairs[:, 0] < pairs[:, 1])],
    )  # fmt: skip
