"""A graph of units to be cut into grids, as a file states it, whoever drew it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

#: Radius of the globe of `Metric.HAVERSINE_KM`.
EARTH_KM = 6371.0


class Objective(StrEnum):
    """What is made small: load x squared distance, distances to the central unit, or the longest distance."""

    MOMENT = "moment"
    PMEDIAN = "pmedian"
    DIAMETER = "diameter"


class Metric(StrEnum):
    """How places are measured: on a plane, or in kilometres on the globe from longitude and latitude."""

    EUCLID = "euclid"
    HAVERSINE_KM = "haversine_km"


@dataclass(frozen=True)
class Instance:
    """
    Units, neighbours, weights and limits.

    Attributes
    ----------
    name
        What the instance is called.
    xy
        Place of each unit: x and y, or longitude and latitude in degrees, shape (n, 2).
    pairs
        Neighbours as positions, each pair once and the lower first, shape (e, 2).
    weights
        What must be balanced, shape (n, m).
    limits
        Lowest and highest weight of a grid, shape (2, m).
    grids
        Number of grids.
    objective
        What to make small.
    metric
        How places are measured.
    """

    name: str
    xy: NDArray[np.float64]
    pairs: NDArray[np.int64]
    weights: NDArray[np.float64]
    limits: NDArray[np.float64]
    grids: int
    objective: Objective
    metric: Metric
