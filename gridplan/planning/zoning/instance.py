"""Cut a graph that somebody brings along, whatever the order of its units, and say how far a plan is out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gridplan.model.instance import EARTH_KM, Instance, Metric
from gridplan.planning.zoning.engine.effort import ALONE, Watch
from gridplan.planning.zoning.engine.problem import Floats, Ints, make_problem
from gridplan.planning.zoning.feasibility import Request, part_ranges, refuse_hopeless
from gridplan.planning.zoning.partition import OBJECTIVES
from gridplan.planning.zoning.shares import loads_by_grid, share_grids
from gridplan.planning.zoning.standing import in_standing_order
from gridplan.planning.zoning.worth.finding import find

#: Sums may be out by so much of a mean grid after rounding.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Excess:
    """
    A grid beyond a limit.

    Attributes
    ----------
    grid
        Its label.
    weight
        Number of the weight, from 0.
    load
        What the grid carries.
    limit
        What it may carry at most, or must at least.
    """

    grid: int
    weight: int
    load: float
    limit: float

    @property
    def share(self) -> float:
        """
        Hold the excess against the limit.

        Returns
        -------
        share
            By how much of the limit the grid is out; infinite at a limit of nought.
        """
        return abs(self.load - self.limit) / abs(self.limit) if self.limit else np.inf


def solve_instance(instance: Instance, *, effort: float, seed: int, watch: Watch = ALONE) -> Ints:
    """
    Cut an instance into its grids.

    Parameters
    ----------
    instance
        The graph, its weights and its limits.
    effort
        CPU seconds as a guide.
    seed
        Seed of the random generator.
    watch
        Who may stop the search, and hears how far it is; stopped, the best plan so far is the answer.

    Returns
    -------
    label
        Grid of each unit, 0 to p - 1, each in one piece; the same on the same graph in any order of its units.

    Raises
    ------
    ObstructedError
        If no plan is possible: it names the units to blame and the least that mends it.
    """
    refuse_hopeless(_request(instance))
    order = in_standing_order(instance)
    here = _reordered(instance, order)
    label, rng, taken = np.empty(len(order), dtype=np.int64), np.random.default_rng(seed), 0
    done = 0.0
    for members, grids in _parts(here):
        share = len(members) / len(order)
        label[members] = taken + _cut(here, members, grids, effort * share, rng, watch.part(done, share))
        taken, done = taken + grids, done + share
    back = np.empty_like(label)
    back[order] = label
    return back


def excesses(instance: Instance, label: Ints) -> list[Excess]:
    """
    List the grids that are beyond a limit, the worst first.

    Parameters
    ----------
    instance
        The graph, its weights and its limits.
    label
        Grid of each unit, shape (n,).

    Returns
    -------
    excesses
        None for a plan inside all limits.
    """
    load = loads_by_grid(label, instance.weights, instance.grids)
    low, high = instance.limits
    rounding = ROUNDING * instance.weights.sum(axis=0) / instance.grids
    found = [(cell, high) for cell in np.argwhere(load > high + rounding)]
    found += [(cell, low) for cell in np.argwhere(load < low - rounding)]
    beyond = [Excess(int(g), int(w), float(load[g, w]), float(limit[w])) for (g, w), limit in found]
    return sorted(beyond, key=lambda one: (-one.share, one.grid, one.weight))


def least_tolerance(instance: Instance, label: Ints) -> float:
    """
    Say from which tolerance on a plan is inside all limits.

    Parameters
    ----------
    instance
        The graph, its weights and its limits.
    label
        Grid of each unit, shape (n,).

    Returns
    -------
    tolerance
        The largest share by which a grid leaves the mean.
    """
    load = loads_by_grid(label, instance.weights, instance.grids)
    return float(np.abs(load / instance.weights.sum(axis=0) * instance.grids - 1).max())


def _reordered(instance: Instance, order: Ints) -> Instance:
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    pairs = np.unique(np.sort(place[instance.pairs], axis=1), axis=0).reshape(-1, 2)
    name, limits, grids = instance.name, instance.limits, instance.grids
    xy, weights = instance.xy[order], instance.weights[order]
    return Instance(name, xy, pairs, weights, limits, grids, instance.objective, instance.metric)


def _request(instance: Instance) -> Request:
    free = np.full(len(instance.xy), -1, dtype=np.int64)
    return Request(_places(instance), instance.pairs, instance.weights, instance.limits, instance.grids, free)


def _parts(instance: Instance) -> Iterator[tuple[Ints, int]]:
    """Hand out the parts that nothing joins, each with as many grids as its load is worth."""
    members, least, most = part_ranges(_request(instance))
    load = (instance.weights / instance.weights.sum(axis=0)).max(axis=1)
    loads = np.array([load[part].sum() for part in members])
    return zip(members, share_grids(loads, least, most, instance.grids).tolist(), strict=True)


def _cut(instance: Instance, members: Ints, grids: int, effort: float, rng: np.random.Generator, watch: Watch) -> Ints:
    here = np.full(len(instance.xy), -1, dtype=np.int64)
    here[members] = np.arange(len(members))
    pairs = here[instance.pairs]
    mean = instance.weights.sum(axis=0) / instance.grids
    problem = make_problem(
        _places(instance)[members],
        pairs[(pairs >= 0).all(axis=1)],
        instance.weights[members] / mean,
        (instance.limits[0] / mean, instance.limits[1] / mean),
        grids=grids,
        objective=OBJECTIVES[instance.objective],
    )
    return find(problem, effort, rng, watch)


def _places(instance: Instance) -> Floats:
    """Put places of the globe into space, in kilometres from its centre."""
    if instance.metric is Metric.EUCLID:
        return instance.xy
    longitude, latitude = np.radians(instance.xy).T
    flat = np.column_stack([np.cos(longitude), np.sin(longitude)]) * np.cos(latitude)[:, None]
    return EARTH_KM * np.column_stack([flat, np.sin(latitude)])
