"""Where the sixteen town seats stand, and how the towns share the county between them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.streets import StreetPlan, street_plan
from gridplan.qinghe.terrain import MEETING, Terrain, away_m

Array = NDArray[np.float64]

#: Town seats keep about so far from one another, in metres.
APART_M = 8_300.0
#: Built-up areas keep so far from rivers, ridge and railway.
BESIDE_M = 60.0
#: The county seat lies on both banks just above the meeting of the rivers.
ABOVE_MEETING = 0.022


def choose_seats(terrain: Terrain, numbers: Numbers, rng: np.random.Generator) -> Array:
    """
    Choose the seats: the county seat where the rivers meet, the others low in the valleys.

    Parameters
    ----------
    terrain
        The land.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    seats
        Shape (towns, 2), metres; the county seat first.
    """
    places = _candidates(terrain, rng)
    low = -terrain.height_m(places) / 90 - away_m(places, list(terrain.rivers)) / 9_000
    appeal = low + rng.gumbel(0, 0.5, len(places))
    chosen = [_heading(terrain)[0]]
    apart = APART_M
    while len(chosen) < numbers["county"]["towns"]:
        free = cKDTree(np.array(chosen)).query(places)[0] > apart
        if free.any():
            chosen.append(places[free][np.argmax(appeal[free])])
        else:
            apart *= 0.96
    return np.array(chosen)


def street_plans(seats: Array, terrain: Terrain, numbers: Numbers, rng: np.random.Generator) -> list[StreetPlan]:
    """
    Draw the streets of every seat; no built-up area lies across a barrier, but the county seat on both banks.

    Parameters
    ----------
    seats
        Seats, the county seat first.
    terrain
        The land.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    plans
        One plan a seat, same order.
    """
    sizes = numbers["streets"]
    plans = [street_plan(seats[0], _heading(terrain)[1], sizes["seat"]["half_m"], sizes["seat"]["block_m"], rng)]
    for seat in seats[1:]:
        grown = rng.uniform(0.8, 1.15)
        half = (sizes["town"]["half_m"][0] * grown, sizes["town"]["half_m"][1] * grown)
        plans.append(street_plan(seat, rng.uniform(0, np.pi), half, sizes["town"]["block_m"], rng))
    return [_on_one_side(plan, terrain, banks=2 if n == 0 else 1) for n, plan in enumerate(plans)]


def _on_one_side(plan: StreetPlan, terrain: Terrain, banks: int) -> StreetPlan:
    barriers = shapely.union_all([*terrain.rivers, terrain.ridge, terrain.railway]).buffer(BESIDE_M)
    parts = shapely.get_parts(plan.shape.difference(barriers))
    near = np.lexsort([-shapely.area(parts), shapely.distance(parts, shapely.Point(plan.centre)) > 0])
    return replace(plan, shape=shapely.MultiPolygon(list(parts[near[:banks]])))


def _candidates(terrain: Terrain, rng: np.random.Generator) -> Array:
    west, south, east, north = terrain.outline.bounds
    xy = rng.uniform((west, south), (east, north), (6_000, 2))
    inner = terrain.outline.buffer(-2_600)
    away = away_m(xy, list(terrain.rivers))
    aside = away_m(xy, [terrain.ridge, terrain.railway])
    return np.asarray(xy[shapely.contains_xy(inner, xy) & (away > 480) & (aside > 350)])


def _heading(terrain: Terrain) -> tuple[Array, float]:
    """Middle of the county seat and the heading of the river there."""
    river = terrain.rivers[0]
    ends = river.interpolate([MEETING - ABOVE_MEETING - 0.015, MEETING - ABOVE_MEETING + 0.015], normalized=True)
    before, after = shapely.get_coordinates(ends)
    along = (after - before) / np.hypot(*(after - before))
    north = np.array([-along[1], along[0]])
    return (before + after) / 2 + 330 * north, float(np.arctan2(along[1], along[0]))
