"""The least that mends a request: each way is tried on the checks themselves, and told only if they then pass."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from gridplan.model.obstacles import Kind, Means, Mend, Obstacle, ObstructedError
from gridplan.planning.zoning.feasibility.checks import Check, checks_of, obstacles
from gridplan.planning.zoning.feasibility.links import shortest_links
from gridplan.planning.zoning.feasibility.locked import in_the_way
from gridplan.planning.zoning.feasibility.parts import full_grids
from gridplan.planning.zoning.feasibility.request import Ints, Request

#: Tolerances are told in steps of this, rounded up; above so much there is no limit to speak of.
STEP, PLACES, LOOSEST = 1e-4, 4, 64.0
#: So many numbers of grids on either side, links, and locks are tried.
GRIDS_TRIED, LINKS_TRIED, LOCKS_TRIED = 200, 20, 50
#: So many numbers of pieces are tried for heavy units, and never so many.
PIECES_TRIED, MOST_PIECES = 3, 100


def refuse_hopeless(request: Request) -> None:
    """
    Refuse what no plan can meet.

    Parameters
    ----------
    request
        What is asked.

    Raises
    ------
    ObstructedError
        With the units to blame and the least that mends it; units are positions.
    """
    found = obstacles(request)
    if found:
        raise ObstructedError(found, list(mends(request, found)))


def mends(request: Request, found: Sequence[Obstacle]) -> Iterator[Mend]:
    """
    Try what would mend a request.

    Parameters
    ----------
    request
        What is asked.
    found
        What stands in its way.

    Yields
    ------
    mend
        Each by itself lets the request pass all checks.
    """
    checks = checks_of(request)
    yield from _tolerance(request, checks)
    yield from _grids(request, checks)
    yield from _splits(request, found)
    yield from _links(request, found)
    yield from _unlocks(request, found)


def _passes(request: Request, checks: Sequence[Check]) -> bool:
    return not any(True for check in checks for _ in check(request))


def _tolerance(request: Request, checks: Sequence[Check]) -> Iterator[Mend]:
    """Halve the steps between what does not pass and what does."""
    least, most = 0, round(LOOSEST / STEP)
    if not _passes(request.widened(LOOSEST), checks):
        return
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (least, middle) if _passes(request.widened(middle * STEP), checks) else (middle, most)
    yield Mend(Means.TOLERANCE, round(most * STEP, PLACES))


def _grids(request: Request, checks: Sequence[Check]) -> Iterator[Mend]:
    """Take the nearest number, the lower of two as near."""
    for step in range(1, GRIDS_TRIED + 1):
        for grids in (request.grids - step, request.grids + step):
            if 1 <= grids <= len(request.weights) and _passes(request.of_grids(grids), checks):
                yield Mend(Means.GRIDS, grids)
                return


def _splits(request: Request, found: Sequence[Obstacle]) -> Iterator[Mend]:
    """Split all heavy units, into as few pieces as do."""
    heavy = np.unique([unit for one in found if one.kind is Kind.HEAVY for unit in one.units]).astype(np.int64)
    if not len(heavy) or (request.limits[1] <= 0).any():
        return
    least = math.ceil((request.weights[heavy] / request.high).max())
    for pieces in range(least, min(least + PIECES_TRIED, MOST_PIECES)):
        if not obstacles(request.split(heavy, pieces)):
            yield Mend(Means.SPLIT, pieces, tuple(heavy.tolist()))
            return


def _links(request: Request, found: Sequence[Obstacle]) -> Iterator[Mend]:
    if not any(one.kind in {Kind.APART, Kind.PART, Kind.SHARES} for one in found):
        return
    links = shortest_links(request.xy, request.pairs)
    for count in range(1, min(len(links), LINKS_TRIED) + 1):
        if not obstacles(request.linked(links[:count])):
            yield Mend(Means.LINK, None, tuple(links[:count].ravel().tolist()))
            return


def _unlocks(request: Request, found: Sequence[Obstacle]) -> Iterator[Mend]:
    """Lift one lock, or the fewest that stand between the units of a grid."""
    for units in _locks(request, found):
        if len(units) and not obstacles(request.unlocked(units)):
            yield Mend(Means.UNLOCK, None, tuple(units.tolist()))
            return


def _locks(request: Request, found: Sequence[Obstacle]) -> Iterator[Ints]:
    apart = [np.array(one.units[:2]) for one in found if one.kind is Kind.LOCKS]
    for ends in apart:
        yield in_the_way(request, ends)
    if apart:
        yield np.unique(np.concatenate([in_the_way(request, ends) for ends in apart]))
    suspects = {unit for one in found if one.kind in {Kind.LOCKED_HEAVY, Kind.LOCKS} for unit in one.units}
    if any(one.kind in {Kind.APART, Kind.PART, Kind.SHARES} for one in found):
        suspects |= set(np.flatnonzero(np.isin(request.fixed, full_grids(request))).tolist())
    lightest = sorted(suspects, key=lambda unit: (request.weights[unit].tolist(), unit))
    yield from (np.array([unit]) for unit in lightest[:LOCKS_TRIED])
