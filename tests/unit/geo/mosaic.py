"""Irregular polygons with wiggly shared borders, for tests and benchmarks."""

from __future__ import annotations

import numpy as np
import shapely
from scipy.spatial import Voronoi


def mosaic(n, rng, *, side=10_000.0, steps=12):
    """
    Draw `n` Voronoi cells of a square whose borders wander; neighbours share every vertex.

    Each border between two Voronoi vertices is cut into `steps` pieces, so that a polygon has about 6 x `steps`.
    """
    seeds = rng.uniform(0, 1, (n, 2))
    flipped = [seeds * [-1, 1], [2, 0] + seeds * [-1, 1], seeds * [1, -1], [0, 2] + seeds * [1, -1]]
    voronoi = Voronoi(np.concatenate([seeds, *flipped]))
    regions = [voronoi.regions[region] for region in voronoi.point_region[:n]]
    pairs = {(min(pair), max(pair)) for region in regions for pair in zip(region, np.roll(region, -1), strict=True)}
    borders = {pair: _wander(voronoi.vertices[list(pair)], steps, rng) for pair in sorted(pairs)}
    return np.array([_polygon(region, borders, side) for region in regions])


def _wander(ends, steps, rng):
    straight = np.linspace(*ends, steps + 1)
    across = (ends[1] - ends[0])[::-1] * [-1, 1]
    aside = rng.uniform(-0.3, 0.3, (steps + 1, 1)) / steps
    aside[[0, -1]] = 0
    return straight + aside * across


def _polygon(region, borders, side):
    lines = [borders[a, b] if a < b else borders[b, a][::-1] for a, b in zip(region, np.roll(region, -1), strict=True)]
    return shapely.Polygon(side * np.concatenate([line[:-1] for line in lines]))
