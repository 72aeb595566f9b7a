"""Parts that nothing joins: each must be worth a whole number of grids."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gridplan.model.obstacles import Kind, Obstacle
from gridplan.planning.zoning.feasibility.request import Ints, Request
from gridplan.planning.zoning.graph import connected_parts


def part_obstacles(request: Request) -> Iterator[Obstacle]:
    """
    Hold every part against the grids that it could be.

    Locked grids that have no room for any other unit are taken out first: they may split the rest.

    Parameters
    ----------
    request
        What is asked.

    Yields
    ------
    obstacle
        Parts too many, of no whole number of grids, or whose numbers never add up to those wanted.
    """
    members, full = open_parts(request)
    wanted = request.grids - full
    if len(members) > wanted:
        units, sizes = tuple(int(part[0]) for part in members), tuple(float(len(part)) for part in members)
        yield Obstacle(Kind.APART, units, sizes, grids=request.grids)
        return
    ranges = [_range(request, part) for part in members]
    odd = [part for part, (least, most) in zip(members, ranges, strict=True) if least > most]
    yield from (_blame(request, part) for part in odd)
    least, most = (sum(one[end] for one in ranges) + full for end in (0, 1))
    if not odd and not least <= request.grids <= most:
        yield Obstacle(Kind.SHARES, load=least, limit=most, grids=request.grids)


def part_ranges(request: Request) -> tuple[list[Ints], Ints, Ints]:
    """
    Say of how few and how many grids each part may be.

    Parameters
    ----------
    request
        What is asked.

    Returns
    -------
    parts
        Units of each, ascending.
    least, most
        Numbers of grids, by part.
    """
    members = open_parts(request)[0]
    least, most = np.array([_range(request, part) for part in members], dtype=np.int64).reshape(-1, 2).T
    return members, least, most


def open_parts(request: Request) -> tuple[list[Ints], int]:
    """
    Find the parts of the graph without the locked grids that are full.

    Parameters
    ----------
    request
        What is asked.

    Returns
    -------
    parts
        Units of each, ascending.
    full
        How many grids are full.
    """
    full = full_grids(request)
    left = np.flatnonzero(~np.isin(request.fixed, full))
    if not len(left):
        return [], len(full)
    here = np.full(len(request.weights), -1, dtype=np.int64)
    here[left] = np.arange(len(left))
    pairs = here[request.pairs]
    part = connected_parts(len(left), pairs[(pairs >= 0).all(axis=1)])
    order = np.argsort(part, kind="stable")
    return np.split(left[order], np.flatnonzero(np.diff(part[order])) + 1), len(full)


def full_grids(request: Request) -> Ints:
    """
    List the locked grids with which no free unit fits.

    Parameters
    ----------
    request
        What is asked.

    Returns
    -------
    grids
        Their numbers.
    """
    free = request.weights[request.fixed < 0]
    lightest = free.min(axis=0) if len(free) else np.zeros(request.weights.shape[1])
    known = np.unique(request.fixed[request.fixed >= 0])
    loads = [request.weights[request.fixed == grid].sum(axis=0) for grid in known]
    return np.array([k for k, load in zip(known, loads, strict=True) if (load + lightest > request.high).any()], int)


def _range(request: Request, part: Ints) -> tuple[int, int]:
    """Say how few and how many grids the units can be by their weight, their number and their locks."""
    load = request.weights[part].sum(axis=0)
    least = np.ceil((load / np.maximum(request.high, np.finfo(float).tiny)).max())
    wanted = request.low > 0
    floor = np.floor((load[wanted] / request.low[wanted]).min(initial=len(part)))
    locked = request.fixed[part]
    labels = len(np.unique(locked[locked >= 0]))
    most = min(int(floor), int(np.count_nonzero(locked < 0)) + labels)
    return max(int(least), labels, 1), most


def _blame(request: Request, part: Ints) -> Obstacle:
    """Tell the weight that is farthest out at the number of grids that fits best."""
    load = request.weights[part].sum(axis=0)
    best = max(1, round(float((load / np.maximum(request.mean, np.finfo(float).tiny)).max())))
    above, below = load - best * request.limits[1], best * request.limits[0] - load
    out = np.maximum(above, below) / np.maximum(request.mean, np.finfo(float).tiny)
    weight = int(out.argmax())
    limit = request.limits[1 if above[weight] >= below[weight] else 0, weight] * best
    return Obstacle(Kind.PART, tuple(part.tolist()), (), weight, float(load[weight]), float(limit), request.grids)
