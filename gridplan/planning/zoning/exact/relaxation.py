"""
The linear model: blocks go to centres, as many centres as grids, every load within its limits.

Hess and others (1965), with the rows `x <= centre` added where they are broken.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import highspy
import numpy as np
from scipy.sparse import csr_array

from gridplan.planning.zoning.exact.meter import Meter
from gridplan.planning.zoning.exact.task import Bools, Floats, Ints, Task

#: A row that says: this block goes to this centre only if one of those (or the centre itself) does.
Cut = tuple[dict[tuple[int, int], float], float]


class Rows(NamedTuple):
    """Rows of the model: where its numbers stand, and between what the sums must lie."""

    row: Ints | Floats
    column: Ints
    value: Floats
    low: Floats | Ints
    high: Floats | Ints


_DONE = highspy.HighsModelStatus.kOptimal
#: HiGHS may leave it open which of the two; here all numbers have bounds.
NO_PLAN = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)


class OverError(Exception):
    """The meter ran out in the middle of a run."""


class Relaxation:
    """
    The linear model over some pairs of a block and a centre.

    Parameters
    ----------
    task
        The task.
    keep
        Pairs that the model has, shape (b, n); a centre without its own block is no centre.
    links
        Pairs whose row `x <= centre` is known to matter; new ones are added here.
    meter
        What may be spent.
    """

    def __init__(self, task: Task, keep: Bools, links: set[tuple[int, int]], meter: Meter) -> None:
        self.task, self.links, self.meter = task, links, meter
        centres = keep[task.block, np.arange(len(task.block))]
        self.blocks, self.centres = np.nonzero(keep & centres)
        self.column = np.full(keep.shape, -1)
        self.column[self.blocks, self.centres] = np.arange(len(self.blocks))
        self.own = self.column[task.block, np.arange(len(task.block))]
        self.solver = new_solver(meter)
        self.solver.passModel(_model(self))
        self._link(np.array([self.column[pair] for pair in sorted(links)], dtype=np.int64))

    def add(self, cuts: Iterable[Cut]) -> None:
        """
        Add rows of the kind `sum of coefficients <= most`.

        Parameters
        ----------
        cuts
            The rows; pairs that the model doesn't have are nought.
        """
        for terms, most in cuts:
            found = [(self.column[pair], value) for pair, value in terms.items() if self.column[pair] >= 0]
            columns = np.array([column for column, _ in found], dtype=np.int32)
            values = np.array([value for _, value in found])
            if found:
                self.solver.addRow(-math.inf, most, len(found), columns, values)

    def solve(self, ceiling: float = math.inf) -> tuple[float, Floats, Floats]:
        """
        Solve to the least value, with all the links that matter.

        Parameters
        ----------
        ceiling
            Values above it are as good as infinite.

        Returns
        -------
        value, solution, reduced
            The least value (inf if there is none below the ceiling), the share of each pair and its reduced cost.
        """
        while True:
            value = self._run()
            if value > ceiling:
                return math.inf, np.empty(0), np.empty(0)
            found = self.solver.getSolution()
            solution = np.asarray(found.col_value)
            broken = np.flatnonzero(solution > solution[self.own[self.centres]] + 1e-6)
            if not len(broken):
                return value, solution, np.asarray(found.col_dual)
            self._link(broken)
            self.links.update(zip(self.blocks[broken].tolist(), self.centres[broken].tolist(), strict=True))

    def _run(self) -> float:
        self.solver.run()
        info = self.solver.getInfo()
        self.meter.spend(info.simplex_iteration_count)
        status = self.solver.getModelStatus()
        if status == _DONE:
            return float(info.objective_function_value)
        if status in NO_PLAN:
            return math.inf
        raise OverError

    def _link(self, columns: Ints) -> None:
        columns = columns[columns >= 0]
        columns = columns[self.own[self.centres[columns]] != columns]
        ends = np.column_stack([columns, self.own[self.centres[columns]]]).ravel().astype(np.int32)
        starts = (2 * np.arange(len(columns))).astype(np.int32)
        most = np.zeros(len(columns))
        self.solver.addRows(
            len(columns), most - math.inf, most, len(ends), starts, ends, np.tile([1.0, -1.0], len(columns))
        )


class _Silent(highspy.Highs):
    """A solver that says nothing, not even its name, on a standard output that belongs to the answer."""

    def enableCallbacks(self) -> None:  # noqa: N802 # the solver names it
        self.setOptionValue("output_flag", False)  # noqa: FBT003 # so does it take a value
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def new_solver(meter: Meter) -> highspy.Highs:
    """
    Make a silent solver on one core.

    Parameters
    ----------
    meter
        Asked while it runs.

    Returns
    -------
    solver
        Without a model.
    """
    solver = _Silent()  # type: ignore[no-untyped-call]
    solver.setOptionValue("threads", 1)
    meter.watch(solver)
    return solver


def _model(of: Relaxation) -> highspy.HighsLp:
    """Lay out the rows: every block once, so many centres, blocks apart, loads between the limits."""
    blocks, n = of.task.cost.shape
    columns, own = np.arange(len(of.blocks)), of.own[of.own >= 0]
    rows = [
        Rows(of.blocks, columns, np.ones(len(columns)), np.ones(blocks), np.ones(blocks)),
        Rows(np.zeros(len(own)), own, np.ones(len(own)), np.full(1, of.task.grids), np.full(1, of.task.grids)),
        _apart(of, n),
        *_limits(of, n),
    ]
    starts = np.cumsum([0, *(len(part.low) for part in rows)])
    matrix = csr_array(
        (
            np.concatenate([part.value for part in rows]),
            (
                np.concatenate([start + part.row for start, part in zip(starts[:-1], rows, strict=True)]),
                np.concatenate([part.column for part in rows]),
            ),
        ),
        shape=(starts[-1], len(columns)),
    )
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(columns), int(starts[-1])
    model.col_cost_ = of.task.cost[of.blocks, of.centres]
    model.col_lower_, model.col_upper_ = np.zeros(len(columns)), np.ones(len(columns))
    model.row_lower_ = np.concatenate([part.low for part in rows]).astype(np.float64)
    model.row_upper_ = np.concatenate([part.high for part in rows]).astype(np.float64)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    return model


def _apart(of: Relaxation, n: int) -> Rows:
    """At most one of the blocks that may not share a grid goes to a centre."""
    apart = np.flatnonzero(np.isin(of.blocks, of.task.apart))
    own = of.own[of.own >= 0]
    return Rows(
        np.concatenate([of.centres[apart], of.centres[own]]),
        np.concatenate([apart, own]),
        np.repeat([1.0, -1.0], [len(apart), len(own)]),
        np.full(n, -math.inf),
        np.zeros(n),
    )


def _limits(of: Relaxation, n: int) -> Iterator[Rows]:
    """Every load of a grid is at least the lower limit if its centre is open, and at most the upper."""
    columns = np.arange(len(of.blocks))
    is_own = of.own[of.centres] == columns
    for load, limits in zip(of.task.load.T, of.task.limits.T, strict=True):
        for limit, low, high in ((limits[0], 0.0, math.inf), (limits[1], -math.inf, 0.0)):
            if np.isfinite(limit):
                value = (load[of.blocks] - is_own * limit) / max(load.mean(), 1e-300)
                yield Rows(of.centres, columns, value, np.full(n, low), np.full(n, high))
