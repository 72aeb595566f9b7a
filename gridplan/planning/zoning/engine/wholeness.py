"""Whether a grid stays in one piece when a unit leaves."""

from __future__ import annotations

from gridplan.geo.compiled import compiled_in_place
from gridplan.planning.zoning.engine.effort import LOOK
from gridplan.planning.zoning.engine.sums import Plan

#: A walk through a grid gives up after so many units: what is joined only by a longer way round counts as parted.
FAR = 400
#: After so many units a second walk sets out, from where the first has not been: the smaller side is soon walked out.
SOON = 12


@compiled_in_place
def stays_whole(plan: Plan, unit: int) -> bool:
    """
    Say whether the neighbours of a unit in its grid still hang together without it.

    Parameters
    ----------
    plan
        The plan; its scratch changes.
    unit
        The unit that would leave.

    Returns
    -------
    whole
        True if its leaving parts nothing, as far as a walk of `FAR` units shows.
    """
    units, ends, end = plan.units, 0, -1
    plan.stamp[0] += 1
    for at in range(units[unit].first, units[unit].first + units[unit].degree):
        other = plan.neighbour[at]
        if units[other].label == units[unit].label:
            plan.end[other], ends, end = plan.stamp[0], ends + 1, other
    return ends <= 1 or _meets(plan, unit, end, ends)


@compiled_in_place
def in_one_piece(plan: Plan, grid: int) -> bool:
    """
    Say whether a grid hangs together.

    Parameters
    ----------
    plan
        The plan; its scratch changes.
    grid
        The grid.

    Returns
    -------
    whole
        True if a walk from one of its units meets all.
    """
    units, done, known = plan.units, 0, 1
    plan.stamp[0] += 1
    _begin(plan, plan.member[grid, 0], 0)
    while done < known:
        here = plan.queue[0, done]
        done += 1
        plan.spent[0] += LOOK * units[here].degree
        for at in range(units[here].first, units[here].first + units[here].degree):
            other = plan.neighbour[at]
            if units[other].label == grid and plan.mark[0, other] != plan.stamp[0]:
                plan.mark[0, other], plan.queue[0, known], known = plan.stamp[0], other, known + 1
    return bool(known == plan.grids[grid].units)


@compiled_in_place
def _meets(plan: Plan, unit: int, end: int, ends: int) -> bool:
    """Walk through the grid around the unit until all ends are met; as a rule they are near."""
    done, known, met = 0, 1, 1
    back_done, back_known, back_met = 0, 0, 0
    _begin(plan, end, 0)
    while done < min(known, FAR):
        known, met = _look_around(plan, unit, 0, done, known, met)
        done += 1
        if met == ends:
            return True
        if done == SOON:
            _begin(plan, _unmet(plan, unit), 1)
            back_known, back_met = 1, 1
        if back_known:
            back_known, back_met = _look_around(plan, unit, 1, back_done, back_known, back_met)
            back_done += 1
            if back_met == ends or back_done == back_known:
                return back_met == ends
    return False


@compiled_in_place
def _begin(plan: Plan, end: int, side: int) -> None:
    plan.mark[side, end], plan.queue[side, 0] = plan.stamp[0], end


@compiled_in_place
def _unmet(plan: Plan, unit: int) -> int:
    """Find an end that the first walk has not met."""
    units, now = plan.units, plan.stamp[0]
    for at in range(units[unit].first, units[unit].first + units[unit].degree):
        other = plan.neighbour[at]
        if plan.end[other] == now and plan.mark[0, other] != now:
            return int(other)
    return -1


@compiled_in_place
def _look_around(plan: Plan, unit: int, side: int, done: int, known: int, met: int) -> tuple[int, int]:
    """Take in the neighbours of one unit of a walk; say how many units it knows and how many ends it met."""
    units, now, here = plan.units, plan.stamp[0], plan.queue[side, done]
    plan.spent[0] += LOOK * units[here].degree
    for at in range(units[here].first, units[here].first + units[here].degree):
        other = plan.neighbour[at]
        if other == unit or units[other].label != units[unit].label or plan.mark[side, other] == now:
            continue
        met += int(plan.end[other] == now)
        plan.mark[side, other], plan.queue[side, known], known = now, other, known + 1
    return known, met
