"""Whether a grid stays in one piece when a unit leaves."""

from __future__ import annotations

from gridplan.geo.compiled import compiled_in_place
from gridplan.planning.zoning.engine.sums import Plan

#: A walk through a grid gives up after so many units: what is joined only by a longer way round counts as parted.
FAR = 400


@compiled_in_place
def stays_whole(plan: Plan, unit: int) -> bool:
    """
    Say whether the neighbours of a unit in its grid still hang together without it.

    Parameters
    ----------
    plan
        The plan; the scratch of its units changes.
    unit
        The unit that would leave.

    Returns
    -------
    whole
        True if its leaving parts nothing, as far as a walk of `FAR` units shows.
    """
    units, wanted, start = plan.units, 0, -1
    plan.stamp[0] += 2
    for at in range(units[unit].first, units[unit].first + units[unit].degree):
        other = plan.neighbour[at]
        if units[other].label == units[unit].label:
            units[other].mark, wanted, start = plan.stamp[0] - 1, wanted + 1, other
    return wanted <= 1 or _meets(plan, unit, start, wanted)


@compiled_in_place
def _meets(plan: Plan, unit: int, start: int, wanted: int) -> bool:
    """Walk through the grid around the unit until all its neighbours, marked, are met; as a rule they are near."""
    units, seen = plan.units, plan.stamp[0]
    units[start].mark, units[0].queue, met, done, known = seen, start, 1, 0, 1
    while done < min(known, FAR):
        here, done = units[done].queue, done + 1
        for at in range(units[here].first, units[here].first + units[here].degree):
            other = plan.neighbour[at]
            if other == unit or units[other].label != units[unit].label or units[other].mark == seen:
                continue
            met += int(units[other].mark == seen - 1)
            if met == wanted:
                return True
            units[other].mark, units[known].queue, known = seen, other, known + 1
    return False
