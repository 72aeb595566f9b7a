"""How good a cut of a graph is that somebody brought along, and a better one where the proof finds it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import numpy as np

from gridplan.model.instance import EARTH_KM, Instance, Metric, Objective
from gridplan.model.worth import Worth
from gridplan.planning.zoning.engine.effort import ALONE
from gridplan.planning.zoning.engine.problem import Floats, Ints
from gridplan.planning.zoning.exact import prove
from gridplan.planning.zoning.worth.judged import ROUNDING, Judged, excess_of, value_of

#: The proof takes no more units.
COUNTED = 3_000


def judge_instance(
    instance: Instance,
    label: Ints,
    *,
    seconds: float = 0.0,
    stop: Callable[[], bool] = ALONE.stop,
    clock: Callable[[], float] = time.process_time,
) -> Judged:
    """
    Say how good a plan is, and look for a better one as long as there is time.

    Parameters
    ----------
    instance
        The graph.
    label
        Grid of each unit, each grid in one piece.
    seconds
        What the proof may take; without any there is no bound.
    stop
        Asked now and then whether to stop.
    clock
        The seconds that count, those of the processor as a rule.

    Returns
    -------
    judged
        The plan, or a better one, and its worth; no bound where longest ways are to be short, or limits are broken.
    """
    cost = costs_of(instance)
    if cost is None:
        return Judged(label, Worth(_excess(instance, label), math.nan))
    excess = _excess(instance, label)
    known = Judged(label, Worth(excess, value_of(cost, label)))
    if seconds <= 0 or stop():
        return known
    slack = ROUNDING * instance.weights.sum(axis=0) / instance.grids
    limits = instance.limits + np.array([[-1.0], [1.0]]) * slack
    start = label if excess == 0 else None
    proof = prove(
        cost,
        instance.weights,
        limits,
        instance.pairs,
        instance.grids,
        label=start,
        seconds=seconds,
        stop=stop,
        clock=clock,
    )
    if proof.label is None:
        return known
    better = proof.label if start is None or proof.value < known.worth.value else label
    return Judged(better, Worth(0.0, proof.value, proof.bound if proof.bound > 0 else math.nan))


def costs_of(instance: Instance) -> Floats | None:
    """
    Measure what every unit (row) costs in a grid around every other (column), as the objective counts.

    Parameters
    ----------
    instance
        The graph.

    Returns
    -------
    cost
        Shape (n, n); None for longest ways, which no sum is, and for too many units.
    """
    if instance.objective is Objective.DIAMETER or len(instance.xy) > COUNTED:
        return None
    ways = ways_between(instance)
    return ways if instance.objective is Objective.PMEDIAN else instance.weights[:, :1] * ways**2


def ways_between(instance: Instance) -> Floats:
    """
    Measure the ways between all units.

    Parameters
    ----------
    instance
        The graph.

    Returns
    -------
    ways
        On the plane or in kilometres on the globe, shape (n, n).
    """
    if instance.metric is Metric.EUCLID:
        return np.asarray(np.hypot(*(instance.xy[:, None] - instance.xy).transpose(2, 0, 1)))
    longitude, latitude = np.radians(instance.xy).T
    across = np.cos(latitude)[:, None] * np.cos(latitude) * np.sin((longitude[:, None] - longitude) / 2) ** 2
    half = np.sin((latitude[:, None] - latitude) / 2) ** 2 + across
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


def _excess(instance: Instance, label: Ints) -> float:
    mean = instance.weights.sum(axis=0) / instance.grids
    mean = np.where(mean > 0, mean, 1.0)
    return excess_of(instance.weights / mean, instance.limits / mean, label, instance.grids)
