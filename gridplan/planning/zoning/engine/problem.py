"""What is asked of the engine: a graph of units with places, loads, limits and wishes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: What to make small; numbers, for the compiled loops know no words.
MOMENT, PMEDIAN, DIAMETER = 0, 1, 2
#: A unit without weight still wants to lie near the others of its grid: this share of a mean unit.
LEAST_MASS = 0.02


class Problem(NamedTuple):
    """
    One connected graph of units to be cut.

    Attributes
    ----------
    xy
        Places, scaled so that a grid is about one long, shape (n, 2).
    first, neighbour
        Neighbours of unit i are `neighbour[first[i]:first[i + 1]]`.
    load
        What must be balanced, shape (n, m), in mean grids: a grid wants about 1.
    low, high
        Limits of the load of a grid, shape (m,).
    mass
        How much the place of a unit counts, shape (n,), mean about 1.
    fixed
        Grid that a unit must stay in, or -1, shape (n,).
    former
        Grid that a unit was in, or -1, shape (n,).
    objective
        `MOMENT`, `PMEDIAN` or `DIAMETER`.
    grids
        Number of grids.
    """

    xy: Floats
    first: Ints
    neighbour: Ints
    load: Floats
    low: Floats
    high: Floats
    mass: Floats
    fixed: Ints
    former: Ints
    objective: int
    grids: int


def make_problem(
    xy: Floats,
    pairs: Ints,
    load: Floats,
    limits: tuple[Floats, Floats],
    *,
    grids: int,
    objective: int = MOMENT,
    fixed: Ints | None = None,
    former: Ints | None = None,
) -> Problem:
    """
    Lay a graph out for the engine.

    Parameters
    ----------
    xy
        Places in metres, shape (n, 2).
    pairs
        Neighbours as positions, shape (e, 2), each pair once.
    load
        What must be balanced, shape (n, m), in mean grids.
    limits
        Lowest and highest load of a grid, shapes (m,).
    grids
        Number of grids.
    objective
        `MOMENT`, `PMEDIAN` or `DIAMETER`.
    fixed, former
        Grid that each unit must stay in, and was in, or -1.

    Returns
    -------
    problem
        The same, scaled, with neighbours by unit.
    """
    n = len(xy)
    both = np.vstack([pairs, pairs[:, ::-1]])
    graph = coo_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(n, n)).tocsr()
    mass = load[:, 0] / max(load[:, 0].mean(), np.finfo(float).tiny)
    none = np.full(n, -1, dtype=np.int64)
    return Problem(
        xy=_scaled(xy, grids),
        first=graph.indptr.astype(np.int64),
        neighbour=graph.indices.astype(np.int64),
        load=np.ascontiguousarray(load, dtype=np.float64),
        low=limits[0],
        high=limits[1],
        mass=mass + LEAST_MASS,
        fixed=none if fixed is None else fixed,
        former=none if former is None else former,
        objective=objective,
        grids=grids,
    )


def _scaled(xy: Floats, grids: int) -> Floats:
    middle = xy - xy.mean(axis=0)
    spread = np.sqrt((middle**2).sum(axis=1).mean()) or 1.0
    return np.ascontiguousarray(middle / spread * np.sqrt(grids))
