"""The best plan that the grids of many plans give together (set partitioning)."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, vstack

from gridplan.planning.zoning.engine.measures import BALANCED, beyond_all
from gridplan.planning.zoning.engine.problem import Ints, Problem
from gridplan.planning.zoning.engine.sums import lay_out

#: Branches of the model at most; nodes are counted, not time, so that the same seed gives the same plan.
NODES = 500


class Pool:
    """
    Balanced grids met, with their cost.

    Parameters
    ----------
    problem
        What is asked, with `ways`.
    """

    def __init__(self, problem: Problem) -> None:
        """Begin with none."""
        self._problem = problem
        self._cost: dict[bytes, float] = {}

    def __len__(self) -> int:
        """
        Count the grids.

        Returns
        -------
        number
            How many different ones were met.
        """
        return len(self._cost)

    def add(self, part: Problem, label: Ints, members: Ints) -> None:
        """
        Keep the balanced grids of a plan.

        Parameters
        ----------
        part
            What was asked.
        label
            Grid of each of its units.
        members
            Their numbers in the whole problem, rising.
        """
        plan = lay_out(part, label)
        for grid in range(part.grids):
            if beyond_all(plan, grid) <= BALANCED:
                self._cost[members[label == grid].tobytes()] = float(plan.grids["ways"][grid])

    def best(self) -> Ints | None:
        """
        Choose grids that cover every unit once.

        Returns
        -------
        label
            Grid of each unit, or None if no choice covers all, or none was found in time.
        """
        if len(self._cost) < self._problem.grids:
            return None
        columns = [np.frombuffer(units, dtype=np.int64) for units in self._cost]
        price = np.fromiter(self._cost.values(), dtype=np.float64)
        cover = self._cover(columns)
        wanted = np.append(np.ones(len(self._problem.units)), self._problem.grids)
        answer = milp(
            price,
            integrality=np.ones(len(price)),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(cover, wanted, wanted),
            options={"node_limit": NODES},
        )
        if answer.x is None:
            return None
        label = np.empty(len(self._problem.units), dtype=np.int64)
        for grid, column in enumerate(np.flatnonzero(answer.x > 0.5)):  # noqa: PLR2004 # nought or one
            label[columns[column]] = grid
        return label

    def _cover(self, columns: list[Ints]) -> csc_array:
        ends = np.append(0, np.cumsum([len(column) for column in columns]))
        units = csc_array(
            (np.ones(ends[-1]), np.concatenate(columns), ends), shape=(len(self._problem.units), len(columns))
        )
        return vstack([units, np.ones((1, len(columns)))]).tocsc()
