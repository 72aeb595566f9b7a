"""Whether a grid stays in one piece when a unit leaves."""

from __future__ import annotations

from gridplan.geo.compiled import compiled
from gridplan.planning.zoning.engine.problem import Ints, Rows


@compiled
def stays_whole(units: Rows, neighbour: Ints, stamp: Ints, unit: int) -> bool:
    """
    Say whether the neighbours of a unit in its grid still hang together without it.

    Parameters
    ----------
    units, neighbour
        The plan; the scratch of the units changes.
    stamp
        Counts the calls, shape (1,); changed.
    unit
        The unit that would leave.

    Returns
    -------
    whole
        True if its leaving parts nothing.
    """
    wanted, start = 0, -1
    stamp[0] += 2
    for at in range(units[unit].first, units[unit].first + units[unit].degree):
        other = neighbour[at]
        if units[other].label == units[unit].label:
            units[other].mark, wanted, start = stamp[0] - 1, wanted + 1, other
    return wanted <= 1 or _meets(units, neighbour, stamp[0], unit, start, wanted)


@compiled
def _meets(units: Rows, neighbour: Ints, seen: int, unit: int, start: int, wanted: int) -> bool:
    """Walk through the grid around the unit until all its neighbours, marked, are met; as a rule they are near."""
    units[start].mark, units[0].queue, met, done, known = seen, start, 1, 0, 1
    while done < known:
        here, done = units[done].queue, done + 1
        for at in range(units[here].first, units[here].first + units[here].degree):
            other = neighbour[at]
            if other == unit or units[other].label != units[unit].label or units[other].mark == seen:
                continue
            met += int(units[other].mark == seen - 1)
            if met == wanted:
                return True
            units[other].mark, units[known].queue, known = seen, other, known + 1
    return False
