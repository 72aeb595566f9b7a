"""Smooth curves: the border of the county, rivers, ridge and railway."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from shapely import LineString, Polygon

Array = NDArray[np.float64]


def winding(
    controls: Array, rng: np.random.Generator, *, meander_m: float = 0.0, wave_m: float = 3_000.0
) -> LineString:
    """
    Draw a smooth line through control points, with meanders between them.

    Parameters
    ----------
    controls
        Points that the line passes near, shape (n, 2), metres; its two ends are kept exactly.
    rng
        Random generator.
    meander_m
        Amplitude of the meanders.
    wave_m
        Length of one meander.

    Returns
    -------
    line
        Vertices about 45 m apart.
    """
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(controls, axis=0).T))]
    steps = np.linspace(0.0, along[-1], int(along[-1] / 45.0))
    spline = CubicSpline(along, controls)
    xy, heading = spline(steps), spline(steps, 1)
    normal = np.c_[-heading[:, 1], heading[:, 0]] / np.hypot(*heading.T)[:, None]
    phase = 2 * np.pi * steps / wave_m + np.interp(steps, along, rng.normal(0, 1.2, len(along)))
    strength = np.interp(steps, along, rng.uniform(0.4, 1.3, len(along)))
    ends = np.minimum(1.0, np.minimum(steps, along[-1] - steps) / wave_m)
    return LineString(xy + normal * (meander_m * strength * ends * np.sin(phase))[:, None])


def outline(area_km2: float, rng: np.random.Generator) -> Polygon:
    """
    Draw the rough border of the county: a circle bent by waves of every length.

    Parameters
    ----------
    area_km2
        Area inside, exactly.
    rng
        Random generator.

    Returns
    -------
    outline
        Polygon about the origin, metres.
    """
    angle = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    waves = np.arange(2, 45)
    size = 0.17 * rng.uniform(0.5, 1.0, len(waves)) / waves**1.15
    phase = rng.uniform(0, 2 * np.pi, len(waves))
    radius = np.exp((size * np.cos(angle[:, None] * waves + phase)).sum(axis=1))
    shape = Polygon(np.c_[radius * np.cos(angle), radius * np.sin(angle)])
    scale = np.sqrt(area_km2 * 1e6 / shape.area)
    return Polygon(np.asarray(shape.exterior.coords) * scale)
