"""What is asked of the engine: a graph of units with places, loads, limits and wishes."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from gridplan.planning.zoning.engine.ties import NO_TIES, Ties

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Rows = NDArray[Any]

#: What to make small; numbers, for the compiled loops know no words.
MOMENT, PMEDIAN, DIAMETER = 0, 1, 2
#: A unit without weight still wants to lie near the others of its grid: this share of a mean unit.
LEAST_MASS = 0.002
#: Limits that are the same for all grids have so many axes.
SAME = 2
#: Up to so many units all ways between two of them are kept: of a moment, of a median. Beyond, centres of mass serve.
WAYS_OF_MOMENT, WAYS_OF_MEDIAN = 250, 3_000
#: A unit: place, mass, the ways to it from all units of its grid, its neighbours (`neighbour[first:first + degree]`),
#: the grids that it must stay in and was in (or -1), its grid now, and its place among the members.
UNIT = np.dtype(
    [(name, np.float64) for name in ("x", "y", "z", "mass", "ways")]
    + [(name, np.int64) for name in ("first", "degree", "fixed", "former", "label", "at")]
)


class Problem(NamedTuple):
    """
    One connected graph of units to be cut.

    Attributes
    ----------
    units
        Rows of `UNIT`, shape (n,); places are scaled so that a grid is about one long, a mean unit has mass 1.
    neighbour
        The neighbours of all units, one unit after another.
    load
        What must be balanced, shape (n, m), in mean grids: a grid wants about 1.
    limits
        Lowest and highest load of a grid, shape (2, m); of each grid by itself, shape (2, p, m).
    ways
        What a unit (column) costs in a grid whose centre is another (row), shape (n, n); empty where centres of mass
        serve.
    objective
        `MOMENT`, `PMEDIAN` or `DIAMETER`.
    grids
        Number of grids.
    loyalty
        What it costs when a mean unit leaves its former grid; a search sets it by what its first plan costs.
    scale
        Metres (or what places were given in) that one is long.
    ties
        Pairs of units that want to share a grid or not.
    most_moved
        Load (the first) that may lie in another grid than before, in mean grids.
    by_road
        Whether the ways were brought along, and straight lines count for nothing.
    """

    units: Rows
    neighbour: Ints
    load: Floats
    limits: Floats
    ways: Floats
    objective: int
    grids: int
    loyalty: float = 0.0
    scale: float = 1.0
    ties: Ties = NO_TIES
    most_moved: float = np.inf
    by_road: bool = False

    @property
    def xyz(self) -> Floats:
        """
        Stack the places of the units.

        Returns
        -------
        xyz
            In the scale of the problem, shape (n, 3).
        """
        return np.column_stack([self.units["x"], self.units["y"], self.units["z"]])

    @property
    def shares(self) -> Floats:
        """
        Say how large each grid wants to be.

        Returns
        -------
        shares
            In mean grids, shape (p,); 1 where all want the same.
        """
        if self.limits.ndim == SAME:
            return np.ones(self.grids)
        middle = self.limits.mean(axis=0).mean(axis=1)
        return np.asarray(middle / middle.mean())

    @property
    def wished(self) -> bool:
        """
        Say whether more is asked than one balance of all grids.

        Returns
        -------
        wished
            True for ties, a most that may move, and grids of different sizes.
        """
        return bool(self.ties.row.size or self.most_moved < np.inf or self.limits.ndim != SAME)

    def neighbours(self, unit: int) -> list[int]:
        """
        List the neighbours of a unit.

        Parameters
        ----------
        unit
            The unit.

        Returns
        -------
        neighbours
            Their numbers.
        """
        first = int(self.units["first"][unit])
        listed: list[int] = self.neighbour[first : first + int(self.units["degree"][unit])].tolist()
        return listed


def make_problem(
    xy: Floats,
    pairs: Ints,
    load: Floats,
    limits: tuple[Floats, Floats],
    *,
    grids: int,
    objective: int = MOMENT,
    fixed: Ints | int = -1,
    former: Ints | int = -1,
    ties: Ties = NO_TIES,
    most_moved: float = np.inf,
    minutes: Floats | None = None,
) -> Problem:
    """
    Lay a graph out for the engine.

    Parameters
    ----------
    xy
        Places in metres, shape (n, 2), or in space, shape (n, 3).
    pairs
        Neighbours as positions, shape (e, 2), each pair once.
    load
        What must be balanced, shape (n, m), in mean grids.
    limits
        Lowest and highest load of a grid, shapes (m,); of each grid by itself, shapes (p, m).
    grids
        Number of grids.
    objective
        `MOMENT`, `PMEDIAN` or `DIAMETER`.
    fixed, former
        Grid that each unit must stay in, and was in, or -1.
    ties
        Pairs of units that want to share a grid or not.
    most_moved
        Load (the first) that may lie in another grid than before, in mean grids.
    minutes
        From a unit (row) to each other (column), shape (n, n), where they and not straight lines count.

    Returns
    -------
    problem
        The same, scaled, with neighbours by unit.
    """
    n = len(xy)
    both = np.vstack([pairs, pairs[:, ::-1]])
    graph = coo_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(n, n)).tocsr()
    units = np.zeros(n, dtype=UNIT)
    xyz, scale = _scaled(xy, grids)
    units["x"], units["y"], units["z"] = xyz.T
    units["mass"] = load[:, 0] / max(load[:, 0].mean(), np.finfo(float).tiny) + LEAST_MASS
    units["first"], units["degree"] = graph.indptr[:-1], np.diff(graph.indptr)
    units["fixed"], units["former"] = fixed, former
    ways = _ways(xyz, units["mass"], objective)
    if minutes is not None:
        ways = np.array(minutes if objective == PMEDIAN else minutes**2 * units["mass"], order="C")
    neighbour = graph.indices.astype(np.int64)
    load = np.array(load, order="C")
    problem = Problem(units, neighbour, load, np.array(limits), ways, objective, grids, scale=scale)
    by_road = minutes is not None
    return problem._replace(ties=ties, most_moved=most_moved, by_road=by_road, scale=1.0 if by_road else scale)


def _scaled(xy: Floats, grids: int) -> tuple[Floats, float]:
    middle = np.zeros((len(xy), 3))
    middle[:, : xy.shape[1]] = xy - xy.mean(axis=0)
    spread = np.sqrt((middle**2).sum(axis=1).mean()) or 1.0
    return np.asarray(middle / spread * np.sqrt(grids)), float(spread / np.sqrt(grids))


def _ways(xyz: Floats, mass: Floats, objective: int) -> Floats:
    """Measure every way that a plan could count, where that is little enough."""
    up_to = {MOMENT: WAYS_OF_MOMENT, PMEDIAN: WAYS_OF_MEDIAN}.get(objective, 0)
    if len(xyz) > up_to:
        return np.empty((0, 0))
    squares = sum((xyz[:, axis, None] - xyz[None, :, axis]) ** 2 for axis in range(3))
    return np.asarray(np.sqrt(squares) if objective == PMEDIAN else squares * mass)
