"""A plan drawn from centres: each unit to the nearest, and the nearness of a centre falls as its grid fills."""

from __future__ import annotations

import numpy as np

from gridplan.geo.compiled import compiled
from gridplan.planning.zoning.engine.problem import Floats, Ints, Problem

#: Rounds of drawing and moving the centres, and how fast the handicaps of full grids grow.
ROUNDS, HASTE = 30, 0.6


def diagram(problem: Problem, rng: np.random.Generator) -> Ints:
    """
    Draw a power diagram of about equal loads (Lloyd's rounds with additive weights).

    Parameters
    ----------
    problem
        What is asked.
    rng
        Random generator.

    Returns
    -------
    label
        Grid of each unit; grids may be empty or in pieces.
    """
    label = np.zeros(len(problem.units), dtype=np.int64)
    centre = _anchors(problem)
    mass, load = problem.units["mass"].copy(), problem.load.mean(axis=1)
    _draw(problem.xyz, mass, load, problem.shares, centre, label, rng)
    return label


def _anchors(problem: Problem) -> Floats:
    """Begin grids with fixed units among these."""
    centre = np.full((problem.grids, 3), np.nan)
    for grid in np.unique(problem.units["fixed"][problem.units["fixed"] >= 0]):
        centre[grid] = problem.xyz[problem.units["fixed"] == grid].mean(axis=0)
    return centre


@compiled
def _draw(  # numba takes no problem
    xyz: Floats, mass: Floats, load: Floats, shares: Floats, centre: Floats, label: Ints, rng: np.random.Generator
) -> None:
    p = len(centre)
    _scatter(xyz, mass, centre, rng)
    handicap, sums = np.zeros(p), np.zeros((p, 6))
    for _ in range(ROUNDS):
        sums[:] = 0.0
        for unit in range(len(xyz)):
            grid, far = _nearest(xyz, unit, centre, handicap)
            label[unit] = grid
            sums[grid, 0] += load[unit]
            sums[grid, 1] += mass[unit]
            sums[grid, 2] += mass[unit] * far
            for axis in range(3):
                sums[grid, 3 + axis] += mass[unit] * xyz[unit, axis]
        for grid in range(p):
            if sums[grid, 1] > 0.0:
                centre[grid] = sums[grid, 3:] / sums[grid, 1]
                over = max(min(sums[grid, 0] / shares[grid] - 1.0, 1.0), -1.0)
                handicap[grid] += HASTE * 2.0 * over * sums[grid, 2] / sums[grid, 1]
            else:
                centre[grid], handicap[grid] = xyz[int(rng.random() * len(xyz))], handicap.min()


@compiled
def _scatter(xyz: Floats, mass: Floats, centre: Floats, rng: np.random.Generator) -> None:
    """Draw units to begin with as k-means++ does: the farther from others, the likelier."""
    far = np.full(len(xyz), np.inf)
    for drawn in range(2):
        for grid in range(len(centre)):
            if np.isnan(centre[grid, 0]) != (drawn == 1):
                continue
            if drawn == 1:
                centre[grid] = xyz[_drawn(far, mass, rng)]
            for unit in range(len(xyz)):
                far[unit] = min(far[unit], _square(xyz, unit, centre, grid))


@compiled
def _drawn(far: Floats, mass: Floats, rng: np.random.Generator) -> int:
    if np.isinf(far[0]):
        return int(rng.random() * len(far))
    left = rng.random() * (far * mass).sum()
    for unit in range(len(far)):
        left -= far[unit] * mass[unit]
        if left <= 0.0:
            return unit
    return len(far) - 1


@compiled
def _nearest(xyz: Floats, unit: int, centre: Floats, handicap: Floats) -> tuple[int, float]:
    grid, least, square = 0, np.inf, 0.0
    for k in range(len(centre)):
        far = _square(xyz, unit, centre, k)
        if far + handicap[k] < least:
            grid, least, square = k, far + handicap[k], far
    return grid, square


@compiled
def _square(xyz: Floats, unit: int, centre: Floats, grid: int) -> float:
    far = 0.0
    for axis in range(3):
        far += (xyz[unit, axis] - centre[grid, axis]) ** 2
    return far
