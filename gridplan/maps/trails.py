"""Lines that meet, drawn without lifting the pen: each is sent once, and only the first place of a trail in full."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import numpy.typing as npt
import shapely
from shapely import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

Floats = npt.NDArray[np.float64]
Place = tuple[float, float]


def trails(lines: BaseGeometry) -> MultiLineString:
    """
    Join lines end to end to few long ones, beginning where an odd number of them meets, as Hierholzer does.

    Parameters
    ----------
    lines
        Lines that meet at their ends alone.

    Returns
    -------
    trails
        The same lines, each drawn once, in an order that hangs on nothing but where they lie.
    """
    parts = [
        shapely.get_coordinates(line)
        for line in shapely.get_parts(lines)
        if "Line" in line.geom_type and not line.is_empty
    ]
    parts.sort(key=lambda part: part.tolist())
    meeting: dict[Place, list[int]] = defaultdict(list)
    for number, part in enumerate(parts):
        for end in (part[0], part[-1]):
            meeting[_place(end)].append(number)
    left = [True] * len(parts)
    starts = sorted(meeting, key=lambda place: (len(meeting[place]) % 2 == 0, place))
    found = []
    for start in starts:
        while trail := _walk(start, parts, meeting, left):
            found.append(LineString(np.vstack([trail[0][:1], *(part[1:] for part in trail)])))
    return MultiLineString(found)


def _walk(start: Place, parts: list[Floats], meeting: dict[Place, list[int]], left: list[bool]) -> list[Floats]:
    """Go on from line to line until every line that meets there was drawn."""
    trail, here = [], start
    while meeting[here]:
        number = meeting[here].pop()
        if not left[number]:
            continue
        left[number] = False
        part = parts[number]
        trail.append(part if _place(part[0]) == here else part[::-1])
        here = _place(trail[-1][-1])
    return trail


def _place(vertex: Floats) -> Place:
    return float(vertex[0]), float(vertex[1])
