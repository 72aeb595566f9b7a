"""Small problems for the engine: lattices of unit squares, each a neighbour of those beside it."""

from __future__ import annotations

import numpy as np

from gridplan.planning.zoning.engine.problem import MOMENT, make_problem


def lattice(columns, rows, grids, *, load=None, tolerance=0.2, objective=MOMENT, **wishes):
    number = np.arange(columns * rows).reshape(rows, columns)
    across = np.column_stack([number[:, :-1].ravel(), number[:, 1:].ravel()])
    along = np.column_stack([number[:-1].ravel(), number[1:].ravel()])
    xy = np.column_stack([number.ravel() % columns, number.ravel() // columns]) * 1_000.0
    load = np.ones(number.size) if load is None else np.asarray(load, dtype=float)
    load = (load / load.sum() * grids)[:, None]
    limits = (np.array([1 - tolerance]), np.array([1 + tolerance]))
    return make_problem(xy, np.vstack([across, along]), load, limits, grids=grids, objective=objective, **wishes)


def parts(problem, label):
    """Count the parts of each grid by flooding, apart from the code under test."""
    unseen, count = set(range(len(label))), dict.fromkeys(range(problem.grids), 0)
    while unseen:
        wave = [unseen.pop()]
        count[int(label[wave[0]])] += 1
        while wave:
            here = wave.pop()
            beside = {n for n in problem.neighbours(here) if n in unseen and label[n] == label[here]}
            unseen -= beside
            wave.extend(beside)
    return count
