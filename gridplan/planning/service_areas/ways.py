"""How one gets from a branch to a door: by the road network, or, where none is known, by a usual detour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from gridplan.geo.network import By
from gridplan.model.plan import PlanParams

Floats = NDArray[np.float64]


class Ways(Protocol):
    """Costs from branches to points, in metres or minutes."""

    def costs(self, sources: Floats, targets: Floats, /, by: By = "minutes") -> Floats:
        """
        Cost from every source to every target.

        Parameters
        ----------
        sources
            Easting and northing of the branches, shape (n, 2).
        targets
            Easting and northing of the points, shape (m, 2).
        by
            `minutes` or `metres`.

        Returns
        -------
        costs
            Shape (n, m); infinite where no way leads.
        """
        ...


@dataclass(frozen=True)
class StraightWays:
    """
    A place without a road network: straight lines times a usual detour.

    Attributes
    ----------
    detour
        Road metres a straight metre.
    speed_kmh
        Speed of each branch's surroundings, in the order of the branches, shape (n,).
    """

    detour: float
    speed_kmh: Floats

    def costs(self, sources: Floats, targets: Floats, /, by: By = "minutes") -> Floats:
        """
        Cost from every branch to every target.

        Parameters
        ----------
        sources
            Easting and northing of the branches, shape (n, 2).
        targets
            Easting and northing of the points, shape (m, 2).
        by
            `minutes` or `metres`.

        Returns
        -------
        costs
            Shape (n, m).
        """
        metres = straight_m(sources, targets) * self.detour
        return metres if by == "metres" else metres / (self.speed_kmh[:, None] * 1_000 / 60)


def straight_ways(branches: gpd.GeoDataFrame, params: PlanParams) -> StraightWays:
    """
    Take the usual detour at the speed of each branch's kind.

    Parameters
    ----------
    branches
        Branches with `kind`.
    params
        Dials: `detour` and the presets' `speed_kmh`.

    Returns
    -------
    ways
        Stand-in for a road network.
    """
    speeds = [params.presets[str(kind)].speed_kmh for kind in branches["kind"]]
    return StraightWays(params.detour, np.array(speeds, dtype=float))


def straight_m(sources: Floats, targets: Floats) -> Floats:
    """
    Measure straight distances.

    Parameters
    ----------
    sources
        Shape (n, 2).
    targets
        Shape (m, 2).

    Returns
    -------
    metres
        Shape (n, m).
    """
    return np.hypot(
        sources[:, None, 0] - targets[None, :, 0],
        sources[:, None, 1] - targets[None, :, 1],
    )
