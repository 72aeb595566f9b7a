"""The whole-number model: HiGHS searches, and rows are added until its best plan is right."""

from __future__ import annotations

import math
from typing import NamedTuple

import highspy
import numpy as np

from gridplan.planning.zoning.exact.meter import NODE
from gridplan.planning.zoning.exact.relaxation import NO_PLAN, Cut, Relaxation
from gridplan.planning.zoning.exact.separators import faults
from gridplan.planning.zoning.exact.task import Ints

#: A proof is one when value and bound differ by less than this share.
GAP = 5e-7
#: What is taken for a whole pair.
HALF = 0.5


class Found(NamedTuple):
    """The centre of each block (None: no plan), its value, and a bound of all plans that the pairs allow."""

    centre_of: Ints | None
    value: float
    bound: float


def branch(model: Relaxation, cuts: list[Cut], start: Ints | None = None) -> Found:
    """
    Find the best plan of a model.

    Parameters
    ----------
    model
        The linear model; its pairs become whole numbers.
    cuts
        Known rows against grids in pieces; grows.
    start
        Centre of each block in a plan that is known, or None.

    Returns
    -------
    found
        The best plan, and the bound that stands when the meter ran out.
    """
    solver, wide = model.solver, len(model.blocks)
    if not wide:
        return Found(None, math.inf, math.inf)
    solver.changeColsIntegrality(wide, np.arange(wide, dtype=np.int32), np.full(wide, highspy.HighsVarType.kInteger))
    for option, value in (("mip_rel_gap", GAP), ("mip_abs_gap", 0.0)):
        solver.setOptionValue(option, value)
    model.add(cuts)
    _hint(model, start)
    bound = -math.inf
    while True:
        found = _run(model, bound)
        fresh = [] if found.centre_of is None else faults(model.task, found.centre_of)
        if not fresh:
            return found
        model.add(fresh)
        cuts += fresh
        bound = found.bound


def _run(model: Relaxation, bound: float) -> Found:
    solver = model.solver
    solver.run()
    info, status = solver.getInfo(), solver.getModelStatus()
    model.meter.spend(NODE * info.mip_node_count)
    if status in NO_PLAN:
        return Found(None, math.inf, math.inf)
    bound = max(bound, info.mip_dual_bound)
    if status != highspy.HighsModelStatus.kOptimal:
        return Found(None, math.inf, bound)
    taken = np.asarray(solver.getSolution().col_value)[: len(model.blocks)] > HALF
    centre_of = np.empty(len(model.task.cost), dtype=np.int64)
    centre_of[model.blocks[taken]] = model.centres[taken]
    return Found(centre_of, float(info.objective_function_value), bound)


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
