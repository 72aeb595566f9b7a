"""Throw out pairs of a block and a centre that no plan below a ceiling can have."""

from __future__ import annotations

import math

import numpy as np

from gridplan.planning.zoning.exact.meter import Meter
from gridplan.planning.zoning.exact.relaxation import Relaxation
from gridplan.planning.zoning.exact.task import Bools, Task

#: Another round is worth its time if the one before left less than this share of the pairs.
WORTH = 0.8


def narrow(task: Task, keep: Bools, links: set[tuple[int, int]], ceiling: float, meter: Meter) -> Bools:
    """
    Open every centre once in the linear model, and drop what costs more than the ceiling then.

    Parameters
    ----------
    task
        The task.
    keep
        Pairs that may be needed, shape (b, n).
    links
        Known rows of the model; grows.
    ceiling
        No plan above this value is looked for.
    meter
        What may be spent.

    Returns
    -------
    keep
        The pairs that are left; none if there is no plan below the ceiling.
    """
    while True:
        before, keep = int(keep.sum()), _round(task, keep, links, ceiling, meter)
        if not keep.any() or keep.sum() > WORTH * before:
            return keep


def _round(task: Task, keep: Bools, links: set[tuple[int, int]], ceiling: float, meter: Meter) -> Bools:
    model = Relaxation(task, keep, links, meter)
    value, _, reduced = model.solve(ceiling)
    if value == math.inf:
        return np.zeros_like(keep)
    dead = value + reduced > ceiling
    for centre in np.flatnonzero(model.own >= 0):
        own = model.own[centre]
        if dead[own]:
            model.solver.changeColBounds(int(own), 0.0, 0.0)
            continue
        model.solver.changeColBounds(int(own), 1.0, 1.0)
        value, _, reduced = model.solve(ceiling)
        if value == math.inf:
            dead[own] = True
        else:
            mine = model.centres == centre
            mine[own] = False
            dead[mine] |= (value + reduced > ceiling)[mine]
        model.solver.changeColBounds(int(own), 0.0, 0.0 if dead[own] else 1.0)
    left = np.zeros_like(keep)
    left[model.blocks[~dead], model.centres[~dead]] = True
    return left & left[task.block, np.arange(len(task.block))]
