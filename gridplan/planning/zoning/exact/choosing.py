"""The best plan made of listed grids: a linear model by columns, then a whole-number one of those that can matter."""

from __future__ import annotations

import math

import highspy
import numpy as np
from scipy.sparse import csc_array

from gridplan.planning.zoning.exact.branching import GAP, HALF
from gridplan.planning.zoning.exact.listing import Listing
from gridplan.planning.zoning.exact.meter import NODE, Meter
from gridplan.planning.zoning.exact.relaxation import NO_PLAN, OverError, new_solver
from gridplan.planning.zoning.exact.task import Floats, Ints

#: The linear model begins with so many grids and takes in so many at a time.
FIRST, MORE = 1_000, 500
#: The first window above the linear value, as a share of it, and by how much the next one is wider.
NEAR, WIDER = 0.02, 4.0
#: Grids as dear as this many times the dearest stand for blocks that none holds.
AWAY = 100.0


def choose(listing: Listing, grids: int, price: Floats, meter: Meter, cap: float) -> Ints | None:
    """
    Choose grids that hold every block once.

    Parameters
    ----------
    listing
        The grids to choose from.
    grids
        How many.
    price
        What each costs, not negative.
    meter
        What may be spent.
    cap
        Most excess of all together.

    Returns
    -------
    label
        Number of the grid of each block in the listing; None if there is no plan.

    Raises
    ------
    OverError
        The meter ran out.
    """
    if not len(price):
        return None
    body = np.vstack([listing.has.T, np.ones(len(price)), listing.excess]).astype(np.float64)
    high = np.array([1.0] * listing.has.shape[1] + [grids, cap])
    chosen = choose_columns(body, price, np.append(high[:-1], -math.inf), high, meter)
    return None if chosen is None else np.asarray(chosen[listing.has[chosen].argmax(axis=0)])


def choose_columns(body: Floats, price: Floats, low: Floats, high: Floats, meter: Meter) -> Ints | None:
    """
    Choose the cheapest columns whose rows add up to what they must.

    Parameters
    ----------
    body
        What each column adds to each row, shape (r, k).
    price
        What each costs, not negative, shape (k,).
    low, high
        What the rows must add up to, shape (r,); the last one may be anything up to `high`.
    meter
        What may be spent.

    Returns
    -------
    chosen
        Numbers of the columns; None if no choice does.

    Raises
    ------
    OverError
        The meter ran out.
    """
    scale = float(price.max()) or 1.0
    least, reduced = _by_columns(body, price / scale, low, high, meter)
    width = max(NEAR * least, 1e-3)
    while True:
        near = np.flatnonzero(reduced <= width)
        chosen, value = _whole(body[:, near], price[near] / scale, low, high, meter)
        if value <= least + width or len(near) == len(price):
            return near[chosen] if len(chosen) else None
        width = min(width * WIDER, value - least + GAP) if value < math.inf else width * WIDER


def _by_columns(body: Floats, price: Floats, low: Floats, high: Floats, meter: Meter) -> tuple[float, Floats]:
    """Solve the linear model over all grids, most of them never in it; return its value and all reduced costs."""
    inside = np.argsort(price, kind="stable")[:FIRST]
    rows = len(low)
    solver = new_solver(meter)
    solver.passModel(_model(np.hstack([body[:, inside], np.eye(rows)[:, :-1]]), low, high))
    costs = np.append(price[inside], np.full(rows - 1, AWAY))
    solver.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
    while True:
        solver.run()
        meter.spend(solver.getInfo().simplex_iteration_count)
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise OverError
        reduced = price - np.asarray(solver.getSolution().row_dual) @ body
        fresh = np.argsort(reduced, kind="stable")[:MORE]
        fresh = fresh[reduced[fresh] < -GAP]
        if not len(fresh):
            return float(solver.getInfo().objective_function_value), reduced
        part = csc_array(body[:, fresh])
        solver.addCols(
            len(fresh), price[fresh], np.zeros(len(fresh)), np.full(len(fresh), math.inf),
            part.nnz, part.indptr[:-1], part.indices, part.data,
        )  # fmt: skip


def _whole(body: Floats, price: Floats, low: Floats, high: Floats, meter: Meter) -> tuple[Ints, float]:
    wide = len(price)
    if not wide:
        return np.empty(0, dtype=np.int64), math.inf
    solver = new_solver(meter)
    solver.passModel(_model(body, low, high))
    numbers = np.arange(wide, dtype=np.int32)
    solver.changeColsCost(wide, numbers, price)
    solver.changeColsIntegrality(wide, numbers, np.full(wide, highspy.HighsVarType.kInteger))
    for option, value in (("mip_rel_gap", GAP), ("mip_abs_gap", GAP)):
        solver.setOptionValue(option, value)
    solver.run()
    meter.spend(NODE * solver.getInfo().mip_node_count)
    if solver.getModelStatus() in NO_PLAN:
        return np.empty(0, dtype=np.int64), math.inf
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise OverError
    chosen = np.flatnonzero(np.asarray(solver.getSolution().col_value) > HALF)
    return chosen, float(price[chosen].sum())


def _model(body: Floats, low: Floats, high: Floats) -> highspy.HighsLp:
    matrix = csc_array(body)
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = body.shape
    model.col_cost_, model.col_lower_ = np.zeros(body.shape[1]), np.zeros(body.shape[1])
    model.col_upper_, model.row_lower_, model.row_upper_ = np.full(body.shape[1], math.inf), low, high
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    return model
