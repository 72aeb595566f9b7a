"""The whole-number model: HiGHS searches, and rows are added until its best plan is right."""

from __future__ import annotations

import math
from typing import NamedTuple

import highspy
import numpy as np

from gridplan.planning.zoning.exact.meter import NODE, Meter
from gridplan.planning.zoning.exact.relaxation import Cut, Relaxation
from gridplan.planning.zoning.exact.separators import faults
from gridplan.planning.zoning.exact.task import Bools, Ints, Task

#: A proof is one when value and bound differ by less than this share.
GAP = 5e-7


class Found(NamedTuple):
    """The centre of each block (None: no plan), its value, and a bound of all plans that the pairs allow."""

    centre_of: Ints | None
    value: float
    bound: float


def branch(
    task: Task, keep: Bools, links: set[tuple[int, int]], cuts: list[Cut], meter: Meter, start: Ints | None = None
) -> Found:
    """
    Find the best plan of some pairs of a block and a centre.

    Parameters
    ----------
    task
        The task.
    keep
        The pairs, shape (b, n).
    links
        Known rows `x <= centre`.
    cuts
        Known rows against grids in pieces; grows.
    meter
        What may be spent.
    start
        Centre of each block in a plan that is known, or None.

    Returns
    -------
    found
        The best plan, and the bound that stands when the meter ran out.
    """
    model = Relaxation(task, keep, links, meter)
    solver = model.solver
    wide = len(model.blocks)
    if not wide:
        return Found(None, math.inf, math.inf)
    solver.changeColsIntegrality(wide, np.arange(wide, dtype=np.int32), np.full(wide, highspy.HighsVarType.kInteger))
    for option, value in (("mip_rel_gap", GAP), ("mip_abs_gap", 0.0)):
        solver.setOptionValue(option, value)
    model.add(cuts)
    bound = -math.inf
    while True:
        _hint(model, start)
        solver.run()
        info = solver.getInfo()
        meter.spend(NODE * info.mip_node_count)
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Found(None, math.inf, math.inf)
        bound = max(bound, info.mip_dual_bound)
        if status != highspy.HighsModelStatus.kOptimal:
            return Found(None, math.inf, bound)
        taken = np.asarray(solver.getSolution().col_value) > 0.5  # noqa: PLR2004 - half of one
        centre_of = np.empty(len(task.cost), dtype=np.int64)
        centre_of[model.blocks[taken]] = model.centres[taken]
        fresh = faults(task, centre_of)
        if not fresh:
            return Found(centre_of, float(info.objective_function_value), bound)
        model.add(fresh)
        cuts += fresh


def _hint(model: Relaxation, start: Ints | None) -> None:
    """Begin with a known plan, if the pairs allow it."""
    if start is None:
        return
    columns = model.column[np.arange(len(start)), start]
    if (columns >= 0).all():
        values = np.zeros(len(model.blocks))
        values[columns] = 1.0
        solution = highspy.HighsSolution()
        solution.col_value = values.tolist()
        model.solver.setSolution(solution)
