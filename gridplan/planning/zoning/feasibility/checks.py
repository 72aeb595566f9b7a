"""What rules out every plan: sums, heavy units, parts, dead ends and locks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from gridplan.model.obstacles import Kind, Obstacle
from gridplan.planning.zoning.feasibility.branches import branches
from gridplan.planning.zoning.feasibility.locked import lock_obstacles
from gridplan.planning.zoning.feasibility.parts import part_obstacles
from gridplan.planning.zoning.feasibility.request import Floats, Ints, Request

Hanging = list[tuple[int, list[Ints]]]
Check = Callable[[Request], Iterator[Obstacle]]


def obstacles(request: Request) -> list[Obstacle]:
    """
    Find what stands in the way of every plan.

    Parameters
    ----------
    request
        What is asked.

    Returns
    -------
    obstacles
        None where nothing was found, which does not say that a plan exists.
    """
    return [found for check in checks_of(request) for found in check(request)]


def checks_of(request: Request) -> list[Check]:
    """
    Lay out the checks; what hangs on what is worked out once, however often they are asked.

    Parameters
    ----------
    request
        What is asked, with any limits and any number of grids.

    Returns
    -------
    checks
        From the plainest; each gives its obstacles.
    """
    hanging = list(branches(len(request.weights), request.pairs))
    return [_total, _heavy, lock_obstacles, part_obstacles, partial(_dead_ends, hanging), _hemmed_in]


def _total(request: Request) -> Iterator[Obstacle]:
    total, reach = request.weights.sum(axis=0), request.limits * request.grids
    beyond = np.stack([total < request.low * request.grids, total > request.high * request.grids])
    for side, weight in np.argwhere(beyond).tolist():
        load, limit = float(total[weight]), float(reach[side, weight])
        yield Obstacle(Kind.TOTAL, weight=weight, load=load, limit=limit, grids=request.grids)


def _heavy(request: Request) -> Iterator[Obstacle]:
    for weight, column in enumerate(request.weights.T):
        beyond = np.flatnonzero(column > request.high[weight])
        worst = beyond[np.argsort(-column[beyond], kind="stable")]
        if len(worst):
            units, loads = tuple(worst.tolist()), tuple(column[worst].tolist())
            yield Obstacle(Kind.HEAVY, units, loads, weight, loads[0], float(request.limits[1, weight]))


def _dead_ends(hanging: Hanging, request: Request) -> Iterator[Obstacle]:
    """Branches too light for a grid belong to the unit that they hang on."""
    heavy = np.asarray((request.weights > request.high).any(axis=1))
    for unit, ways in hanging:
        light = [way for way in ways if _light(request, request.weights[way].sum(axis=0))]
        if light and not heavy[unit]:
            yield from _too_heavy(request, Kind.DEAD_END, np.concatenate([[unit], *light]))


def _too_heavy(request: Request, kind: Kind, units: Ints) -> Iterator[Obstacle]:
    load = request.weights[units].sum(axis=0)
    beyond = load / np.maximum(request.high, np.finfo(float).tiny)
    if (load > request.high).any():
        weight = int(beyond.argmax())
        named = tuple(units.tolist())
        yield Obstacle(kind, named, (), weight, float(load[weight]), float(request.limits[1, weight]))


def _hemmed_in(request: Request) -> Iterator[Obstacle]:
    """Find units that are too light, and fit with no neighbour."""
    a, b = request.pairs.T
    fits = (request.weights[a] + request.weights[b] <= request.high).all(axis=1)
    n = len(request.weights)
    degree, friends = (np.bincount(ends.ravel(), minlength=n) for ends in (request.pairs, request.pairs[fits]))
    light = (request.weights < request.low).any(axis=1)
    own = (request.weights <= request.high).all(axis=1)
    for unit in np.flatnonzero(light & own & (degree > 1) & (friends == 0)).tolist():
        around = np.append(b[a == unit], a[b == unit])
        yield Obstacle(Kind.HEMMED_IN, (unit, *around.tolist()))


def _light(request: Request, load: Floats) -> bool:
    return bool((load < request.low).any())
