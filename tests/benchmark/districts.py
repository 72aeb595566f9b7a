"""Districts drawn by a seed, to be cut into grids: villages, neighbours, households that a few large villages hold."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import Delaunay

#: Kilometres from one village to the next, about.
STEP_KM = 1.0
#: Neighbours farther than so many usual ways are none, unless nothing else joins them.
FAR = 2.5
#: Households of a usual village, spread of their logarithm, and the largest village in mean villages.
USUAL, SPREAD, LARGEST = 120.0, 0.9, 5.0


class Size(NamedTuple):
    """How large a district is: units, grids, and how many weights are balanced."""

    units: int
    grids: int
    weights: int = 1

    @property
    def name(self) -> str:
        more = f", {self.weights} weights" if self.weights > 1 else ""
        return f"{self.units:,} units, {self.grids:,} grids{more}"


def draw_district(size: Size, seed: int, *, tolerance: float = 0.05) -> dict[str, Any]:
    """Draw a district in the format of `gridplan solve partition`; the same seed gives the same district."""
    rng = np.random.default_rng([seed, *size])
    xy = rng.uniform(0, STEP_KM * np.sqrt(size.units), (size.units, 2)).round(4)
    households = rng.lognormal(np.log(USUAL), SPREAD, size.units)
    households = np.clip(households, 1, LARGEST * households.mean()).round()
    others = [(households * rng.uniform(0.4, 1.6, size.units)).round(1) for _ in range(size.weights - 1)]
    return {
        "name": f"n{size.units}-p{size.grids}-w{size.weights}-s{seed}",
        "objective": "moment",
        "metric": "euclid",
        "p": size.grids,
        "tolerance": [tolerance] * size.weights,
        "xy": xy.tolist(),
        "weights": np.column_stack([households, *others]).tolist(),
        "edges": _neighbours(xy).tolist(),
    }


def _neighbours(xy: np.ndarray) -> np.ndarray:
    """Join villages over the sides of Delaunay's triangles, but not over the long ones along the rim."""
    corners = Delaunay(xy).simplices
    sides = np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]])
    sides = np.unique(np.sort(sides, axis=1), axis=0)
    length = np.hypot(*(xy[sides[:, 0]] - xy[sides[:, 1]]).T)
    ways = coo_array((length, (sides[:, 0], sides[:, 1])), shape=(len(xy), len(xy)))
    needed = np.column_stack(minimum_spanning_tree(ways).nonzero())
    return np.unique(np.vstack([sides[length <= FAR * np.median(length)], np.sort(needed, axis=1)]), axis=0)
